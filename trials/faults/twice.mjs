// Two workers are told of the same run, again and again.
import { must, secondsSince, tell } from './stage.mjs';

const FLIGHTS = 6;
const TOLD = 8;

export async function toldTwice(stage) {
  const { installation } = stage;
  await installation.startApi();
  const flights = [];
  for (let count = 0; count < FLIGHTS; count += 1) flights.push(await stage.closed());
  await installation.rows(
    `INSERT INTO outbox (run_id) SELECT r.id FROM flight_run r JOIN flight f ON f.id = r.flight_id, generate_series(2, $2) WHERE f.code = ANY($1)`,
    [flights.map(({ flight }) => flight), TOLD],
  );
  const started = performance.now();
  const workers = [stage.worker(), stage.worker()];
  await stage.ready(...flights);
  const took = secondsSince(started) * 1000;
  const runs = await Promise.all(flights.map((flight) => stage.run(flight)));
  tell(`claims of runs that were told of ${TOLD} times`, runs.map(({ epoch }) => epoch).join(' '), 'one each');
  tell('attempts that were brought to their end', workers.map((worker) => stage.did(worker)).join(' + '), FLIGHTS);
  must(
    runs.every(({ epoch, attempt }) => epoch === 1 && attempt === 1),
    'a run was claimed twice',
  );
  must(workers.reduce((sum, worker) => sum + stage.did(worker), 0) === FLIGHTS, 'work was done twice');
  return took;
}
