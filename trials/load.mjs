// More at once than the service takes: large manifests together, many more senders than places, one key with two bodies, bodies that stop,
// senders that go away, readers that hardly read.
//   npm run test:load -- [--large 100000] [--seed N]
// Source: reliability R6, R14, R19 to R22, R47, section 8. `--ci`: large manifests of 5 000.
import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { today } from '../bench/subjects/manifest.mjs';
import { consignments as consignmentsOf, manifestHead, manifestText } from '../scripts/make-sample.mjs';
import { Installation, keys } from './harness/installation.mjs';
import { seedOf } from './harness/random.mjs';
import { ask, close, manifestOf, untilReady } from './harness/sending.mjs';
import { quantile, Tally } from './harness/tally.mjs';

const { values: options } = parseArgs({
  options: { ci: { type: 'boolean', default: false }, large: { type: 'string' }, seed: { type: 'string' } },
});
const large = Number(options.large ?? (options.ci ? 5_000 : 100_000));
const seed = seedOf(options.seed);

const LARGE_POSTS = 10;
const PLACES = 4;
const SENDERS = 40;
const ONE_KEY = 50;
const READERS = 200;
const READ_FOR_MS = 60_000;
const BODY_IDLE_MS = 3_000;
const RATE = 30;

const MIB = 1_048_576;
const REFUSAL_P95_MS = 1_000;
const HEALTH_P99_MS = 200;
const LARGE_RSS = 512 * MIB;
const allowed = new Set([202, 409, 422, 429, 503]);

const tally = new Tally('load', seed);
const missed = [];
const goal = (isMet, words) => isMet || missed.push(words);
const mib = (bytes) => `${Math.round(bytes / MIB)} MiB`;

const installation = await Installation.create({ env: { BODY_IDLE_MS: String(BODY_IDLE_MS) } });
let api;

const rssOf = ({ pid }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

/** Runs `work` while the API's health is asked and its memory watched; prints both and holds them against the goals. */
async function watched(name, idle, work, mostRss = 2 * idle + LARGE_RSS) {
  const prober = new Worker(new URL('./harness/prober.mjs', import.meta.url), { workerData: { url: installation.url } });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, rssOf(api));
  }, 50);
  try {
    return await work();
  } finally {
    clearInterval(watch);
    const told = new Promise((done) => prober.once('message', done));
    prober.postMessage('over');
    const { times, refused } = await told;
    const p99 = quantile(times, 0.99);
    console.log(`  ${name}: memory ${mib(idle)} idle, ${mib(peak)} at most; health p99 ${p99.toFixed(0)} ms of ${times.length}`);
    goal(peak <= mostRss, `${name}: at most ${mib(mostRss)} of memory`);
    goal(p99 <= HEALTH_P99_MS, `${name}: health answered in ${HEALTH_P99_MS} ms (p99)`);
    goal(refused.length === 0, `${name}: health always 200, not ${[...new Set(refused)]}`);
  }
}

/** One post of a file or a text, as any client sends it; undefined if the line broke before an answer. */
function post(body, key, { signal } = {}) {
  const length = body.path === undefined ? Buffer.byteLength(body) : statSync(body.path).size;
  const began = performance.now();
  return new Promise((done) => {
    const sent = request(`${installation.url}/v1/manifests`, {
      method: 'POST',
      agent: false,
      signal,
      headers: {
        authorization: `Bearer ${keys.upstream}`,
        'content-type': 'application/json',
        'content-length': length,
        'idempotency-key': key,
      },
    });
    sent.on('error', () => done(undefined));
    sent.once('response', async (response) => {
      const ms = performance.now() - began;
      const words = await text(response).catch(() => '');
      done({ status: response.statusCode, headers: response.headers, body: words, ms });
    });
    if (body.path === undefined) sent.end(body);
    else
      createReadStream(body.path)
        .on('error', () => {})
        .pipe(sent);
  });
}

/** Errors: what no sender should see. */
function judge(answer) {
  if (answer === undefined) return;
  const { status, headers, body } = answer;
  if (!allowed.has(status)) throw new Error(`answered with ${status}: ${body.slice(0, 300)}`);
  const isForNow = status === 429 || status === 503 || (status === 409 && body.includes('request-in-progress'));
  if (isForNow && !/^[1-9]\d*$/.test(headers['retry-after'] ?? ''))
    throw new Error(`${status} says \`retry-after: ${headers['retry-after']}\``);
}

/** Sends until it is stored, waiting as it is told to. */
async function sendOn(body, key, seen) {
  for (;;) {
    const answer = await post(body, key);
    judge(answer);
    seen.push(answer);
    if (answer?.status === 202) return answer;
    if (answer?.status === 422) throw new Error(`refused: ${answer.body.slice(0, 300)}`);
    await sleep(1_000 * Number(answer?.headers['retry-after'] ?? 1));
  }
}

function countsOf(answers) {
  const counts = new Map();
  for (const answer of answers) counts.set(answer?.status ?? 'none', (counts.get(answer?.status ?? 'none') ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} x ${status}`).join(', ');
}

/** A large manifest of its own flight, on disk. */
function largeFile(index, count) {
  const number = String(100 + index);
  const head = { ...manifestHead({ date: today(), number, revision: 1 }), manifestId: `LARGE-${index}` };
  const path = join(installation.folder, `large-${index}.json`);
  writeFileSync(
    path,
    [...manifestText(head, consignmentsOf(count, { seed: seed + index, number, first: 300_000_000 + index * 1_000_000 }))].join(''),
  );
  const { carrier, date, origin } = head.flight;
  return { path, flight: `${carrier}${number}-${date.replaceAll('-', '')}-${origin}` };
}

async function startApi(env) {
  await api?.end('SIGTERM');
  api = await installation.startApi(env);
  await post(manifestOf(1).body, 'warm');
  await sleep(1_500);
  return rssOf(api);
}

/** Rows of bodies that were never acknowledged, and transactions that hold on to something. */
const leftBehind = async () => {
  const [{ orphans }] = await installation.rows(
    'SELECT count(*)::int AS orphans FROM consignment c WHERE NOT EXISTS (SELECT 1 FROM manifest m WHERE m.id = c.manifest_key)',
  );
  const [{ open }] = await installation.rows(
    "SELECT count(*)::int AS open FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND (state <> 'active' OR query LIKE 'COPY%')",
  );
  return { orphans, open };
};

/** A request by hand: what was answered so far is in `heard`. */
function byHand(lines, body = '') {
  const socket = connect(installation.port, '127.0.0.1');
  const line = { socket, heard: '', began: performance.now(), closed: undefined };
  socket.on('data', (bytes) => {
    line.heard += bytes;
    line.answeredAfter ??= performance.now() - line.began;
  });
  socket.on('error', () => {});
  socket.once('close', () => {
    line.closed = performance.now() - line.began;
  });
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  return line;
}

const postLines = (key, idempotencyKey, more = []) => [
  'POST /v1/manifests HTTP/1.1',
  'Host: waybridge',
  `Authorization: Bearer ${key}`,
  'Content-Type: application/json',
  'Content-Length: 1000000',
  `Idempotency-Key: ${idempotencyKey}`,
  ...more,
];

async function until(what, seconds, isSo) {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(50)) if (await isSo()) return;
  throw new Error(`${what} not within ${seconds} s`);
}

/** Reads so many bytes a second of an answer; 0: nothing behind its first. */
function readSlowly(path, bytesPerSecond) {
  const socket = connect({
    port: installation.port,
    host: '127.0.0.1',
    onread: {
      buffer: Buffer.alloc(1_024),
      callback: () => {
        reader.bytes += 1_024;
        if (bytesPerSecond === 0 || reader.bytes > 1_024) socket.pause();
        return bytesPerSecond !== 0;
      },
    },
  });
  const reader = { bytes: 0, socket };
  socket.on('error', () => {});
  socket.once('close', () => clearInterval(turn));
  const turn = setInterval(() => bytesPerSecond > 0 && socket.resume(), 1_000);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: waybridge\r\nAuthorization: Bearer ${keys.admin}\r\n\r\n`);
  return reader;
}

/** Ports of clients whose connection the API holds open: a client that does not read does not notice that it was closed. */
function heldOpen() {
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1);
  const port = (address) => Number.parseInt(address.split(':')[1], 16);
  const open = lines
    .map((line) => line.trim().split(/ +/))
    .filter(([, local, , state]) => state === '01' && port(local) === installation.port);
  return new Set(open.map(([, , remote]) => port(remote)));
}

const flights = [];
try {
  const files = Array.from({ length: LARGE_POSTS }, (_, index) => largeFile(index, large));
  const whole = files.map(({ path }) => statSync(path).size).reduce((a, b) => a + b);
  let idle = await startApi({});

  await tally.run(`${LARGE_POSTS} posts of ${large} consignments at once, ${mib(whole)}`, () =>
    watched(
      'large posts',
      idle,
      async () => {
        const answers = [];
        await Promise.all(files.map((file, index) => sendOn(file, `large-${index}`, answers)));
        console.log(
          `  ${countsOf(answers)}, the last after ${(Math.max(...answers.map((answer) => answer?.ms ?? 0)) / 1000).toFixed(1)} s`,
        );
      },
      LARGE_RSS,
    ),
  );

  idle = await startApi({ MAX_UPLOADS: String(PLACES) });
  await tally.run(`${SENDERS} senders for ${PLACES} places`, () =>
    watched('too many senders', idle, async () => {
      const answers = [];
      const manifests = Array.from({ length: SENDERS }, (_, index) => manifestOf((seed % 4000) + 100 + index, { consignments: 300 }));
      await Promise.all(manifests.map((manifest) => sendOn(manifest.body, manifest.key, answers)));
      flights.push(...manifests.slice(0, 10).map(({ flight }) => flight));
      const refusals = answers.filter((answer) => answer !== undefined && answer.status !== 202).map(({ ms }) => ms);
      const p95 = refusals.length === 0 ? 0 : quantile(refusals, 0.95);
      console.log(`  ${countsOf(answers)}; refused in ${p95.toFixed(0)} ms (p95)`);
      goal(p95 <= REFUSAL_P95_MS, `refusals in ${REFUSAL_P95_MS} ms (p95)`);
      goal(refusals.length > 0, 'more senders than places are refused');
    }),
  );

  idle = await startApi({ MAX_UPLOADS: '60' });
  await tally.run(`${ONE_KEY} posts with one key and two bodies`, () =>
    watched('one key', idle, async () => {
      const serial = (seed % 4000) + 200;
      const two = [manifestOf(serial, { consignments: 500 }), manifestOf(serial + 1, { consignments: 500 })];
      const answers = await Promise.all(Array.from({ length: ONE_KEY }, (_, index) => post(two[index % 2].body, 'one-key')));
      answers.forEach(judge);
      console.log(`  ${countsOf(answers)}`);
      const stored = answers.flatMap((answer, index) => (answer?.status === 202 ? [{ ...answer, index }] : []));
      if (new Set(stored.map(({ body }) => body)).size !== 1)
        throw new Error(`${stored.length} posts were acknowledged, with unlike answers`);
      if (stored.filter(({ headers }) => headers['idempotent-replayed'] !== 'true').length !== 1)
        throw new Error('not one of them was the first');
      const winner = stored[0].index % 2;
      const kept = await installation.rows('SELECT manifest_id FROM manifest WHERE manifest_id = ANY($1)', [
        two.map(({ manifestId }) => manifestId),
      ]);
      if (kept.length !== 1 || kept[0].manifest_id !== two[winner].manifestId)
        throw new Error('another body was stored than was acknowledged');
      const [again, other] = [await post(two[winner].body, 'one-key'), await post(two[1 - winner].body, 'one-key')];
      if (again?.body !== stored[0].body || again.status !== 202) throw new Error('a repeat was answered otherwise');
      if (other?.status !== 422) throw new Error(`the other body was answered with ${other?.status}`);
      flights.push(two[winner].flight);
    }),
  );

  await tally.run('a body that stops is answered with 408, and its key is free again', async () => {
    const line = byHand(postLines(keys.upstream, 'stops'), '{"manifestId":"STOPS",');
    await until('an answer to the body that stopped', BODY_IDLE_MS / 1000 + 5, () => line.heard.includes('\r\n\r\n'));
    if (!line.heard.startsWith('HTTP/1.1 408')) throw new Error(line.heard.split('\r\n')[0]);
    if (line.answeredAfter < BODY_IDLE_MS) throw new Error(`after ${line.answeredAfter} ms`);
    const good = manifestOf((seed % 4000) + 210);
    const answer = await post(good.body, 'stops');
    if (answer?.status !== 202) throw new Error(`the key was answered with ${answer?.status}`);
    flights.push(good.flight);
  });

  await tally.run('a sender that goes away leaves nothing, and its key is free again in 5 s', async () => {
    const lines = Array.from({ length: 8 }, (_, index) =>
      byHand(postLines(keys.upstream, `away-${index}`), readFileSync(files[0].path).subarray(0, 900_000).toString()),
    );
    await until('open uploads', 5, async () => (await leftBehind()).open >= lines.length);
    for (const { socket } of lines) socket.destroy();
    const began = performance.now();
    await until('closed transactions', 5, async () => (await leftBehind()).open === 0);
    const { orphans } = await leftBehind();
    if (orphans > 0) throw new Error(`${orphans} rows are left`);
    const good = manifestOf((seed % 4000) + 220);
    for (;;) {
      const answer = await post(good.body, 'away-0');
      if (answer?.status === 202) break;
      if (performance.now() - began > 5_000) throw new Error(`the key was answered with ${answer?.status}`);
    }
    console.log(`  all closed and free after ${Math.round(performance.now() - began)} ms`);
    flights.push(good.flight);
  });

  await tally.run('who may not send is told so before the body', async () => {
    const stranger = byHand(postLines('nobodys-key', 'stranger', ['Expect: 100-continue']));
    const carrier = byHand(postLines(keys.airline, 'carrier', ['Expect: 100-continue']));
    const sender = byHand(postLines(keys.upstream, 'sender', ['Expect: 100-continue']));
    await until('answers', 5, () => [stranger, carrier, sender].every(({ heard }) => heard.includes('\r\n\r\n')));
    for (const { socket } of [stranger, carrier, sender]) socket.destroy();
    const first = [stranger, carrier, sender].map(({ heard }) => heard.slice(9, 12));
    if (first.join() !== '401,403,100') throw new Error(`answered first with ${first}`);
  });

  installation.startWorker();
  const shown = largeFile(50, 5_000);
  await tally.run(`${flights.length} flights of what was accepted become ready`, async () => {
    const answers = [];
    await sendOn(shown, 'shown', answers);
    for (const flight of [...flights, shown.flight]) await close(installation.url, flight);
    for (const flight of [...flights, shown.flight]) await untilReady(installation.url, flight, { seconds: 120 });
  });

  idle = rssOf(api);
  await tally.run(`${READERS} slow readers`, () =>
    watched('slow readers', idle, async () => {
      const { body } = await ask(installation.url, 'GET', `/v1/flights/${shown.flight}/documents`, { key: keys.admin });
      const largest = body.documents.toSorted((a, b) => b.size - a.size)[0];
      const paths = [`/v1/flights/${shown.flight}/archive`, `/v1/documents/${largest.id}/content`];
      const readers = Array.from({ length: READERS }, (_, index) => readSlowly(paths[index % 4 < 2 ? 0 : 1], index % 2 === 0 ? 1_024 : 0));
      const began = performance.now();
      const quick = [];
      let soonest = Number.POSITIVE_INFINITY;
      let open = READERS;
      const archives = readers.filter((_, index) => index % 4 === 1);
      while (performance.now() - began < READ_FOR_MS) {
        const asked = performance.now();
        const response = await fetch(`${installation.url}${paths[1]}`, { headers: { authorization: `Bearer ${keys.admin}` } });
        if ((await response.arrayBuffer()).byteLength !== largest.size) throw new Error('another reader was not given its document whole');
        quick.push(performance.now() - asked);
        const held = heldOpen();
        open = archives.filter(({ socket }) => held.has(socket.localPort)).length;
        if (open < archives.length && performance.now() - began > 5_000) soonest = Math.min(soonest, performance.now() - began);
        await sleep(250);
      }
      for (const { socket } of readers) socket.destroy();
      console.log(
        `  ${READERS} beside others, who had ${Math.round(largest.size / 1024)} KiB in ${quantile(quick, 0.95).toFixed(0)} ms (p95); of ${archives.length} that stood still ${open} are open after ${READ_FOR_MS / 1000} s, the first closed after ${(soonest / 1000).toFixed(0)} s`,
      );
      goal(open === 0, 'readers that stand still are closed after 30 s');
      goal(soonest > 25_000, 'readers that stand still are given 30 s');
      goal(quantile(quick, 0.95) <= 1_000, 'others read as ever');
    }),
  );

  await startApi({ RATE_LIMIT_PER_MINUTE: String(RATE) });
  await tally.run(`a client that asks ${2 * RATE} times where ${RATE} a minute are allowed`, async () => {
    const path = `/v1/flights/${shown.flight}`;
    const answers = await Promise.all(Array.from({ length: 2 * RATE }, () => ask(installation.url, 'GET', path)));
    const refused = answers.filter((answer) => answer?.status === 429);
    console.log(`  ${countsOf(answers)}`);
    if (refused.length < RATE - 5 || refused.length > RATE) throw new Error(`${refused.length} were refused`);
    if (refused.some(({ headers }) => !/^[1-9]\d*$/.test(headers.get('retry-after') ?? '')))
      throw new Error('a refusal without `Retry-After`');
    const other = await ask(installation.url, 'GET', path, { key: keys.admin });
    if (other?.status !== 200) throw new Error(`another client was answered with ${other?.status}`);
  });
} finally {
  await installation.close({ keep: tally.failed.length > 0 });
  if (tally.failed.length > 0) console.log(`left for inspection: ${installation.folder}`);
}
process.exitCode = tally.end(missed);
