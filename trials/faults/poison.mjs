// A flight that no renderer can take: it uses up its attempts and fails, and others fly as ever.
import { keys } from '../harness/installation.mjs';
import { ask, close, send } from '../harness/sending.mjs';
import { quantile } from '../harness/tally.mjs';
import { must, secondsSince, tell } from './stage.mjs';

const RATIO = 1.2;

/** On a machine that does other things as well, ten flights tell little. */
const SHORT_RATIO = 2;

/** Seconds from its close to its documents, of one flight after another. */
async function others(stage, until) {
  const times = [];
  for (let count = 0; count < 10 || !(await until()); count += 1) {
    const started = performance.now();
    await stage.ready(await stage.closed());
    times.push(secondsSince(started));
  }
  return times;
}

export async function poisonedFlight(stage) {
  const { installation, url } = stage;
  await installation.startApi();
  // Two, as where flights matter: with one, whoever comes while the poisoned one is tried waits as behind any other flight.
  const workers = [stage.worker(), stage.worker()];
  await others(stage, async () => true);
  const before = await others(stage, async () => true);
  const poisoned = stage.manifest();
  await send(url, poisoned);
  const [{ body, key, sequence }] = await installation.rows(
    `SELECT c.body, m.id AS key, c.sequence FROM consignment c JOIN manifest m ON m.id = c.manifest_key JOIN flight f ON f.id = m.flight_id
     WHERE f.code = $1 AND c.consignee_kind <> 'company' ORDER BY c.sequence LIMIT 1`,
    [poisoned.flight],
  );
  const setBody = (text) =>
    installation.rows('UPDATE consignment SET body = $3 WHERE manifest_key = $1 AND sequence = $2', [key, sequence, text]);
  await setBody(`{"consignee":${body.slice(0, 40)}`);
  const since = performance.now();
  // The same again under the same key, which changes nothing, and its close.
  await stage.closedAs(poisoned);
  const hasFailed = async () => (await stage.run(poisoned)).state === 'failed' || secondsSince(since) > 240;
  const beside = await others(stage, hasFailed);
  const failed = await stage.run(poisoned);
  const view = await ask(url, 'GET', `/v1/flights/${poisoned.flight}`, { key: keys.admin });
  tell(
    'the flight',
    `${failed.state} after ${failed.attempt} attempts in ${secondsSince(since).toFixed(0)} s: ${failed.problem}`,
    'failed after ≤ 5',
  );
  must(failed.state === 'failed' && failed.attempt <= 5 && view.body.problem !== undefined, 'it did not fail with a problem');
  must(
    workers.every((worker) => worker.isRunning),
    'a worker has ended',
  );
  const [p95, was] = [quantile(beside, 0.95), quantile(before, 0.95)];
  tell('p95 of other flights', `${p95.toFixed(2)} s beside it, ${was.toFixed(2)} s without (${(p95 / was).toFixed(2)} ×)`, `≤ ${RATIO} ×`);
  // What is less than half a second is chance.
  must(p95 <= Math.max((stage.isShort ? SHORT_RATIO : RATIO) * was, was + 0.5), 'other flights are slowed down');
  must(
    workers.every((worker) => !stage.says(worker, body.slice(1, 30))),
    'the log repeats what was sent',
  );
  await setBody(body);
  const mended = performance.now();
  await close(url, poisoned.flight);
  await stage.ready(poisoned);
  return secondsSince(mended) * 1000;
}
