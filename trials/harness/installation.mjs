// An installation of its own on loopback whose parts can be started, killed and starved one by one: a real PostgreSQL, API processes and
// workers as a large installation has them. Everything ends with this process.
import { spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { prepareDemonstration } from '../../dist/demonstration/demonstration.js';
import { Database } from '../../dist/store/database.js';
import { startEmbeddedPostgres } from '../../dist/store/embedded-postgres.js';
import { migrate } from '../../dist/store/migrate.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const keys = { upstream: 'trial-upstream-key', broker: 'trial-broker-key', airline: 'trial-airline-key', admin: 'trial-admin-key' };

/** All that runs, so that nothing is left behind however this process ends. */
const running = new Set();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

export const freePort = () =>
  new Promise((done, fail) => {
    const probe = createServer().on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

/** A process of the service. `exited` tells how it ended. */
class Part {
  constructor(child) {
    this.child = child;
    this.exited = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
    running.add(child);
    child.once('exit', () => running.delete(child));
  }

  get pid() {
    return this.child.pid;
  }

  get isRunning() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  signal(name) {
    if (this.isRunning) this.child.kill(name);
  }

  /** Ends it and waits for that. */
  async end(name = 'SIGKILL') {
    this.signal(name);
    return this.exited;
  }
}

export class Installation {
  #databasePort;
  #server;
  #pool;

  /** `env` is for every process of it. */
  static async create({ env = {} } = {}) {
    const installation = new Installation();
    installation.folder = mkdtempSync('/var/tmp/waybridge-trial-');
    chmodSync(installation.folder, 0o755);
    installation.dataFolder = join(installation.folder, 'data');
    mkdirSync(installation.dataFolder);
    installation.logFile = join(installation.folder, 'service.log');
    installation.env = env;
    installation.parts = [];
    installation.port = await freePort();
    installation.#databasePort = await freePort();
    await installation.startDatabase();
    await migrate(installation.databaseUrl);
    const database = new Database(installation.databaseUrl, { connections: 2 });
    const demoKeys = Object.entries(keys)
      .map(([role, key]) => `${role}:${key}`)
      .join(',');
    await prepareDemonstration(database, { dataFolder: installation.folder, demoKeys });
    await database.close();
    return installation;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async startDatabase() {
    this.#server = await startEmbeddedPostgres(join(this.folder, 'postgres'), this.#databasePort);
    this.databaseUrl = this.#server.url;
  }

  /** SIGQUIT to the server: its immediate shutdown, as after a power failure. It comes back with `startDatabase`. */
  async stopDatabaseAtOnce() {
    await this.#pool?.end();
    this.#pool = undefined;
    const [pid] = readFileSync(join(this.folder, 'postgres/pgdata/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
    await this.#server.stop();
  }

  /** Everything that starts from now on works on another database of the same server. */
  async moveTo(databaseUrl) {
    await this.#pool?.end();
    this.#pool = undefined;
    this.databaseUrl = databaseUrl;
  }

  /** Rows of a statement, in the installation's own database. */
  async rows(sql, values = []) {
    if (this.#pool === undefined) {
      this.#pool = new pg.Pool({ connectionString: this.databaseUrl, max: 2 });
      this.#pool.on('error', () => {});
    }
    return (await this.#pool.query(sql, values)).rows;
  }

  /** What a process of this installation is started with. */
  environment(env = {}) {
    return {
      ...process.env,
      NODE_OPTIONS: '',
      MALLOC_ARENA_MAX: '2',
      HOST: '127.0.0.1',
      PORT: String(this.port),
      DATABASE_URL: this.databaseUrl,
      WAYBRIDGE_DATA: this.dataFolder,
      LOG_FILE: this.logFile,
      RENDER_THREADS: '1',
      // Killed processes are noticed sooner than by default, so that many can be killed in a short time.
      LEASE_MS: '3000',
      RECONCILE_MS: '1000',
      ...this.env,
      ...env,
    };
  }

  /** `options` are spawn's: another account, a wrapper in front of Node. */
  start(script, env = {}, { wrapper = [], ...options } = {}) {
    const output = openSync(join(this.folder, 'output.log'), 'a');
    const [command, ...args] = [...wrapper, process.execPath, join(root, 'dist', script)];
    const child = spawn(command, args, { env: this.environment(env), stdio: ['ignore', output, output], ...options });
    closeSync(output);
    const part = new Part(child);
    this.parts.push(part);
    return part;
  }

  /** An API process, when it is ready; for one that is to die before that, `start('main.js')`. */
  async startApi(env = {}, options = {}) {
    const part = this.start('main.js', env, options);
    await this.untilReady(part);
    return part;
  }

  startWorker(env = {}, options = {}) {
    return this.start('worker.js', env, options);
  }

  async untilReady(part, seconds = 60) {
    for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(50)) {
      const ready = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (ready?.ok) return;
      if (part?.isRunning === false) throw new Error(`the API has ended, see ${join(this.folder, 'output.log')}`);
    }
    throw new Error('the API was not ready in time');
  }

  /** The command line on this installation; answers its exit status and output. */
  async command(...args) {
    const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], {
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    const code = await new Promise((done) => child.once('close', done));
    return { code, out, err };
  }

  /** What `waybridge converge` finds here. */
  async converge(...options) {
    const { code, out, err } = await this.command('converge', '--json', ...options);
    if (code !== 0 && code !== 1) throw new Error(`converge ended with ${code}: ${err}`);
    return JSON.parse(out);
  }

  /** Stops all processes, the database last, and removes the folder unless it is wanted. */
  async close({ keep = false } = {}) {
    await Promise.all(this.parts.filter((part) => part.isRunning).map((part) => part.end()));
    await this.#pool?.end();
    await this.#server?.stop();
    if (!keep) rmSync(this.folder, { recursive: true, force: true });
  }
}
