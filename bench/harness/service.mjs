// The real service on a fresh installation of its own, on loopback: started, watched and stopped by the benchmark.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hasSchemas, SCHEMA_FOLDER } from '../subjects/schemas.mjs';
import { call } from './client.mjs';
import { startDatabase } from './database.mjs';
import { commandOf, cpuSecondsOf, descendants, peakMiB } from './processes.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PROBE = `--import=${join(root, 'bench/probe.mjs')}`;

export const keys = { upstream: 'bench-upstream-key', admin: 'bench-admin-key' };
const DEMO_KEYS = `upstream:${keys.upstream},admin:${keys.admin}`;

const freePort = () =>
  new Promise((done, fail) => {
    const probe = createServer().on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

/** Words of `npm start`, so that what is measured is what runs. */
const startWords = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.start.split(' ');
const startFlags = startWords.filter((word) => word.startsWith('--'));
const startVariables = Object.fromEntries(startWords.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split('=')));

/** All that runs, so that nothing is left behind. */
const running = new Set();
process.once('exit', stopServices);

/** Tells every service that runs to stop: whoever waits for an answer of one gets an error. */
export function stopServices() {
  for (const child of running) child.kill('SIGTERM');
}

/** Open to the account that the embedded database runs under where this runs as root: else its data would lie elsewhere, and stay. */
function freshFolder() {
  const folder = mkdtempSync('/var/tmp/waybridge-bench-');
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'data'));
  return folder;
}

function start(script, env, folder) {
  const child = spawn(process.execPath, [...startFlags, join(root, 'dist', script)], {
    env: {
      ...process.env,
      ...startVariables,
      WAYBRIDGE_DATA: join(folder, 'data'),
      WAYBRIDGE_DEMO_KEYS: DEMO_KEYS,
      SCHEMA_DIR: hasSchemas() ? SCHEMA_FOLDER : '',
      WAYBRIDGE_BENCH_PROBE: folder,
      NODE_OPTIONS: PROBE,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function untilReady(url, children) {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(100)) {
    const ready = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (ready?.ok) return;
    if (children.some(({ exitCode }) => exitCode !== null)) throw new Error('the service did not start');
  }
  throw new Error('the service was not ready in two minutes');
}

async function stopAll(children) {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(
    children.map((child) =>
      child.exitCode === null && child.signalCode === null ? new Promise((done) => child.once('exit', done)) : undefined,
    ),
  );
}

/** What a running service uses: Node processes and servers of databases, by the roots of its processes. */
class Service {
  constructor(url, folder, children, close) {
    this.url = url;
    this.folder = folder;
    this.dataFolder = join(folder, 'data');
    this.children = children;
    this.close = close;
  }

  /** The processes of a program of the product, such as `worker.js`; all of them if none is named. */
  nodePids(script = '') {
    const isOurs = (word) => word.includes(join(root, 'dist')) && word.endsWith('.js') && word.endsWith(script);
    return this.children.flatMap(({ pid }) => descendants(pid)).filter((pid) => commandOf(pid).some(isOurs));
  }

  /** CPU seconds of all processes, the database's among them. */
  cpuSeconds() {
    return cpuSecondsOf(new Set([...this.children.flatMap(({ pid }) => descendants(pid)), ...(this.databasePids?.() ?? [])]));
  }

  /** Sum of the highest resident memory of each Node process, in MiB. */
  peakMiB() {
    return this.nodePids().reduce((sum, pid) => sum + peakMiB(pid), 0);
  }

  signal(name) {
    for (const pid of this.nodePids()) process.kill(pid, name);
  }
}

/** `npm start`'s service, when its sample flight is published: everything is compiled and warm then. */
export async function startService({ threads = 2, env = {} } = {}) {
  const folder = freshFolder();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const children = [start('start.js', { PORT: String(port), RENDER_THREADS: String(threads), ...env }, folder)];
  const close = async ({ keep = false } = {}) => {
    await stopAll(children);
    if (!keep) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url, children);
    await untilSampleIsReady(url);
    return new Service(url, folder, children, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function untilSampleIsReady(url) {
  for (const deadline = Date.now() + 90_000; ; await sleep(200)) {
    const { flights } = await call(url, 'GET', '/v1/flights', keys.admin);
    if (flights[0]?.status === 'ready') return;
    if (Date.now() > deadline) throw new Error('the sample flight was not ready in 90 seconds');
  }
}

/** One API process and so many workers beside one database, each started by itself. */
export async function startWorkers({ workers, threads }) {
  const folder = freshFolder();
  const database = await startDatabase({ queue: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { DATABASE_URL: database.url, RENDER_THREADS: String(threads), LOG_FILE: join(folder, 'service.log') };
  const children = [start('main.js', { ...env, PORT: String(port) }, folder)];
  for (let i = 0; i < workers; i += 1) children.push(start('worker.js', env, folder));
  const close = async () => {
    await stopAll(children);
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url, children);
    const service = new Service(url, folder, children, close);
    service.databasePids = database.pids;
    return service;
  } catch (error) {
    await close();
    throw error;
  }
}
