// Many processes take air waybill numbers from one stock while they are killed at random, and others void numbers under their hands: no
// number twice, every number accounted for.
//   npm run test:numbers -- [--numbers 1000000] [--processes 32] [--kills 150] [--seed N]
// Source: reliability R2, R4, R31; invariants I3, I4. `--ci`: 50 000 numbers, 8 processes.
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Database } from '../dist/store/database.js';
import { NumberStore } from '../dist/store/number.store.js';
import { Installation, keys } from './harness/installation.mjs';
import { between, pick, randomOf, seedOf } from './harness/random.mjs';
import { quantile, Tally } from './harness/tally.mjs';

const { values: options } = parseArgs({
  options: {
    ci: { type: 'boolean', default: false },
    numbers: { type: 'string' },
    processes: { type: 'string' },
    kills: { type: 'string' },
    seed: { type: 'string' },
  },
});
const wanted = Number(options.numbers ?? (options.ci ? 50_000 : 1_000_000));
const processes = Number(options.processes ?? (options.ci ? 8 : 32));
const kills = Number(options.kills ?? (options.ci ? 20 : 150));
const seed = seedOf(options.seed);

const ALLOT_P95_MS = 50;
const STOCK_MS = 1_000;
const LONGEST_MS = (options.ci ? 2 : 9) * 60_000;

/** Killed runs are taken up again after so long. */
const LEASE_MS = 2_000;
const VOID_EVERY_MS = 50;
/** One run in so many is sent to two processes at once. */
const TWICE = 50;

const [CARRIER, PREFIX, FIRST] = ['CZ', '784', 1_000_000];
/** Waybills of a flight: from 1 to 39, 20 as a rule. */
const waybillsOf = 'n * 17 % 39 + 1';
/** Numbers beyond those that the flights need: what is voided. */
const spare = Math.ceil(wanted / 100);

const random = randomOf(seed);
const tally = new Tally('numbers', seed);
const installation = await Installation.create();
const database = new Database(installation.databaseUrl, { connections: 4 });
const store = new NumberStore(database);
const [{ id: tenant }] = await database.rows('SELECT id FROM tenant');

/** Flights that are closed and planned and have no numbers yet; answers their runs. */
async function prepare() {
  const flights = Math.ceil(wanted / 20) + 39;
  await database.rows(
    `INSERT INTO flight (id, tenant_id, code, carrier, number, date, origin, destination, status, revision)
     SELECT gen_random_uuid(), $1, 'NUMBERS-' || n, $2, n::text, '2026-11-22', 'HGH', 'SVO', 'queued', 1 FROM generate_series(1, $3::int) n`,
    [tenant, CARRIER, flights],
  );
  await database.rows(
    `INSERT INTO flight_run (flight_id, revision, context) SELECT id, 1, '{}' FROM flight WHERE carrier = $1 ORDER BY number::int`,
    [CARRIER],
  );
  await database.rows(
    `INSERT INTO master_waybill (run_id, index, slot, destination, pieces, consignments, consignment_pieces, gross_weight_g, volume_cm3, chargeable_half_kg)
     SELECT r.id, i, 'SVO-' || i, 'SVO', 0, 0, 0, 0, 0, 0
     FROM (SELECT r.id, f.number::int AS n FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE f.carrier = $1) r, generate_series(1, ${waybillsOf}) i`,
    [CARRIER],
  );
  const [{ needed }] = await database.rows('SELECT count(*) AS needed FROM master_waybill');
  await store.addRange(tenant, CARRIER, PREFIX, FIRST, FIRST + needed + spare - 1);
  await database.rows('VACUUM ANALYZE');
  return {
    needed,
    runs: await database.rows('SELECT r.id FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE f.carrier = $1', [CARRIER]),
  };
}

/** What processes said they had given, by run: all of it must be found again. */
const given = new Map();
const allotMs = [];
const faults = [];
let killed = 0;
let again = 0;

/** Gives every run its numbers, with `processes` at it. */
async function allot(runs) {
  const queue = runs.map(({ id }) => id).sort(() => random() - 0.5);
  const total = queue.length;
  for (let copies = Math.floor(total / TWICE); copies > 0; copies -= 1) {
    const place = Math.floor(random() * (queue.length - 1));
    queue.splice(place, 0, queue[place]);
  }
  const busy = new Map();
  const children = new Set();
  const deadline = Date.now() + LONGEST_MS;
  let isOver = false;
  const next = (child) => {
    const run = queue.pop();
    busy.set(child, run);
    if (run !== undefined) child.send(run, () => {});
    else if (!isOver) setTimeout(() => children.has(child) && next(child), 100);
  };
  const heard = (child, { runId, done, fault }) => {
    if (fault !== undefined) faults.push(fault);
    if (done !== undefined) {
      if (given.has(runId)) again += 1;
      // A run that is numbered again is given what it was given before.
      if (given.has(runId) && given.get(runId) !== done.numbers) faults.push(`run ${runId} was given other numbers than before`);
      given.set(runId, done.numbers);
      if (done.ms !== undefined) allotMs.push(done.ms);
    } else if (runId !== undefined && !given.has(runId)) {
      setTimeout(() => queue.unshift(runId), 200);
    }
    next(child);
  };
  const start = () => {
    const child = fork(fileURLToPath(new URL('./harness/allotter.mjs', import.meta.url)), {
      env: installation.environment({ LEASE_MS: String(LEASE_MS) }),
      execArgv: ['--no-warnings'],
    });
    children.add(child);
    child.on('message', (message) => heard(child, message));
    child.once('exit', () => {
      children.delete(child);
      const run = busy.get(child);
      busy.delete(child);
      if (run !== undefined && !given.has(run)) queue.unshift(run);
      if (!isOver) start();
    });
  };
  for (let i = 0; i < processes; i += 1) start();
  try {
    // So many kills as there are, spread over the work whatever it takes.
    while (given.size < total) {
      if (Date.now() > deadline)
        throw new Error(`${given.size} of ${total} flights have their numbers after ${LONGEST_MS / 60_000} minutes`);
      await sleep(between(random, 20, 200));
      if (killed >= (kills * given.size) / total || given.size === 0) continue;
      pick(random, [...children]).kill('SIGKILL');
      killed += 1;
    }
  } finally {
    isOver = true;
    await Promise.all([...children].map((child) => new Promise((done) => child.once('exit', done).kill('SIGKILL'))));
  }
}

/** Voids numbers at random: those about to be taken, and any; not more than there are to spare. Answers those that are void. */
async function voidMeanwhile(needed, isOver) {
  const voided = new Set();
  let refused = 0;
  while (!isOver() && voided.size < spare) {
    await sleep(VOID_EVERY_MS);
    const [one] =
      random() < 0.5
        ? await database.rows("SELECT number FROM waybill_number WHERE carrier = $1 AND state = 'free' ORDER BY number OFFSET $2 LIMIT 1", [
            CARRIER,
            Math.floor(random() * 100),
          ])
        : await database.rows('SELECT number FROM waybill_number WHERE carrier = $1 AND number >= $2 ORDER BY number LIMIT 1', [
            CARRIER,
            `${PREFIX}-${FIRST + Math.floor(random() * needed)}`,
          ]);
    if (one === undefined) continue;
    try {
      await store.voidNumber(tenant, one.number, 'Voided on trial');
      voided.add(one.number);
    } catch (error) {
      if (error.code !== 'state-conflict') throw error;
      refused += 1;
    }
  }
  return { voided, refused };
}

async function expectNone(what, sql, values = []) {
  const rows = await database.rows(sql, values);
  if (rows.length > 0) throw new Error(`${what}: ${rows.length}, such as ${JSON.stringify(rows[0])}`);
}

try {
  let needed;
  let runs;
  let voids;
  await tally.run(`a stock for ${wanted} waybills`, async () => {
    ({ needed, runs } = await prepare());
  });
  const began = performance.now();
  await tally.run(`${processes} processes take them`, async () => {
    let isOver = false;
    const voiding = voidMeanwhile(needed, () => isOver);
    await allot(runs).finally(() => {
      isOver = true;
    });
    voids = await voiding;
    if (faults.length > 0) throw new Error(`${faults.length} faults, such as ${faults[0]}`);
  });
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `  ${needed} numbers in ${seconds.toFixed(0)} s, ${Math.round(needed / seconds)} a second; ${killed} processes killed, ${again} runs numbered again`,
  );
  console.log(`  ${voids?.voided.size} numbers voided meanwhile, ${voids?.refused} refused because a waybill had them`);
  await database.rows('ANALYZE');
  await tally.run('no number twice, none without a waybill, no waybill without one', async () => {
    await expectNone('numbers twice', 'SELECT number FROM master_waybill WHERE number IS NOT NULL GROUP BY 1 HAVING count(*) > 1 LIMIT 9');
    await expectNone(
      'waybills whose number is not theirs',
      `SELECT w.run_id, w.slot, w.number FROM master_waybill w JOIN flight_run r ON r.id = w.run_id
       LEFT JOIN waybill_number n ON n.flight_id = r.flight_id AND n.slot = w.slot AND n.number = w.number AND n.state = 'used'
       WHERE n.number IS NULL LIMIT 9`,
    );
    await expectNone(
      'used numbers of no waybill',
      `SELECT n.number FROM waybill_number n WHERE n.state = 'used' AND NOT EXISTS (
         SELECT 1 FROM master_waybill w JOIN flight_run r ON r.id = w.run_id WHERE r.flight_id = n.flight_id AND w.slot = n.slot AND w.number = n.number) LIMIT 9`,
    );
  });
  await tally.run('every number is used, void or free', async () => {
    const rows = await database.rows('SELECT state, count(*) FROM waybill_number WHERE carrier = $1 GROUP BY state', [CARRIER]);
    const counted = { used: 0, void: 0, free: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
    const due = { used: needed, void: voids.voided.size, free: spare - voids.voided.size };
    const told = (await store.stock(tenant, CARRIER)).covers[0];
    for (const state of ['used', 'void', 'free']) {
      if (counted[state] !== due[state] || told[state] !== due[state])
        throw new Error(`${counted[state]} are ${state}, ${told[state]} are told, ${due[state]} are due`);
    }
    const void_ = await database.rows("SELECT number FROM waybill_number WHERE carrier = $1 AND state = 'void'", [CARRIER]);
    if (void_.some(({ number }) => !voids.voided.has(number))) throw new Error('a number is void that nobody voided');
  });
  await tally.run('what each process was given is what is kept', async () => {
    const kept = await database.rows(
      `SELECT run_id AS id, string_agg(number, ' ' ORDER BY index) AS numbers FROM master_waybill GROUP BY run_id`,
    );
    for (const { id, numbers } of kept) if (given.get(id) !== numbers) throw new Error(`run ${id} was given others than are kept`);
    if (kept.length !== given.size) throw new Error(`${given.size} runs were given numbers, ${kept.length} have some`);
  });
  const p95 = quantile(allotMs, 0.95);
  console.log(
    `  to allot: median ${quantile(allotMs, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${Math.max(0, ...allotMs).toFixed(0)} ms`,
  );
  await installation.startApi();
  let slowest = 0;
  for (let i = 0; i < 5; i += 1) {
    const asked = performance.now();
    const answer = await fetch(`${installation.url}/v1/waybill-stock`, { headers: { authorization: `Bearer ${keys.admin}` } });
    if (answer.status !== 200) throw new Error(`the stock was answered with ${answer.status}`);
    await answer.text();
    slowest = Math.max(slowest, performance.now() - asked);
  }
  console.log(`  GET /v1/waybill-stock over ${needed + spare} numbers: longest ${slowest.toFixed(0)} ms`);
  process.exitCode = tally.end([
    ...(p95 > ALLOT_P95_MS ? [`a flight's numbers are allotted in at most ${ALLOT_P95_MS} ms (p95)`] : []),
    ...(slowest > STOCK_MS ? [`the stock is told in at most ${STOCK_MS} ms`] : []),
  ]);
} finally {
  await database.close();
  await installation.close({ keep: tally.failed.length > 0 });
  if (tally.failed.length > 0) console.log(`left for inspection: ${installation.folder}`);
}
