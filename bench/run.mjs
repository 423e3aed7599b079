// Every comparison of README.md beside this file, in turns in one process tree; prints tables, and JSON on request.
//   npm run bench -- [--quick] [--only xml,pdf,…] [--json FILE] [--profile [--consignments 20000]]
//   npm run bench -- --consignments 50000 [--format json|ndjson] [--gzip]    one flight alone, by stage
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { runRow } from './harness/run-row.mjs';
import { tablesOf } from './harness/table.mjs';

/** In the order of the table; a row may be several figures of one flight. */
const ROWS = ['xml', 'pdf', 'check', 'store', 'read', 'schema', 'flight5k', 'flight100k', 'scale', 'seven'];

/** Figures that a row brings along, by the names under which they can be asked for. */
const PARTS = { amend: 'flight100k', latency: 'flight100k', downloads: 'flight100k', disk: 'flight100k' };

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
    profile: { type: 'boolean', default: false },
    consignments: { type: 'string' },
    format: { type: 'string' },
    gzip: { type: 'boolean' },
    keep: { type: 'boolean' },
  },
});

function wantedRows() {
  const asked = options.only?.split(',') ?? ROWS;
  for (const name of asked) {
    if (ROWS.includes(name) || name in PARTS) continue;
    console.error(`no row ${name}; there are ${[...ROWS, ...Object.keys(PARTS)].join(', ')}`);
    process.exit(2);
  }
  return ROWS.filter((name) => asked.some((each) => each === name || PARTS[each] === name));
}

async function compareAll() {
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0].model, memoryMiB: Math.round(totalmem() / 2 ** 20) };
  const size = options.quick ? 'quick' : 'full';
  const results = [];
  for (const name of wantedRows()) {
    process.stderr.write(`${name} … `);
    const { row } = await import(`./rows/${name}.mjs`);
    if (row.sizes[size] === undefined) {
      process.stderr.write('only at full size\n');
      continue;
    }
    let result;
    // A first look judges a machine that does other work beside: one busy moment is no verdict.
    for (let takes = options.quick ? 3 : 1; takes > 0 && (result === undefined || !isGood(result)); takes -= 1) {
      result = await runRow(row, size);
      process.stderr.write(
        `${result.failed ?? result.skipped ?? 'done'} in ${result.seconds.toFixed(0)} s${isGood(result) ? '' : ', with a figure that falls short'}\n`,
      );
    }
    results.push(result);
  }
  const date = new Date().toISOString();
  console.log(`\n${date}, ${size}: ${machine.cores} cores (${machine.cpu}), Node ${machine.node}\n`);
  console.log(tablesOf(results));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ date, size, machine, rows: results }, null, 2)}\n`);
  return results.every(isGood) ? 0 : 1;
}

/** A first look is for finding what went wrong, so it forgives half; the whole run forgives nothing. */
function isGood({ failed, verdicts = [] }) {
  const key = options.quick ? 'halfMet' : 'met';
  return failed === undefined && verdicts.every((verdict) => verdict[key] !== false);
}

// Whoever ends this ends what it has started.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

if (options.profile) await import('./profile.mjs');
else if (options.consignments !== undefined) await import('./flight.mjs');
else process.exit(await compareAll());
