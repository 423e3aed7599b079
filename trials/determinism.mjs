// The same manifests in two installations that share nothing, each with its own time zone, language, number of processes and threads, one
// of them killed in between: every plan and every document must be the same, byte for byte.
//   npm run test:determinism
// Source: reliability I12, R30, R36. Allotted numbers are made equal by the same stock and order, the moment of closing by hand.
// `--ci`: smaller flights.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Installation, keys } from './harness/installation.mjs';
import { ask, close, manifestOf, send, untilReady } from './harness/sending.mjs';
import { Tally } from './harness/tally.mjs';

const { values: options } = parseArgs({ options: { ci: { type: 'boolean', default: false }, side: { type: 'string' } } });

const sides = {
  plain: { env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C', RENDER_THREADS: '1' }, workers: 1 },
  // Late in the evening of Moscow it is another day there, and numbers, days and order of letters have other forms.
  other: { env: { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8', LC_ALL: 'tr_TR.UTF-8', RENDER_THREADS: '3' }, workers: 2, kills: true },
};

/** Flights of one, of a few and of many declarations; the last comes in two revisions. */
const sizes = options.ci ? [1, 60, 700] : [1, 60, 700, 6_000];

/** What one side makes of the manifests: by flight the hash of its plan, its numbers and the hashes of its documents. */
async function fly({ env, workers, kills = false }) {
  const installation = await Installation.create({ env });
  const flights = {};
  try {
    let api = await installation.startApi();
    for (const [index, consignments] of sizes.entries()) {
      const manifest = manifestOf(100 + index, { consignments });
      await send(installation.url, manifest);
      if (kills) {
        await api.end();
        api = await installation.startApi();
      }
      if (index === sizes.length - 1) await send(installation.url, manifestOf(100 + index, { consignments, revision: 2 }));
      await close(installation.url, manifest.flight);
      await installation.rows("UPDATE flight_run SET closed_at = '2026-11-22T20:30:00Z' WHERE state <> 'published'");
      let running = Array.from({ length: workers }, () => installation.startWorker());
      if (kills) {
        await sleep(1_500);
        await running[0].end();
        running[0] = installation.startWorker();
      }
      await untilReady(installation.url, manifest.flight);
      await Promise.all(running.map((worker) => worker.end('SIGTERM')));
      running = [];
      flights[manifest.flight] = await madeOf(installation, manifest.flight);
    }
    return flights;
  } finally {
    await installation.close();
  }
}

async function madeOf(installation, flight) {
  const [run] = await installation.rows(
    "SELECT encode(r.plan_hash, 'hex') AS hash FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE f.code = $1 ORDER BY r.revision DESC, r.id DESC LIMIT 1",
    [flight],
  );
  const { body: listed } = await ask(installation.url, 'GET', `/v1/flights/${flight}/documents`, { key: keys.admin });
  const { body: waybills } = await ask(installation.url, 'GET', `/v1/flights/${flight}/waybills`, { key: keys.admin });
  return {
    plan: run.hash,
    waybills: waybills.waybills.map(({ number }) => number),
    documents: Object.fromEntries(listed.documents.map(({ fileName, sha256, size }) => [fileName, `${sha256} ${size}`])),
  };
}

/** A side in a process of its own, under its environment from the first. */
async function flown(side) {
  const args = ['--no-warnings', fileURLToPath(import.meta.url), '--side', side, ...(options.ci ? ['--ci'] : [])];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...sides[side].env }, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`${side} ended with ${code}: ${out}`);
  return JSON.parse(out);
}

function hold(one, other) {
  if (one.plan === null || one.plan !== other.plan) throw new Error(`plan ${one.plan}, then ${other.plan}`);
  if (String(one.waybills) !== String(other.waybills))
    throw new Error(`numbers ${one.waybills}, then ${other.waybills}: nothing to compare`);
  const names = Object.keys(one.documents);
  if (names.length === 0 || String(names.sort()) !== String(Object.keys(other.documents).sort())) throw new Error('other documents');
  const unlike = names.filter((name) => one.documents[name] !== other.documents[name]);
  if (unlike.length > 0) throw new Error(`${unlike.length} of ${names.length} documents differ: ${unlike.slice(0, 10).join(', ')}`);
}

if (options.side !== undefined) process.stdout.write(JSON.stringify(await fly(sides[options.side])));
else {
  const tally = new Tally('determinism', 0);
  const made = {};
  for (const side of Object.keys(sides)) {
    await tally.run(`flights under ${Object.values(sides[side].env).join(', ')}`, async () => {
      made[side] = await flown(side);
    });
  }
  for (const [flight, one] of Object.entries(made.plain ?? {}))
    await tally.run(`${flight}: ${Object.keys(one.documents).length} documents`, () => hold(one, made.other[flight]));
  process.exitCode = tally.end();
}
