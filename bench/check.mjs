// What checking costs against what it is part of: the CPU time of reading a manifest and copying its rows into the database.
//   npm run bench:check -- [--consignments 50000] [--rounds 5] [--json FILE]
// Lists of 10 000 stop words and 20 000 prefixes are loaded. Ends with 1 if checking takes more than a third of reading and COPY.
import { hash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { consignmentFacts } from '../dist/domain/consignment-facts.js';
import { ExchangeRates } from '../dist/domain/exchange-rates.js';
import { ConsignmentCheck } from '../dist/intake/checks/check-consignment.js';
import { tradeRules } from '../dist/intake/checks/trade-rules.js';
import { readManifest } from '../dist/intake/read-manifest.js';
import { Database } from '../dist/store/database.js';
import { startEmbeddedPostgres } from '../dist/store/embedded-postgres.js';
import { ManifestStore } from '../dist/store/manifest.store.js';
import { migrate } from '../dist/store/migrate.js';
import { consignments as consignmentsOf, manifestHead, manifestText } from '../scripts/make-sample.mjs';
import { checkLists } from './check-lists.mjs';

const { values: options } = parseArgs({
  options: {
    consignments: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const count = Number(options.consignments);
const rounds = Number(options.rounds);
const SLICE = 256 * 1024;
const BATCH = 1_000;
const LIMIT = 1 / 3;
const today = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);
const rates = new ExchangeRates(today, [
  { currency: 'EUR', nominal: 1, rate: '92.4567' },
  { currency: 'USD', nominal: 1, rate: '78.9012' },
  { currency: 'CNY', nominal: 10, rate: '112.3450' },
]);

/** Microseconds of CPU that this process has used. */
function nodeMicroseconds() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Microseconds of CPU that a server's process has used; fields 14 and 15 of proc(5), in hundredths of a second. */
function processMicroseconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

process.stderr.write(`making ${count} consignments and lists …\n`);
const items = [...consignmentsOf(count, { seed: 7, number: '9001', first: 900_000_000 })];
const texts = items.map((item) => JSON.stringify(item));
const body = Buffer.from([...manifestText(manifestHead({ date: today, number: '9001' }), items)].join(''));
const lists = checkLists(items);
items.length = 0;
const prepared = performance.now();
const trade = tradeRules(lists, { today, rates });
const preparedMs = performance.now() - prepared;

async function* slices() {
  for (let from = 0; from < body.length; from += SLICE) yield body.subarray(from, from + SLICE);
}

class Undo extends Error {}

/** Reads the manifest, without the rules of the trade, and copies its rows as intake does; nothing stays. */
async function readAndCopy(manifests) {
  const cpu = { node: 0, postgres: 0 };
  const work = async (upload) => {
    const client = upload.client;
    const started = { node: nodeMicroseconds(), postgres: processMicroseconds(client.processID) };
    for await (const batch of readManifest(slices(), { format: 'json', today })) {
      for (const { index, consignment, body: text, findings } of batch) {
        const contentHash = hash('sha256', text);
        const full = upload.add({
          sequence: index,
          consignment,
          body: text,
          contentHash,
          findings,
          ...consignmentFacts(consignment, rates),
        });
        if (full !== undefined) await full;
      }
    }
    await upload.loaded();
    cpu.node = nodeMicroseconds() - started.node;
    cpu.postgres = processMicroseconds(client.processID) - started.postgres;
    throw new Undo();
  };
  await manifests.receive(work).catch((error) => {
    if (!(error instanceof Undo)) throw error;
  });
  return cpu;
}

/** Checks values that have just been parsed; only the checking is measured. */
function check(rules) {
  const checks = new ConsignmentCheck({ today, ...rules });
  let used = 0;
  let findings = 0;
  for (let from = 0; from < texts.length; from += BATCH) {
    const values = texts.slice(from, from + BATCH).map((text) => JSON.parse(text));
    const started = nodeMicroseconds();
    for (const value of values) findings += checks.check(value, '/consignments/0', 'express').findingCount;
    used += nodeMicroseconds() - started;
  }
  return { used, findings };
}

const folder = mkdtempSync('/var/tmp/waybridge-bench-');
chmodSync(folder, 0o755);
const server = await startEmbeddedPostgres(folder);
const database = new Database(server.url, { connections: 2 });
const measured = { node: [], postgres: [], form: [], all: [] };
let findings = 0;
try {
  await migrate(server.url, { queue: false });
  const manifests = new ManifestStore(database);
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const copied = await readAndCopy(manifests);
    await database.pool.query('TRUNCATE consignment CASCADE');
    const form = check({});
    const all = check({ trade });
    findings = all.findings;
    if (round === 0) continue;
    measured.node.push(copied.node / count);
    measured.postgres.push(copied.postgres / count);
    measured.form.push(form.used / count);
    measured.all.push(all.used / count);
  }
} finally {
  await database.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

// Round by round, so that what the machine does beside weighs on both sides alike.
const reading = measured.node.map((node, round) => node + measured.postgres[round] - measured.form[round]);
const ratio = median(measured.all.map((all, round) => all / reading[round]));
const microseconds = {
  'reading and its share of COPY, in Node, without checks': median(measured.node.map((node, round) => node - measured.form[round])),
  'COPY in PostgreSQL': median(measured.postgres),
  'reading and COPY': median(reading),
  'checks of form': median(measured.form),
  'rules of the trade': median(measured.all.map((all, round) => all - measured.form[round])),
  'all checks': median(measured.all),
};
const rounded = Object.fromEntries(Object.entries(microseconds).map(([name, value]) => [name, Number(value.toFixed(2))]));
const sizes = Object.fromEntries(Object.entries(lists).map(([name, rows]) => [name, rows.length]));

console.log(
  `\n${count} consignments, ${(body.length / 2 ** 20).toFixed(0)} MiB; ${cpus().length} cores, Node ${process.version}; ${findings} findings`,
);
console.log(`lists ${JSON.stringify(sizes)}, prepared in ${preparedMs.toFixed(0)} ms`);
console.log(`\nCPU microseconds a consignment, medians of ${rounds} rounds`);
console.table(rounded);
console.log(`checking costs ${ratio.toFixed(3)} of reading and COPY; at most ${LIMIT.toFixed(3)} is allowed`);
if (options.json !== undefined) {
  const figures = { consignments: count, rounds, node: process.version, lists: sizes, preparedMs, microseconds: rounded, ratio };
  writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
}
if (ratio > LIMIT) process.exitCode = 1;
