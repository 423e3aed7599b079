// One flight from the first byte posted to the last document published, on a fresh embedded installation, by stage:
//   npm run bench -- --consignments 50000 [--format json|ndjson] [--gzip] [--json FILE] [--keep]
// Prints consignments per second by stage, the peak memory of every Node process and the API's event loop lag.
import { createReadStream, createWriteStream, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { closeFlight, postManifest, untilFlightReady } from './harness/client.mjs';
import { commandOf, cpuSecondsOf, descendants, peakMiB } from './harness/processes.mjs';
import { keys, startService } from './harness/service.mjs';
import { quantile } from './harness/statistics.mjs';
import { writeManifest } from './subjects/manifest.mjs';

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
const { format, gzip } = options;

const programOf = (pid) =>
  commandOf(pid)
    .find((word) => /dist\/\w+\.js$/.test(word))
    ?.replace(/.*dist\//, '');

/** CPU seconds so far of the API, the worker and the database. */
function cpuByProgram({ children }) {
  const seconds = {};
  for (const pid of children.flatMap((child) => descendants(child.pid))) {
    const name = programOf(pid) ?? (commandOf(pid)[0]?.includes('postgres') ? 'postgres' : undefined);
    if (name !== undefined) seconds[name] = (seconds[name] ?? 0) + cpuSecondsOf([pid]);
  }
  return seconds;
}

const used = (from, to) => Object.fromEntries(Object.keys(to).map((name) => [name, Number((to[name] - (from[name] ?? 0)).toFixed(1))]));

async function writeBody(folder) {
  const file = join(folder, `manifest.${format}`);
  await writeManifest(file, consignments, { format });
  if (!gzip) return file;
  await pipeline(createReadStream(file), createGzip(), createWriteStream(`${file}.gz`));
  return `${file}.gz`;
}

async function flyByStage(service) {
  const { url } = service;
  const file = await writeBody(service.folder);
  service.signal('SIGUSR2');
  const cpuBefore = cpuByProgram(service);
  const posted = performance.now();
  const { flight } = await postManifest(url, keys.upstream, file, { format, gzip });
  const stored = performance.now();
  const cpuStored = cpuByProgram(service);
  await closeFlight(url, keys.upstream, flight);
  const seen = [];
  const latencies = [];
  const view = await untilFlightReady(url, keys.admin, flight, ({ progress }, latencyMs) => {
    latencies.push(latencyMs);
    if (progress !== undefined && seen.at(-1)?.stage !== progress.stage) seen.push({ stage: progress.stage, at: performance.now() });
  });
  const ready = performance.now();
  const stages = [
    { stage: 'intake', ms: stored - posted },
    ...seen.map(({ stage, at }, index) => ({ stage, ms: (seen[index + 1]?.at ?? ready) - at })),
    { stage: 'whole flight', ms: ready - posted },
  ];
  return {
    consignments,
    bodyMiB: Math.round(statSync(file).size / 2 ** 20),
    cores: cpus().length,
    node: process.version,
    counts: view.counts,
    stages: stages.map(({ stage, ms }) => ({
      stage,
      seconds: Number((ms / 1000).toFixed(2)),
      perSecond: Math.round((consignments / ms) * 1000),
    })),
    cpuSeconds: { intake: used(cpuBefore, cpuStored), 'close to ready': used(cpuStored, cpuByProgram(service)) },
    processes: service.nodePids().map((pid) => ({ pid, script: programOf(pid), peakMiB: Math.round(peakMiB(pid)) })),
    peakMiB: Math.round(service.peakMiB()),
    flightViewP99Ms: Math.round(quantile(latencies, 0.99)),
  };
}

process.stderr.write(`flying ${consignments} consignments …\n`);
const service = await startService();
let figures;
try {
  figures = await flyByStage(service);
} finally {
  await service.close({ keep: true });
}
for (const name of ['start', 'worker']) {
  try {
    figures[name] = JSON.parse(readFileSync(join(service.folder, `${name}.json`), 'utf8'));
  } catch {
    // the process ended without telling
  }
}
if (options.keep) console.log(`kept in ${service.folder}`);
else rmSync(service.folder, { recursive: true, force: true });

const { counts } = figures;
console.log(
  `\n${consignments} consignments, ${figures.bodyMiB} MiB ${format}${gzip ? ' gzip' : ''}; ${figures.cores} cores, Node ${figures.node}`,
);
console.log(`${counts.waybills} master waybills, ${counts.declarations} declarations, ${counts.documents} documents\n`);
console.table(figures.stages);
console.log('CPU seconds');
console.table(figures.cpuSeconds);
console.table(figures.processes);
console.log(`peak of all Node processes: ${figures.peakMiB} MiB`);
console.log(
  `API while it ran: event loop lag p99 ${figures.start?.lagP99Ms} ms, max ${figures.start?.lagMaxMs} ms; GET flight p99 ${figures.flightViewP99Ms} ms`,
);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
process.exit(0);
