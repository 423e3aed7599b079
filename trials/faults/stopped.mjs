// A worker stands still in the middle of its work, and goes on when another has long done it.
import { setTimeout as sleep } from 'node:timers/promises';
import { must, secondsSince, tell } from './stage.mjs';

const DOCUMENTS = `SELECT d.id, d.type, d.format, d.subject, d.status, encode(d.sha256, 'hex') AS sha256 FROM document d
  JOIN flight f ON f.id = d.flight_id WHERE f.code = $1 ORDER BY d.id`;
const NUMBERS =
  'SELECT n.number, n.state, n.slot FROM waybill_number n JOIN flight f ON f.id = n.flight_id WHERE f.code = $1 ORDER BY n.number';

export async function workerStopped(stage) {
  const { installation } = stage;
  await installation.startApi();
  const stopped = stage.worker({ FAILPOINTS: 'render.after_document=delay(100)' });
  const manifest = await stage.closed({ consignments: 1_200 });
  await stage.until(
    `SELECT r.stage = 'render' AND r.done > 2 AS ok FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE f.code = $1`,
    [manifest.flight],
  );
  stopped.signal('SIGSTOP');
  const since = performance.now();
  const other = stage.worker();
  await stage.ready(manifest);
  const took = secondsSince(since);
  tell('the other worker was done after', `${took.toFixed(1)} s`, '≤ 120 s');
  const [documents, numbers] = [await installation.rows(DOCUMENTS, [manifest.flight]), await installation.rows(NUMBERS, [manifest.flight])];
  const run = await stage.run(manifest);
  const seconds = stage.wait(180, 12);
  if (seconds > took) await sleep((seconds - took) * 1000);
  stopped.signal('SIGCONT');
  await sleep(stage.wait(20, 6) * 1000);
  const after = [await installation.rows(DOCUMENTS, [manifest.flight]), await installation.rows(NUMBERS, [manifest.flight])];
  must(JSON.stringify(after) === JSON.stringify([documents, numbers]), 'a late write has come through');
  must(JSON.stringify(await stage.run(manifest)) === JSON.stringify(run), 'the run was changed by a worker that had lost it');
  tell('late writes', '0', '0');
  tell('claims of the run', run.epoch, '2');
  must(stopped.isRunning && stage.did(stopped) === 0, 'the worker that stood still counts its work as done, or has ended');
  // It works again.
  await other.end();
  await stage.ready(await stage.closed());
  must(stage.did(stopped) === 1, 'the worker that stood still does not work any more');
  return took * 1000;
}
