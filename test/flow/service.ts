import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Keys of the demonstration's roles. */
export const keys = { upstream: 'test-upstream-key', broker: 'test-broker-key', airline: 'test-airline-key', admin: 'test-admin-key' };

export type Role = keyof typeof keys;

export interface Reply<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

/** The whole service as a user starts it, on a data folder and a port of its own. */
export class Service {
  #process: ChildProcess | undefined;
  output = '';

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly settings: Record<string, string>,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Of the process that serves the API. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  static async start(settings: Record<string, string> = {}): Promise<Service> {
    const folder = mkdtempSync('/var/tmp/waybridge-flow-');
    // The database's own account must be able to pass.
    chmodSync(folder, 0o755);
    const service = new Service(folder, await freePort(), settings);
    await service.startProcess();
    return service;
  }

  /** Starts the processes on the data that is there. */
  async startProcess(): Promise<void> {
    const child = spawn(process.execPath, ['--enable-source-maps', resolve('dist/start.js')], {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        PORT: String(this.port),
        WAYBRIDGE_DATA: this.folder,
        WAYBRIDGE_DEMO_KEYS: Object.entries(keys)
          .map(([role, key]) => `${role}:${key}`)
          .join(','),
        RECONCILE_MS: '2000',
        ...this.settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    child.stdout?.on('data', (chunk) => {
      this.output += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      this.output += chunk;
    });
    for (const deadline = Date.now() + 60_000; ; await sleep(100)) {
      const ready = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (ready?.ok === true) return;
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the service did not start:\n${this.output}`);
    }
  }

  /** SIGKILL to the API, which takes the database and the worker with it. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    const exited = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await exited;
  }

  /** SIGKILL to the worker alone; the service starts another a second later. */
  killWorker(): void {
    const { pid } = this.#process ?? {};
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    const worker = children.find((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('worker.js'));
    process.kill(Number(worker), 'SIGKILL');
  }

  /** SIGTERM, as a Ctrl-C would; answers the exit code. */
  async stop(): Promise<number | null> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null;
    const exited = new Promise<number | null>((done) => child.once('exit', done));
    child.kill('SIGTERM');
    return exited;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What the service logged. */
  log(): string {
    return readFileSync(join(this.folder, 'service.log'), 'utf8');
  }

  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    { role = 'admin', body, headers = {} }: { role?: Role | undefined; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Reply<T>> {
    const isText = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${keys[role]}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? null : isText ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  async bytes(
    path: string,
    { role = 'admin', headers = {} }: { role?: Role; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
    const response = await fetch(`${this.url}${path}`, { headers: { authorization: `Bearer ${keys[role]}`, ...headers } });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }

  /** Waits until a flight has one of the states; answers its view. */
  async until(flight: string, states: readonly string[], timeoutMs = 40_000): Promise<FlightView> {
    for (const deadline = Date.now() + timeoutMs; ; await sleep(100)) {
      const { body } = await this.call<FlightView>('GET', `/v1/flights/${flight}`).catch(() => ({ body: undefined }));
      if (body !== undefined && states.includes(body.status)) return body;
      if (Date.now() > deadline) throw new Error(`flight ${flight} is ${body?.status}, not ${states.join(' or ')}\n${this.output}`);
    }
  }
}

export interface FlightView {
  flight: string;
  status: string;
  revision: number;
  progress?: { stage: string; done: number; total: number; percent: number; etaSeconds: number };
  counts: { consignments: number; held: number; waybills: number; declarations: number; documents: number };
  totals: { pieces: number; grossWeightKg: string; value: { currency: string; amount: string }[]; valueRub?: string };
  problem?: { code: string };
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}
