// Sends what nobody should send, made of good requests by chance, and holds every answer and the service itself against the promises.
//   npm run test:fuzz -- [--minutes 10] [--seed N] [--kind WORDS]
// Source: reliability 10 and 2. `--ci`: half a minute. What fails is made as small as it will go and left in a file.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { ask, judge, sendRaw, withoutInstance } from './fuzz/asking.mjs';
import { canaries, freshManifest, operationsOf } from './fuzz/bodies.mjs';
import { CANARY } from './fuzz/hostile.mjs';
import { requestKinds } from './fuzz/requests.mjs';
import { wireRequests } from './fuzz/wire.mjs';
import { freePort, Installation } from './harness/installation.mjs';
import { pick, randomOf, seedOf } from './harness/random.mjs';
import { close, send, untilReady } from './harness/sending.mjs';
import { Tally } from './harness/tally.mjs';

const { values: options } = parseArgs({
  options: { ci: { type: 'boolean', default: false }, minutes: { type: 'string' }, seed: { type: 'string' }, kind: { type: 'string' } },
});
const seconds = options.minutes === undefined ? (options.ci ? 30 : 600) : Number(options.minutes) * 60;
const seed = seedOf(options.seed);
const closedAtTheEnd = options.ci ? 8 : 40;

const LONGEST_STAND_MS = 500;
const GROWTH_BYTES = 64 * 1_048_576;
/** How long one kind is tried before the next has its turn. */
const TURN_MS = options.ci ? 1_000 : 8_000;
/** How long a fault may take to be made small. */
const SHRINK_MS = 40_000;
/** A kind that fails so often is given up: it would find the same again. */
const ENOUGH_FAULTS = 3;
/** Cases of one seed. */
const BATCH = 25;

const random = randomOf(seed);
const tally = new Tally('fuzz', seed);
const watchPort = await freePort();
const installation = await Installation.create({ env: { BODY_IDLE_MS: '1000', LEASE_MS: '20000' } });
const apiEnv = { WATCH_PORT: String(watchPort), NODE_OPTIONS: `--import=${fileURLToPath(new URL('./fuzz/watched.mjs', import.meta.url))}` };
let api = await installation.startApi(apiEnv);
const worker = installation.startWorker();
const watch = async (path = '/') => (await fetch(`http://127.0.0.1:${watchPort}${path}`)).json();

const statuses = new Map();
const accepted = new Map();
let asked = 0;
let longestStandMs = 0;
let lastRequest;

async function answerOf(request) {
  lastRequest = request;
  asked += 1;
  const answer = await ask(installation.url, request);
  statuses.set(answer?.status, (statuses.get(answer?.status) ?? 0) + 1);
  if (answer === undefined) return undefined;
  judge(answer, { method: request.method, canaries: request.isPlain ? [] : [CANARY, ...canaries] });
  return answer;
}

const same = (first, second, what) => {
  const [a, b] = [first, second].map(({ status, text }) => `${status} ${withoutInstance(text)}`);
  if (a !== b) throw new Error(`${what}: first ${a.slice(0, 300)}, then ${b.slice(0, 300)}`);
};

/** Refusals that depend on more than the request, and answers that others' work changes. */
const passing = new Set([408, 409, 412, 413, 429, 503]);

async function postsTwice(request) {
  asked += 1;
  const key = `fuzz-${seed}-${asked}`;
  const of = (name) => ({ ...request, headers: { 'idempotency-key': name, ...request.headers } });
  const first = await answerOf(of(key));
  if (first === undefined) return;
  if (first.status === 202) {
    const { flight } = JSON.parse(first.text);
    accepted.set(flight, request);
  }
  const again = await answerOf(of(key));
  if (again === undefined || passing.has(first.status)) return;
  same(first, again, 'not the same answer under one key');
  const other = await answerOf(of(`${key}-b`));
  if (other === undefined) return;
  if (first.status === 202 && other.status !== 200) throw new Error(`accepted, then ${other.status} ${other.text.slice(0, 300)}`);
  if (first.status >= 400 && !passing.has(other.status)) same(first, other, 'not the same answer under another key');
}

async function asksTwice(request) {
  const first = await answerOf(request);
  if (first === undefined || first.status < 400 || passing.has(first.status) || request.headers['idempotency-key']) return;
  const again = await answerOf(request);
  if (again !== undefined) same(first, again, 'not the same answer');
}

/** What holds for the service after every request. */
async function isWell() {
  if (!api.isRunning) throw new Error('the API has ended');
  const { longestMs } = await watch();
  longestStandMs = Math.max(longestStandMs, longestMs);
  if (longestMs > LONGEST_STAND_MS) throw new Error(`the event loop stood still for ${longestMs} ms`);
}

async function holds(make) {
  const request = await make();
  await (request.isManifest ? postsTwice(request) : asksTwice(request));
  await isWell();
}

async function holdsOnTheWire(make) {
  const { form, parts, breakAfter } = make();
  lastRequest = { form, breakAfter, body: Buffer.concat(parts) };
  asked += 1;
  const text = await sendRaw(installation.port, parts, { breakAfter, waitMs: 2_500 });
  for (const [, status] of text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)) {
    statuses.set(Number(status), (statuses.get(Number(status)) ?? 0) + 1);
    if (status.startsWith('5') && !text.includes('/overloaded"')) throw new Error(`a fault of the service: ${text.slice(0, 400)}`);
    if (/^4/.test(status) && !/content-type: application\/problem\+json/i.test(text))
      throw new Error(`no problem document: ${text.slice(0, 400)}`);
  }
  for (const canary of canaries) if (text.includes(canary)) throw new Error(`it tells ${canary}: ${text.slice(0, 400)}`);
  const { status } = await ask(installation.url, { path: '/health/live', role: undefined });
  if (status !== 200) throw new Error(`not alive: ${status}`);
  await isWell();
}

/** Leaves a failing request where it can be read and sent again; answers the file. */
function saved(kind, error) {
  const folder = join(installation.folder, 'found');
  mkdirSync(folder, { recursive: true });
  const { body = Buffer.alloc(0), ...request } = lastRequest ?? {};
  const name = join(folder, `${kind.replaceAll(/\W+/g, '-')}-${asked}`);
  writeFileSync(`${name}.json`, JSON.stringify({ seed, kind, error: error.message, ...request }, undefined, 2));
  writeFileSync(`${name}.body`, body ?? '');
  return `${name}.body`;
}

/** Tries a kind for a while. Throws the smallest fault it finds. */
async function tryKind(kind, arbitrary, held, { turn, ms = TURN_MS }) {
  const end = Date.now() + ms;
  for (let batch = 0; Date.now() < end; batch += 1) {
    let until = end;
    let smallest;
    const property = fc.asyncProperty(arbitrary, async (make) => {
      if (Date.now() > until) return;
      try {
        await held(make);
      } catch (error) {
        // Smaller ones are looked for as long as it is worth it.
        if (smallest === undefined) until = Date.now() + SHRINK_MS;
        smallest = { error, file: saved(kind, error) };
        if (!api.isRunning) api = await installation.startApi(apiEnv);
        throw error;
      }
    });
    const found = await fc.check(property, { seed: (seed + turn * 7_919 + batch * 104_729) | 0, numRuns: BATCH });
    if (smallest !== undefined) throw new Error(`${smallest.error.message}\n    in ${smallest.file}, made small ${found.numShrinks} times`);
  }
}

/** A flight with all its documents, another that consignments can be changed of, and what is known of both. */
async function prepared() {
  const flown = freshManifest(4);
  const changed = freshManifest(3);
  for (const manifest of [flown, changed])
    await send(installation.url, { ...manifest, key: manifest.manifestId, body: JSON.stringify(manifest) });
  const idOf = ({ flight: { carrier, number, date, origin } }) => `${carrier}${number}-${date.replaceAll('-', '')}-${origin}`;
  const [flight, amended] = [flown, changed].map(idOf);
  await close(installation.url, flight);
  await untilReady(installation.url, flight);
  const of = async (path) => JSON.parse((await ask(installation.url, { path, role: 'admin' })).text);
  const { documents } = await of(`/v1/flights/${flight}/documents`);
  const { declarations } = await of(`/v1/flights/${flight}/declarations`);
  const { waybills } = await of(`/v1/flights/${flight}/waybills`);
  const { text: xml } = await ask(installation.url, {
    path: `/v1/documents/${documents.find(({ type, format }) => type === 'express-declaration' && format === 'xml').id}/content`,
    role: 'admin',
  });
  const [consignment] = flown.consignments;
  const example = operations.find(({ path }) => path === '/v1/customs-replies').bodies[0].example;
  return {
    reply: example
      .replace(/(<cat_ru:RefDocumentID>)[^<]*/, (_, open) => open + /<\w+:DocumentID>([^<]+)/.exec(xml)[1])
      .replace(/(<cat_ru:PrDocumentNumber>)[^<]*/, (_, open) => open + consignment.houseWaybill),
    amended: { flight: amended, consignments: changed.consignments },
    known: {
      flight,
      manifestId: flown.manifestId,
      houseWaybill: consignment.houseWaybill,
      number: consignment.houseWaybill,
      id: documents[0].id,
      iata: 'SVO',
      n: '1',
    },
    queries: {
      flight,
      declaration: declarations[0].id,
      waybill: waybills[0].number,
      bag: consignment.bag ?? 'B1',
      manifestId: flown.manifestId,
      date: flown.flight.date,
      carrier: '4B',
    },
  };
}

/** Nothing that was begun is left open. */
async function holdNoTransaction() {
  let left = [];
  for (let tries = 0; tries < 20; tries += 1) {
    left = await installation.rows(
      "SELECT state, wait_event, left(query, 80) AS query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < now() - interval '3 seconds'",
    );
    if (left.length === 0) return;
    await sleep(500);
  }
  throw new Error(`transactions are open: ${JSON.stringify(left)}`);
}

/** Some of what was accepted is closed: it becomes ready, or fails with a problem, and what is ready can be had. */
async function convergeSome() {
  const flights = [...accepted.keys()];
  const some = new Set(Array.from({ length: closedAtTheEnd }, () => pick(random, flights)).filter((flight) => flight !== undefined));
  const ends = new Map();
  const note = (end) => ends.set(end, (ends.get(end) ?? 0) + 1);
  const closed = [];
  for (const flight of some) {
    const answer = await ask(installation.url, { method: 'POST', path: `/v1/flights/${flight}/close?held=exclude`, role: 'admin' });
    judge(answer, { method: 'POST', canaries });
    if (answer.status === 202) closed.push(flight);
    else note(`not closed: ${answer.status} ${JSON.parse(answer.text).type?.split('/').at(-1)}`);
  }
  for (const flight of closed) {
    for (const deadline = Date.now() + 120_000; ; await sleep(100)) {
      const { text } = await ask(installation.url, { path: `/v1/flights/${flight}`, role: 'admin' });
      const { status, problem } = JSON.parse(text);
      if (status === 'ready' || (status === 'failed' && problem?.type !== undefined)) {
        note(status === 'ready' ? status : `failed: ${problem.type.split('/').at(-1)}`);
        if (status === 'failed' && /internal|attempts-exhausted|document-check/.test(problem.type))
          throw new Error(`${flight}: ${JSON.stringify(problem).slice(0, 600)}; ${saved('flight', new Error(flight))}`);
        break;
      }
      if (Date.now() > deadline) throw new Error(`${flight} hangs: ${text.slice(0, 300)}`);
    }
    lastRequest = accepted.get(flight);
    await holdDocuments(flight);
  }
  console.log(`  of ${accepted.size} accepted flights: ${[...ends].map(([end, count]) => `${count} ${end}`).join(', ')}`);
}

async function holdDocuments(flight) {
  const { text } = await ask(installation.url, { path: `/v1/flights/${flight}/documents`, role: 'admin' });
  for (const { id, sha256 } of JSON.parse(text).documents.slice(0, 6)) {
    const response = await fetch(`${installation.url}/v1/documents/${id}/content`, {
      headers: { authorization: 'Bearer trial-admin-key' },
    });
    const hash = createHash('sha256')
      .update(Buffer.from(await response.arrayBuffer()))
      .digest('hex');
    if (response.status !== 200 || hash !== sha256) throw new Error(`${flight}: document ${id} is ${response.status}, ${hash}`);
  }
}

/** Neither log nor standard output tells a person's data, or of a fault that nobody foresaw. */
function holdLogs() {
  for (const file of ['service.log', 'output.log'].map((name) => join(installation.folder, name)).filter((path) => existsSync(path))) {
    const lines = readFileSync(file, 'utf8').split('\n');
    for (const canary of [CANARY, ...canaries]) {
      const told = lines.find((line) => line.includes(canary));
      if (told !== undefined) throw new Error(`${file} tells ${canary}: ${told.slice(0, 300)}`);
    }
    const fault = lines.find((line) => /unhandled|uncaught|"problem":"internal"|ERR_/i.test(line));
    if (fault !== undefined) throw new Error(`${file}: ${fault.slice(0, 800)}`);
  }
}

const operations = operationsOf(JSON.parse((await ask(installation.url, { path: '/openapi.json', role: undefined })).text));
try {
  const state = await prepared();
  const kinds = Object.entries(requestKinds(operations, state)).map(([kind, arbitrary]) => ({ kind, arbitrary, held: holds, faults: 0 }));
  kinds.push({ kind: 'broken connections', arbitrary: wireRequests, held: holdsOnTheWire, faults: 0 });
  const tried = kinds.filter(({ kind }) => options.kind === undefined || kind.includes(options.kind));
  const round = async (turn, ms) => {
    for (const one of tried.filter(({ faults }) => faults < ENOUGH_FAULTS)) {
      const isGood = await tally.run(`${one.kind}, turn ${turn}`, () => tryKind(one.kind, one.arbitrary, one.held, { turn, ms }));
      if (!isGood) one.faults += 1;
    }
  };
  const end = Date.now() + seconds * 1_000;
  // What is made once is there before memory is looked at.
  await watch();
  await round(0, TURN_MS);
  const before = await watch('/settled');
  let turn = 1;
  for (; Date.now() < end; turn += 1) await round(turn, Math.max(500, Math.min(TURN_MS, (end - Date.now()) / tried.length)));
  await sleep(1_000);
  await watch('/settled');
  await sleep(1_000);
  const after = await watch('/settled');
  const mib = (bytes) => `${Math.round(bytes / 1_048_576)} MiB`;
  console.log(
    `  ${asked} requests: ${[...statuses]
      .sort()
      .map(([status, count]) => `${count} × ${status}`)
      .join(', ')}`,
  );
  console.log(
    `  longest stand of the event loop ${longestStandMs} ms; RSS ${mib(before.rss)}, then ${mib(after.rss)}; heap ${mib(before.heap)}, then ${mib(after.heap)}`,
  );
  await tally.run('memory', () => {
    if (after.rss > before.rss + GROWTH_BYTES) throw new Error(`grew from ${mib(before.rss)} to ${mib(after.rss)}`);
  });
  await tally.run('transactions', holdNoTransaction);
  await tally.run('what was accepted', convergeSome);
  await tally.run('logs', holdLogs);
  await tally.run('processes', () => {
    if (!api.isRunning || !worker.isRunning) throw new Error('one has ended');
  });
} finally {
  await installation.close({ keep: tally.failed.length > 0 });
  if (tally.failed.length > 0) console.log(`left for inspection: ${installation.folder}`);
}
process.exitCode = tally.end();
