// One flight from the first byte posted to the last document published, on a fresh embedded installation:
//   npm run bench -- [--consignments 50000] [--format json|ndjson] [--gzip] [--json FILE]
// Prints consignments per second by stage, the peak memory of every Node process and the API's event loop lag.
import { spawn } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { consignments as consignmentsOf, manifestHead, manifestText } from '../scripts/make-sample.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({
  options: {
    consignments: { type: 'string', default: '50000' },
    format: { type: 'string', default: 'json' },
    gzip: { type: 'boolean', default: false },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const consignments = Number(options.consignments);
const folder = mkdtempSync('/var/tmp/waybridge-bench-');
const keys = { upstream: 'bench-upstream-key', admin: 'bench-admin-key' };

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
const startFlags = () => startWords.filter((word) => word.startsWith('--'));
const startVariables = () => Object.fromEntries(startWords.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split('=')));

async function startService() {
  const port = await freePort();
  mkdirSync(join(folder, 'data'), { recursive: true });
  const service = spawn(process.execPath, [`--import=${join(root, 'bench/probe.mjs')}`, ...startFlags(), join(root, 'dist/start.js')], {
    env: {
      ...process.env,
      ...startVariables(),
      PORT: String(port),
      WAYBRIDGE_DATA: join(folder, 'data'),
      WAYBRIDGE_BENCH_PROBE: folder,
      WAYBRIDGE_DEMO_KEYS: `upstream:${keys.upstream},admin:${keys.admin}`,
      NODE_OPTIONS: `--import=${join(root, 'bench/probe.mjs')}`,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(200)) {
    const ready = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (ready?.ok) return { service, url };
    if (service.exitCode !== null) throw new Error('the service did not start');
  }
  throw new Error('the service was not ready in two minutes');
}

async function call(url, method, path, key, body, headers = {}) {
  const response = await fetch(`${url}${path}`, { method, headers: { authorization: `Bearer ${key}`, ...headers }, body, duplex: 'half' });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 600)}`);
  return text === '' ? undefined : JSON.parse(text);
}

const flightOf = (url, flight) => call(url, 'GET', `/v1/flights/${flight}`, keys.admin);

async function untilReady(url, flight, seen = () => {}) {
  for (;;) {
    const started = performance.now();
    const view = await flightOf(url, flight);
    seen(view, performance.now() - started);
    if (view.status === 'ready') return view;
    if (view.status === 'failed') throw new Error(`flight failed: ${JSON.stringify(view.problem)}`);
    await sleep(50);
  }
}

/** Node processes below a process, itself included, with their highest resident size in MiB. */
function nodeProcesses(rootPid) {
  const found = [];
  const visit = (pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
      const script = command.find((part) => /dist\/\w+\.js$/.test(part));
      if (script !== undefined && peak !== null)
        found.push({ pid, script: script.replace(/.*dist\//, ''), peakMiB: Math.round(Number(peak[1]) / 1024) });
      for (const task of readdirSync(`/proc/${pid}/task`)) {
        for (const child of readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean))
          visit(Number(child));
      }
    } catch {
      // ended meanwhile
    }
  };
  visit(rootPid);
  return found;
}

/** CPU seconds that the processes below a process have used, itself included, by program. */
function cpuSeconds(rootPid) {
  const seconds = {};
  const visit = (pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const name = /dist\/(\w+)\.js/.exec(command)?.[1] ?? (command.includes('postgres') ? 'postgres' : undefined);
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      // Of the server also what its ended backends used; fields 14 to 17 of proc(5), in hundredths of a second.
      const ticks = fields.slice(11, name === 'postgres' ? 15 : 13).reduce((sum, field) => sum + Number(field), 0);
      if (name !== undefined) seconds[name] = (seconds[name] ?? 0) + ticks / 100;
      for (const task of readdirSync(`/proc/${pid}/task`)) {
        for (const child of readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean))
          visit(Number(child));
      }
    } catch {
      // ended meanwhile
    }
  };
  visit(rootPid);
  return seconds;
}

const percentile = (sorted, p) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];

const date = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);
const file = join(folder, `manifest.${options.format}${options.gzip ? '.gz' : ''}`);
process.stderr.write(`making a manifest of ${consignments} consignments …\n`);
const items = consignmentsOf(consignments, { seed: 7, number: '9001', first: 900_000_000 });
const head = manifestHead({ date, number: '9001' });
function* ndjson() {
  yield `${JSON.stringify(head)}\n`;
  for (const item of items) yield `${JSON.stringify(item)}\n`;
}
const text = options.format === 'ndjson' ? ndjson() : manifestText(head, items);
await pipeline(Readable.from(text), options.gzip ? createGzip() : new PassThrough(), createWriteStream(file));

const { service, url } = await startService();
let figures;
try {
  for (const deadline = Date.now() + 90_000; ; await sleep(300)) {
    const { flights } = await call(url, 'GET', '/v1/flights', keys.admin);
    if (flights[0]?.status === 'ready') break;
    if (Date.now() > deadline) throw new Error('the sample flight was not ready in 90 seconds');
  }
  for (const { pid } of nodeProcesses(service.pid)) process.kill(pid, 'SIGUSR2');
  const cpuBefore = cpuSeconds(service.pid);
  const posted = performance.now();
  const receipt = await call(url, 'POST', '/v1/manifests', keys.upstream, createReadStream(file, { highWaterMark: 256 * 1024 }), {
    'content-type': options.format === 'json' ? 'application/json' : 'application/x-ndjson',
    ...(options.gzip ? { 'content-encoding': 'gzip' } : {}),
    'idempotency-key': 'bench',
  });
  const stored = performance.now();
  const cpuStored = cpuSeconds(service.pid);
  await call(url, 'POST', `/v1/flights/${receipt.flight}/close`, keys.upstream);
  const stages = [];
  const latencies = [];
  const view = await untilReady(url, receipt.flight, ({ progress }, latencyMs) => {
    latencies.push(latencyMs);
    if (progress !== undefined && stages.at(-1)?.stage !== progress.stage) stages.push({ stage: progress.stage, at: performance.now() });
  });
  const ready = performance.now();
  const processes = nodeProcesses(service.pid);
  const cpuReady = cpuSeconds(service.pid);
  const used = (from, to) => Object.fromEntries(Object.keys(to).map((name) => [name, Number((to[name] - (from[name] ?? 0)).toFixed(1))]));
  latencies.sort((a, b) => a - b);
  const seconds = (from, to) => (to - from) / 1000;
  const rows = [{ stage: 'intake', seconds: seconds(posted, stored) }];
  for (const [index, { stage, at }] of stages.entries()) rows.push({ stage, seconds: seconds(at, stages[index + 1]?.at ?? ready) });
  rows.push({ stage: 'whole flight', seconds: seconds(posted, ready) });
  figures = {
    consignments,
    bodyMiB: Math.round(statSync(file).size / 2 ** 20),
    cores: cpus().length,
    node: process.version,
    counts: view.counts,
    stages: rows.map(({ stage, seconds: s }) => ({ stage, seconds: Number(s.toFixed(2)), perSecond: Math.round(consignments / s) })),
    cpuSeconds: { intake: used(cpuBefore, cpuStored), 'close to ready': used(cpuStored, cpuReady) },
    processes,
    peakMiB: processes.reduce((sum, { peakMiB }) => sum + peakMiB, 0),
    flightViewP99Ms: Math.round(percentile(latencies, 0.99)),
  };
} finally {
  service.kill('SIGTERM');
  await new Promise((done) => (service.exitCode === null && service.signalCode === null ? service.once('exit', done) : done()));
}
for (const name of ['start', 'worker']) {
  try {
    figures[name] = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  } catch {
    // the process ended without telling
  }
}
if (!options.keep) rmSync(folder, { recursive: true, force: true });

console.log(
  `\n${consignments} consignments, ${figures.bodyMiB} MiB ${options.format}${options.gzip ? ' gzip' : ''}; ${figures.cores} cores, Node ${figures.node}`,
);
console.log(
  `${figures.counts.waybills} master waybills, ${figures.counts.declarations} declarations, ${figures.counts.documents} documents\n`,
);
console.table(figures.stages);
console.log('CPU seconds');
console.table(figures.cpuSeconds);
console.table(figures.processes);
console.log(`peak of all Node processes: ${figures.peakMiB} MiB`);
console.log(
  `API while it ran: event loop lag p99 ${figures.start?.lagP99Ms} ms, max ${figures.start?.lagMaxMs} ms; GET flight p99 ${figures.flightViewP99Ms} ms`,
);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
