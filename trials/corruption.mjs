// Damages stored documents at random and sees that each damage is found, never served, and mended to the same hash: for half of them by
// `waybridge converge --repair`, for the other half by a worker after somebody has asked for the document.
//   npm run test:corruption -- [--damages 100] [--seed N]
// Source: reliability R36 and section 8. `--ci`: 20 damages.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Installation, keys } from './harness/installation.mjs';
import { between, pick, randomOf, seedOf } from './harness/random.mjs';
import { ask, close, manifestOf, send, untilReady } from './harness/sending.mjs';
import { Tally } from './harness/tally.mjs';

const { values: options } = parseArgs({
  options: { ci: { type: 'boolean', default: false }, damages: { type: 'string' }, seed: { type: 'string' } },
});
const damages = Number(options.damages ?? (options.ci ? 20 : 100));
const seed = seedOf(options.seed);

/** As many at once, so that the command and the workers have the same share. */
const TOGETHER = Math.min(20, Math.ceil(damages / 2));
const REPAIR_SECONDS = 60;

const random = randomOf(seed);
const tally = new Tally('corruption', seed);
const installation = await Installation.create();
const api = await installation.startApi();
let worker = installation.startWorker();

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');
const pathOf = ({ key }) => join(installation.dataFolder, 'documents', key.slice(0, 2), key);
const somewhere = (length) => Math.floor(random() * length);

/** Each answers the documents whose objects it damaged. */
const damage = {
  'bit flip': ([document]) => {
    const bytes = readFileSync(pathOf(document));
    bytes[somewhere(bytes.length)] ^= 1 << somewhere(8);
    writeFileSync(pathOf(document), bytes);
    return [document];
  },
  cut: ([document]) => {
    truncateSync(pathOf(document), somewhere(readFileSync(pathOf(document)).length));
    return [document];
  },
  swap: ([one, other]) => {
    const [a, b] = [readFileSync(pathOf(one)), readFileSync(pathOf(other))];
    writeFileSync(pathOf(one), b);
    writeFileSync(pathOf(other), a);
    return [one, other];
  },
  delete: ([document]) => {
    rmSync(pathOf(document));
    return [document];
  },
};

/** Asks for a document in one of the ways in which it can be asked for. */
async function download({ id }, headers = pick(random, [{}, { 'accept-encoding': 'identity' }, { range: 'bytes=0-99' }])) {
  const response = await fetch(`${installation.url}/v1/documents/${id}/content`, {
    headers: { authorization: `Bearer ${keys.admin}`, ...headers },
  });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), type: response.headers.get('content-type') };
}

async function mustBeRefused(document) {
  const { status, type, bytes } = await download(document);
  if (status !== 500 || type !== 'application/problem+json' || !String(bytes).includes('document-integrity'))
    throw new Error(`${document.id} was answered with ${status}`);
}

/** All of them and no other. */
async function mustBeFound(damaged) {
  const { ok, breaches } = await installation.converge();
  const { count = 0, examples = [] } = breaches.find(({ invariant }) => invariant === 'I8') ?? {};
  if (ok || count !== damaged.length) throw new Error(`${count} documents were called damaged, ${damaged.length} are`);
  const other = examples.find((example) => !damaged.some(({ id }) => example.startsWith(id)));
  if (other !== undefined) throw new Error(`called damaged and is not: ${other}`);
}

/** The document as it was published, by its own hash and by that of its object. */
async function mustBeWhole(document) {
  if (hashOf(readFileSync(pathOf(document))) !== document.key) throw new Error(`${document.id}: the object is another`);
  const { status, bytes } = await download(document, { 'accept-encoding': 'identity' });
  if (status !== 200 || hashOf(bytes) !== document.sha256) throw new Error(`${document.id}: ${status}, the bytes are others`);
}

async function repairByCommand(damaged) {
  await worker.end('SIGTERM');
  for (const document of damaged) await mustBeRefused(document);
  await mustBeFound(damaged);
  const report = await installation.converge('--repair');
  if (!report.ok) throw new Error(`not mended: ${JSON.stringify(report.breaches)}`);
  const mended = report.repaired.find(({ kind }) => kind === 'document-rendered-again')?.count ?? 0;
  const objects = new Set(damaged.map(({ key }) => key)).size;
  if (mended !== objects) throw new Error(`${mended} of ${objects} are said to be mended`);
  for (const document of damaged) await mustBeWhole(document);
  worker = installation.startWorker();
  // What was asked for while it was away is sound already; damage that comes now must not be mended on that account.
  for (
    const deadline = Date.now() + REPAIR_SECONDS * 1000;
    (await installation.rows('SELECT 1 FROM document_repair')).length > 0;
    await sleep(100)
  ) {
    if (Date.now() > deadline) throw new Error('requests of documents that are sound are left');
  }
}

/** Answers how long it took until the last of them was served again. */
async function repairByReading(damaged) {
  await mustBeFound(damaged);
  const started = performance.now();
  for (const document of damaged) await mustBeRefused(document);
  for (const document of damaged) {
    for (const deadline = Date.now() + REPAIR_SECONDS * 1000; ; await sleep(100)) {
      const { status } = await download(document);
      if (status === 200 || status === 206) break;
      if (status !== 500) throw new Error(`${document.id} was answered with ${status}`);
      if (Date.now() > deadline) throw new Error(`${document.id} was not mended in ${REPAIR_SECONDS} seconds`);
    }
    await mustBeWhole(document);
  }
  return performance.now() - started;
}

/** Changes a consignment as its sender does. */
async function mend({ flight }, { houseWaybill, goods: [line, ...lines] }) {
  const path = `/v1/flights/${flight}/consignments/${houseWaybill}`;
  const seen = await ask(installation.url, 'GET', path);
  const patch = { consignee: { phone: '+79990000000' }, goods: [{ ...line, description: 'Чехол из кожи' }, ...lines] };
  const answer = await ask(installation.url, 'PATCH', path, {
    body: JSON.stringify(patch),
    headers: { 'content-type': 'application/merge-patch+json', 'if-match': seen?.headers.get('etag') ?? '*' },
  });
  if (answer?.status !== 200) throw new Error(`not mended: ${answer?.status} ${JSON.stringify(answer?.body)}`);
}

/**
 * A flight published twice, with a change between: most of its documents were made by the first run, some by the second, some are
 * superseded. And changed again since, in a consignment and in its aircraft, which no document knows yet.
 */
async function flightOfTwoRuns() {
  const manifest = manifestOf(seed % 4000, { consignments: 2_500 });
  const sent = JSON.parse(manifest.body);
  await send(installation.url, manifest);
  await close(installation.url, manifest.flight);
  await untilReady(installation.url, manifest.flight);
  await mend(manifest, sent.consignments[0]);
  await close(installation.url, manifest.flight);
  await untilReady(installation.url, manifest.flight);
  await mend(manifest, sent.consignments[1]);
  const other = manifestOf((seed % 4000) + 1, { consignments: 20 });
  const body = JSON.stringify({ ...JSON.parse(other.body), flight: { ...sent.flight, aircraft: 'RA-64099' } });
  await send(installation.url, { ...other, body });
  return installation.rows(
    `SELECT d.id, encode(d.sha256, 'hex') AS sha256, d.object_key AS key, d.run_id AS run, d.type, d.status
     FROM document d JOIN flight f ON f.id = d.flight_id WHERE f.code = $1 ORDER BY d.type, d.format, d.subject, d.run_id`,
    [manifest.flight],
  );
}

try {
  const documents = await flightOfTwoRuns();
  const runs = new Set(documents.map(({ run }) => run)).size;
  const superseded = documents.filter(({ status }) => status === 'superseded').length;
  const types = new Set(documents.map(({ type }) => type)).size;
  console.log(`${documents.length} documents of ${types} types, made by ${runs} runs, ${superseded} of them superseded`);
  await tally.run('sound at the beginning', async () => {
    const report = await installation.converge();
    if (!report.ok) throw new Error(JSON.stringify(report.breaches));
    console.log(`  looked at ${JSON.stringify(report.checked)}`);
  });
  const kinds = Object.keys(damage);
  for (let done = 0; done < damages; ) {
    const left = documents.filter(({ key }, index) => documents.findIndex((other) => other.key === key) === index);
    const damaged = [];
    const names = [];
    for (let count = Math.min(TOGETHER, damages - done); count > 0; count -= 1) {
      const kind = pick(random, kinds);
      const victims = [0, 1].map(() => left.splice(Math.floor(between(random, 0, left.length)), 1)[0]);
      // The same bytes may be those of several documents.
      const spoiled = damage[kind](victims).map(({ key }) => key);
      damaged.push(...documents.filter(({ key }) => spoiled.includes(key)));
      names.push(kind);
    }
    const isByCommand = (done / TOGETHER) % 2 === 0;
    const counts = kinds.map((kind) => `${names.filter((name) => name === kind).length} ${kind}`);
    const name = `${counts.join(', ')}: mended by ${isByCommand ? 'the command' : 'a worker'}`;
    const isGood = await tally.run(name, () => (isByCommand ? repairByCommand(damaged) : repairByReading(damaged)));
    if (!isGood) break;
    done += names.length;
    console.log(`  ${done} of ${damages}`);
  }
  await tally.run('sound at the end', async () => {
    const report = await installation.converge();
    if (!report.ok) throw new Error(JSON.stringify(report.breaches));
  });
  if (!api.isRunning) throw new Error('the API has ended');
} finally {
  await installation.close({ keep: tally.failed.length > 0 });
  if (tally.failed.length > 0) console.log(`left for inspection: ${installation.folder}`);
}
process.exitCode = tally.end();
