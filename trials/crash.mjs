// Kills the service at every named point, and at random times while manifests arrive, and holds what is left against the invariants.
//   npm run test:crash -- [--rounds 10] [--kills 100] [--seed N] [--point NAME]
// Source: reliability R41 to R43. `--ci`: two rounds.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { failpointNames } from '../dist/failpoints/parse-failpoints.js';
import { Installation, keys } from './harness/installation.mjs';
import { between, pick, randomOf, seedOf } from './harness/random.mjs';
import { ask, close, manifestOf, send, untilReady } from './harness/sending.mjs';
import { quantile, Tally } from './harness/tally.mjs';

const { values: options } = parseArgs({
  options: {
    ci: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    kills: { type: 'string', default: '100' },
    seed: { type: 'string' },
    point: { type: 'string' },
  },
});
const rounds = Number(options.rounds ?? (options.ci ? 2 : 10));
const kills = Number(options.kills);
const seed = seedOf(options.seed);

const P95_GOAL_MS = 60_000;
const WORST_MS = 120_000;

/** How long a process may take to come to the point at which it is to die. */
const MEETING_MS = 30_000;

/** Points that one flight passes often: the hit that kills is drawn. */
const passedOften = new Set(['render.mid_document', 'render.after_document', 'upload.mid_object', 'upload.after_object']);

const isOfApi = (point) => point.startsWith('intake.') || point.startsWith('amend.');

const random = randomOf(seed);
const tally = new Tally('crash', seed);
let serial = seed % 5000;
const nextManifest = (given) => {
  serial += 1;
  return manifestOf(serial, given);
};

const installation = await Installation.create();
let api = await installation.startApi();
let worker = installation.startWorker();

/** Throws if any promise of the house is broken. */
async function holdInvariants() {
  const report = await installation.converge();
  if (!report.ok) throw new Error(`broken: ${JSON.stringify(report.breaches).slice(0, 2_000)}`);
}

const dead = (part, point) =>
  Promise.race([
    part.exited,
    sleep(MEETING_MS, undefined, { ref: false }).then(() => {
      throw new Error(`${point} was not met`);
    }),
  ]);

/** The API dies with a manifest, or a change to one, in its hands; the sender sends on. */
async function killApi(point) {
  await api.end();
  const manifest = nextManifest();
  const spec = `${point}=kill`;
  if (point === 'amend.after_commit') {
    api = await installation.startApi();
    await send(installation.url, manifest);
    await api.end();
  }
  api = await installation.startApi({ FAILPOINTS: spec });
  const sending = point === 'amend.after_commit' ? amend(manifest) : send(installation.url, manifest);
  sending.catch(() => {});
  await dead(api, point);
  const killed = performance.now();
  api = await installation.startApi();
  await sending;
  await close(installation.url, manifest.flight);
  await untilReady(installation.url, manifest.flight, { seconds: WORST_MS / 1000 });
  return performance.now() - killed;
}

/** Mends one consignment, and asks until that is answered. */
async function amend({ flight, body }) {
  const { houseWaybill } = JSON.parse(body).consignments[0];
  const path = `/v1/flights/${flight}/consignments/${houseWaybill}`;
  for (;;) {
    const seen = await ask(installation.url, 'GET', path, { key: keys.upstream });
    const answer =
      seen?.status === 200
        ? await ask(installation.url, 'PATCH', path, {
            body: JSON.stringify({ consignee: { phone: '+79990000000' } }),
            headers: { 'content-type': 'application/merge-patch+json', 'if-match': seen.headers.get('etag') ?? '*' },
          })
        : undefined;
    if (answer !== undefined && answer.status < 300) return;
    if (answer !== undefined && answer.status < 500 && answer.status !== 412)
      throw new Error(`not mended: ${answer.status} ${JSON.stringify(answer.body)}`);
    await sleep(100);
  }
}

/** The worker dies on a flight's way from its close to its documents. */
async function killWorker(point) {
  await worker.end();
  const manifest = nextManifest();
  await send(installation.url, manifest);
  await close(installation.url, manifest.flight);
  // Only a run that was forgotten is woken by the reconciler: its job is lost.
  if (point === 'reconcile.mid') await installation.rows("UPDATE outbox SET sent_at = now() - interval '1 minute' WHERE sent_at IS NULL");
  const hit = passedOften.has(point) ? 1 + Math.floor(random() * 8) : 1;
  worker = installation.startWorker({ FAILPOINTS: `${point}=kill@${hit}` });
  await dead(worker, point);
  const killed = performance.now();
  worker = installation.startWorker();
  await untilReady(installation.url, manifest.flight, { seconds: WORST_MS / 1000 });
  return performance.now() - killed;
}

/** Kills at random times while manifests of random sizes arrive; at the end all that was sent must be there and ready. */
async function killAtRandom(count) {
  let isSending = true;
  const flights = [];
  const sender = async () => {
    while (isSending) {
      const manifest = nextManifest({ consignments: Math.round(between(random, 20, 300)) });
      await send(installation.url, manifest);
      await close(installation.url, manifest.flight);
      flights.push(manifest);
      await sleep(between(random, 100, 2_000));
    }
  };
  const sending = Promise.all([sender(), sender(), sender()]);
  sending.catch(() => {});
  for (let killed = 0; killed < count; killed += 1) {
    await sleep(between(random, 100, 2_500));
    if (pick(random, ['api', 'worker']) === 'api') {
      await api.end();
      api = installation.start('main.js');
    } else {
      await worker.end();
      worker = installation.startWorker();
    }
  }
  const last = performance.now();
  isSending = false;
  await sending;
  for (const { flight } of flights) await untilReady(installation.url, flight, { seconds: WORST_MS / 1000 });
  console.log(`  ${count} kills while ${flights.length} manifests were sent`);
  return performance.now() - last;
}

try {
  const points = failpointNames.filter((point) => options.point === undefined || point === options.point);
  for (let round = 1; round <= rounds; round += 1) {
    for (const point of points) {
      const isGood = await tally.run(`${point}, round ${round}`, () => (isOfApi(point) ? killApi(point) : killWorker(point)));
      // The next case begins as if nothing had been.
      if (!api.isRunning || !isGood) api = await installation.startApi();
      if (!worker.isRunning) worker = installation.startWorker();
    }
    await tally.run(`invariants after round ${round}`, holdInvariants);
  }
  if (kills > 0 && options.point === undefined) {
    await tally.run(`${kills} random kills`, () => killAtRandom(kills));
    await tally.run('invariants at the end', holdInvariants);
  }
} finally {
  await installation.close({ keep: tally.failed.length > 0 });
  if (tally.failed.length > 0) console.log(`left for inspection: ${installation.folder}`);
}
const p95 = tally.recoveries.length === 0 ? 0 : quantile(tally.recoveries, 0.95);
process.exitCode = tally.end(p95 > P95_GOAL_MS ? [`recovery p95 at most ${P95_GOAL_MS / 1000} s`] : []);
