// Something never comes back: a renderer, the planner, or a worker's main thread.
import { must, secondsSince, tell } from './stage.mjs';

const MOST_SECONDS = 120;

/** A thread that hangs is ended by its worker, which gives the run back with an attempt used. */
export const threadHangs = (point) => async (stage) => {
  await stage.installation.startApi();
  const timeoutMs = stage.wait(10_000, 3_000);
  const hung = stage.worker({ FAILPOINTS: `${point}=hang`, RENDER_TIMEOUT_MS: String(timeoutMs) });
  const manifest = await stage.closed();
  const since = performance.now();
  await stage.until(
    `SELECT r.state = 'queued' AND r.attempt = 1 AND r.problem ->> 'code' = 'internal' AS ok
     FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE f.code = $1`,
    [manifest.flight],
    { what: 'the run is given back' },
  );
  tell('given back after', `${secondsSince(since).toFixed(1)} s`, `a document may take ${timeoutMs / 1000} s, a plan five times that`);
  must(hung.isRunning, 'the worker has ended');
  await hung.end();
  const mended = performance.now();
  stage.worker();
  await stage.ready(manifest);
  const { attempt } = await stage.run(manifest);
  tell('attempts used', attempt, '2');
  must(attempt === 2, 'the attempt was not counted');
  return secondsSince(mended) * 1000;
};

/** A worker whose main thread hangs keeps nobody else from its work. */
export const workerHangs = (point) => async (stage) => {
  const { installation } = stage;
  await installation.startApi();
  const manifests = [await stage.closed(), await stage.closed()];
  // Only a run that was forgotten is woken by the reconciler.
  if (point === 'reconcile.mid') await installation.rows("UPDATE outbox SET sent_at = now() - interval '1 minute' WHERE sent_at IS NULL");
  stage.worker({ FAILPOINTS: `${point}=hang` });
  const since = performance.now();
  await untilHung(stage, manifests);
  const other = stage.worker();
  // What comes later is not held up by what hangs.
  const later = await stage.closed();
  const laterSince = performance.now();
  await stage.ready(later);
  tell('a flight that came later took', `${secondsSince(laterSince).toFixed(1)} s`);
  await stage.ready(...manifests);
  const took = secondsSince(since);
  tell('taken over and done after', `${took.toFixed(1)} s`, `≤ ${MOST_SECONDS} s`);
  must(took <= MOST_SECONDS && other.isRunning, 'that took too long');
  return took * 1000;
};

/** Until a session of the hung worker holds a transaction in which nothing happens. */
const untilHung = (stage) =>
  stage.until(
    `SELECT count(*) > 0 AS ok FROM pg_stat_activity WHERE state = 'idle in transaction' AND state_change < now() - interval '1 second'`,
    [],
    { what: 'a worker hangs', seconds: 30 },
  );
