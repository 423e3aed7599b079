// PostgreSQL is stopped as by a power failure while manifests arrive and runs are in progress.
import { setTimeout as sleep } from 'node:timers/promises';
import { between } from '../harness/random.mjs';
import { ask } from '../harness/sending.mjs';
import { must, secondsSince, tell } from './stage.mjs';

const PICKED_UP_SECONDS = 30;

export async function databaseStopped(stage) {
  const { installation, url, random } = stage;
  const api = await installation.startApi();
  const workers = [stage.worker(), stage.worker()];
  const statuses = new Map();
  let isAway = false;
  let isSending = true;
  const seen = (answer) => {
    if (!isAway) return;
    const what = answer?.status ?? 'none';
    const isGood = answer?.status !== 503 || Number(answer.headers.get('retry-after')) > 0;
    statuses.set(isGood ? what : `${what} without Retry-After`, (statuses.get(what) ?? 0) + 1);
  };
  const flights = [];
  const sender = async () => {
    while (isSending) {
      flights.push(await stage.closed({ consignments: Math.round(between(random, 40, 400)) }, { seen }));
      await sleep(between(random, 500, 2_000));
    }
  };
  const sending = Promise.all([sender(), sender(), sender()]);
  sending.catch(() => {});
  await stage.until("SELECT count(*) > 4 AS ok FROM flight_run WHERE state = 'completed'");
  await stage.until("SELECT count(*) > 0 AS ok FROM flight_run WHERE state = 'processing'");
  await installation.stopDatabaseAtOnce();
  // What was under way when the server went may still be answered as it was.
  await sleep(1_000);
  isAway = true;
  const seconds = stage.wait(30, 10);
  for (const until = Date.now() + seconds * 1000 - 1_000; Date.now() < until; await sleep(250)) {
    seen(await ask(url, 'GET', '/v1/flights', { seconds: 30 }));
    must((await ask(url, 'GET', '/health/live'))?.status === 200, 'the API is not alive while the database is away');
    must((await ask(url, 'GET', '/health/ready'))?.status === 503, 'the API is ready while the database is away');
  }
  isAway = false;
  await installation.startDatabase();
  const back = performance.now();
  const [{ before }] = await installation.rows('SELECT sum(epoch)::int AS before FROM flight_run');
  await stage.until('SELECT sum(epoch) > $1 AS ok FROM flight_run', [before], { what: 'a job is picked up' });
  const pickedUp = secondsSince(back);
  tell('answers while it was away', [...statuses].map(([status, count]) => `${count} × ${status}`).join(', '), 'only 503 with Retry-After');
  tell('first job picked up after', `${pickedUp.toFixed(1)} s`, `≤ ${PICKED_UP_SECONDS} s`);
  must([...statuses.keys()].every((status) => status === 503) && statuses.size > 0, 'something else than 503 was answered');
  must(pickedUp <= PICKED_UP_SECONDS, 'the first job was picked up too late');
  isSending = false;
  await sending;
  await stage.ready(...flights);
  const recovered = secondsSince(back) * 1000;
  must(
    [api, ...workers].every((part) => part.isRunning),
    'a process has ended',
  );
  const runs = await Promise.all(flights.map((flight) => stage.run(flight)));
  const used = runs.filter(({ attempt }) => attempt > 1).length;
  // A claim whose answer was cut off counts, because nobody knows of it: one for each worker at most.
  tell(
    'flights',
    `${flights.length} sent, ${used} used up an attempt, 0 lost`,
    `≤ ${workers.length} used, by claims that were cut off; 0 lost`,
  );
  must(used <= workers.length && runs.every(({ attempt }) => attempt <= 2), 'the outage has used up attempts');
  return recovered;
}
