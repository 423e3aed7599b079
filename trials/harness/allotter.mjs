// A process of `trials/numbers.mjs`: takes the runs that it is sent, one by one, through the stage at which a worker gives them their
// numbers. It may be killed at any line.
import { Database } from '../../dist/store/database.js';
import { NumberStore } from '../../dist/store/number.store.js';
import { PlanStore } from '../../dist/store/plan.store.js';
import { Overtaken, RunStore } from '../../dist/store/run.store.js';

const database = new Database(process.env.DATABASE_URL, { connections: 1 });
const runs = new RunStore(database, Number(process.env.LEASE_MS));
const numbers = new NumberStore(database);
const plans = new PlanStore(database);

/** As FlightRunner does it. Answers what was given and how long that took; nothing if the run is not to be had. */
async function number(runId) {
  const run = await runs.claim(runId);
  if (run === undefined) return numbered(runId);
  const rows = await database.rows('SELECT slot FROM master_waybill WHERE run_id = $1 ORDER BY index', [runId]);
  const slots = rows.map(({ slot }) => slot);
  let ms;
  const given = await runs.fenced(run, async (client) => {
    const began = performance.now();
    const allotted = await numbers.allot(client, run.flight, slots);
    ms = performance.now() - began;
    await plans.setNumbers(client, run.id, allotted);
    return allotted;
  });
  // Between this and the line above a killed process leaves a run that has its numbers and is numbered again.
  await database.rows("UPDATE flight_run SET state = 'completed', lease_until = NULL WHERE id = $1 AND epoch = $2", [run.id, run.epoch]);
  return { ms, numbers: slots.map((slot) => given.get(slot)).join(' ') };
}

/** What a run has that somebody else has ended; undefined while somebody has it. */
async function numbered(runId) {
  const [{ state }] = await database.rows('SELECT state FROM flight_run WHERE id = $1', [runId]);
  if (state !== 'completed') return undefined;
  const [{ given }] = await database.rows("SELECT string_agg(number, ' ' ORDER BY index) AS given FROM master_waybill WHERE run_id = $1", [
    runId,
  ]);
  return { numbers: given };
}

process.on('message', async (runId) => {
  try {
    process.send({ runId, done: await number(runId) });
  } catch (error) {
    process.send({ runId, ...(error instanceof Overtaken ? {} : { fault: String(error.code ?? error.message) }) });
  }
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
