// Two versions of the service side by side while flights are posted: workers and API of an old and a new one are handed over by SIGTERM again and
// again. No request fails but by 503, no attempt is used, no set of documents is of two versions, and all converges. Source: reliability 8 and R40.
//   npm run test:versions -- [--handovers N] [--seed N] [--ci]
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort, Installation, root } from './harness/installation.mjs';
import { between, randomOf, seedOf } from './harness/random.mjs';
import { ask, manifestOf, untilReady } from './harness/sending.mjs';
import { quantile, Tally } from './harness/tally.mjs';

const { values: options } = parseArgs({
  options: { ci: { type: 'boolean', default: false }, handovers: { type: 'string' }, seed: { type: 'string' } },
});
const seed = seedOf(options.seed);
const random = randomOf(seed);
const handovers = Number(options.handovers ?? (options.ci ? 4 : 16));
const CONVERGE_MS = 60_000;

function assert(condition, words) {
  if (!condition) throw new Error(words);
}

const tally = new Tally('versions', seed);
const installation = await Installation.create();

/** This version with another number of planner and renderer, whose documents tell by their names who made them. */
function newVersion() {
  const folder = join(installation.folder, 'new');
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  for (const name of ['node_modules', 'templates', 'prisma', 'samples', 'package.json']) symlinkSync(join(root, name), join(folder, name));
  const change = (file, from, to) => {
    const path = join(folder, 'dist', file);
    const code = readFileSync(path, 'utf8');
    assert(from.test(code), `${file} has nothing like ${from}`);
    writeFileSync(path, code.replace(from, to));
  };
  change('documents/document-type.js', /RENDERER_VERSION = '[^']*'/, "RENDERER_VERSION = 'new'");
  change('plan/plan-flight.js', /PLANNER_VERSION = '[^']*'/, "PLANNER_VERSION = 'new'");
  change('publish/render.thread.js', /fileName: `/, 'fileName: `new-');
  return join(folder, 'dist');
}

const versions = [join(root, 'dist'), newVersion()];

const startOf = (version, script, env = {}) =>
  installation.start(script, env, { wrapper: ['sh', '-c', `exec "$0" ${join(versions[version], script)}`] });

/** Where requests go now, as a proxy in front of two processes would send them. */
let url;

async function startApi(version) {
  const port = await freePort();
  const part = startOf(version, 'main.js', { PORT: String(port) });
  const own = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 60_000; !(await fetch(`${own}/health/ready`).catch(() => undefined))?.ok; await sleep(50)) {
    assert(part.isRunning && Date.now() < deadline, 'an API did not start');
  }
  return { part, url: own };
}

const statuses = new Map();
const broken = [];

/** One request, again while it is refused for now; a line that breaks is asked again as well, and counted. */
async function insist(method, path, given) {
  for (;;) {
    const to = url;
    const answer = await ask(to, method, path, given);
    const status = answer?.status ?? 'none';
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (answer === undefined) broken.push(`${method} ${path.split('/')[2]}`);
    else if (answer.status < 500 && answer.status !== 409 && answer.status !== 429) return answer;
    await sleep(50);
  }
}

let serial = seed % 5000;
const flights = [];
let isSending = true;

async function sender() {
  while (isSending) {
    serial += 1;
    const manifest = manifestOf(serial, { consignments: Math.round(between(random, 30, 250)) });
    const sent = await insist('POST', '/v1/manifests', { body: manifest.body, headers: { 'idempotency-key': manifest.key } });
    assert(sent.status < 300, `a manifest was answered ${sent.status}`);
    const closed = await insist('POST', `/v1/flights/${manifest.flight}/close`);
    assert(closed.status < 300, `a close was answered ${closed.status}`);
    flights.push(manifest.flight);
    await sleep(between(random, 1_000, 3_000));
  }
}

const waits = [];
try {
  let api = await startApi(0);
  url = api.url;
  let worker = startOf(0, 'worker.js');
  const sending = Promise.all([sender(), sender()]);
  sending.catch(() => {});

  await tally.run(`${handovers} hand-overs`, async () => {
    for (let at = 1; at <= handovers; at += 1) {
      await sleep(between(random, 1_500, 5_000));
      const [next, nextApi] = [startOf(at % 2, 'worker.js'), await startApi(at % 2)];
      const started = performance.now();
      url = nextApi.url;
      const ends = await Promise.all([worker.end('SIGTERM'), api.part.end('SIGTERM')]);
      waits.push(performance.now() - started);
      assert(
        ends.every(({ code }) => code === 0),
        `stopped with ${JSON.stringify(ends)}`,
      );
      [worker, api] = [next, nextApi];
    }
  });

  await tally.run('all flights converge', async () => {
    const last = performance.now();
    isSending = false;
    await sending;
    for (const flight of flights) await untilReady(url, flight, { seconds: CONVERGE_MS / 1000 });
    console.log(
      `  ${flights.length} flights, answers ${JSON.stringify([...statuses])}, stops up to ${(Math.max(...waits) / 1000).toFixed(1)} s`,
    );
    return performance.now() - last;
  });

  await tally.run('no request failed but by 503', () => {
    const failed = [...statuses.keys()].filter((status) => status === 'none' || (status >= 500 && status !== 503));
    assert(failed.length === 0, `${failed} ${broken.slice(0, 5)}`);
  });

  await tally.run('no attempt was used', async () => {
    const used = await installation.rows("SELECT id, attempt, epoch FROM flight_run WHERE attempt > 1 OR state = 'failed'");
    const taken = await installation.rows('SELECT count(*)::int AS count FROM flight_run WHERE epoch > 1');
    console.log(`  ${taken[0].count} runs were handed over`);
    assert(used.length === 0, JSON.stringify(used.slice(0, 5)));
    assert(taken[0].count > 0, 'no run was handed over: nothing was tried');
  });

  await tally.run('no set of documents is of two versions', async () => {
    const sets = await installation.rows(
      `SELECT f.code, count(*) FILTER (WHERE d.file_name LIKE 'new-%')::int AS new, count(*)::int AS all
       FROM document d JOIN flight f ON f.id = d.flight_id WHERE d.status = 'published' GROUP BY f.code`,
    );
    const mixed = sets.filter((set) => set.new !== 0 && set.new !== set.all);
    console.log(`  ${sets.filter((set) => set.new > 0).length} sets of ${sets.length} are of the new version`);
    assert(mixed.length === 0, JSON.stringify(mixed.slice(0, 5)));
    assert(sets.length === flights.length, `${sets.length} sets of ${flights.length} flights`);
  });
} finally {
  isSending = false;
  await installation.close({ keep: tally.failed.length > 0 });
  if (tally.failed.length > 0) console.log(`left for inspection: ${installation.folder}`);
}
const goal = tally.recoveries.length > 0 && quantile(tally.recoveries, 1) > CONVERGE_MS;
process.exitCode = tally.end(goal ? [`all converged after ${CONVERGE_MS / 1000} s at most`] : []);
