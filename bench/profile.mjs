// CPU profiles of every process and thread of the service while it flies one flight, and a page that says where the time went.
//   npm run bench -- --profile [--consignments 20000]
// Open the .cpuprofile files in a browser's developer tools.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fly } from './harness/flown.mjs';
import { addSelfTimes } from './harness/self-times.mjs';
import { startService } from './harness/service.mjs';

const { values: options } = parseArgs({ strict: false, options: { consignments: { type: 'string', default: '20000' } } });
const consignments = Number(options.consignments);
const folder = fileURLToPath(new URL('../out/profile', import.meta.url));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const ROWS = { stages: 20, files: 25, functions: 40 };

const service = await startService({ env: { WAYBRIDGE_BENCH_PROFILE: folder } });
let flown;
try {
  service.signal('SIGUSR2');
  flown = await fly(service, consignments);
  service.signal('SIGUSR2');
  // Until every thread has written its profile.
  await sleep(3_000);
} finally {
  await service.close();
}

const programs = new Map();
for (const name of readdirSync(folder).filter((each) => each.endsWith('.cpuprofile'))) {
  const [, script, thread] = /^(\w+)-\d+-(\d+)-/.exec(name);
  const program = thread === '0' ? script : `${script}, threads`;
  if (!programs.has(program)) programs.set(program, { stages: new Map(), files: new Map(), functions: new Map() });
  addSelfTimes(JSON.parse(readFileSync(join(folder, name), 'utf8')), programs.get(program));
}

function listOf(title, times, rows) {
  const total = [...times.values()].reduce((sum, each) => sum + each, 0);
  const sorted = [...times].sort(([, a], [, b]) => b - a).slice(0, rows);
  const lines = sorted.map(([name, us]) => `| ${(us / 1e6).toFixed(2)} | ${((100 * us) / total).toFixed(1)} | ${name} |`);
  return [`### By ${title}`, '', '| seconds | % | |', '|---:|---:|---|', ...lines, ''];
}

const page = [
  `# Where the time goes: ${consignments} consignments, POST to ready in ${(flown.wallMs / 1000).toFixed(1)} s`,
  '',
  'Self time by sampling; waiting is left out. What a library does counts for the stage that called it, where the call is still on the stack.',
  '',
];
for (const [program, { stages, files, functions }] of [...programs].sort()) {
  const total = [...stages.values()].reduce((sum, each) => sum + each, 0);
  page.push(`## ${program}: ${(total / 1e6).toFixed(1)} s`, '');
  page.push(
    ...listOf('stage', stages, ROWS.stages),
    ...listOf('file', files, ROWS.files),
    ...listOf('function', functions, ROWS.functions),
  );
}
const summary = join(folder, 'summary.md');
writeFileSync(summary, page.join('\n'));
console.log(page.join('\n'));
console.log(`profiles and this page are in ${folder}`);
process.exit(0);
