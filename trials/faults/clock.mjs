// A worker whose clock is an hour off, from its start or from some moment on.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../harness/installation.mjs';
import { ask } from '../harness/sending.mjs';
import { must, secondsSince, tell } from './stage.mjs';

const LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';

export const hasFakeClock = existsSync(LIBRARY);

const FLIGHTS = 4;

/** Pauses still last as long as they should: only what the clock shows is wrong. */
const fakeClock = { LD_PRELOAD: LIBRARY, FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' };

export const clockIs = (offset) => async (stage) => {
  const { installation } = stage;
  await installation.startApi();
  const right = stage.worker();
  const wrong = stage.worker({ ...fakeClock, FAKETIME: offset });
  const { code } = await wrong.exited;
  tell('a worker that starts so', `ends with ${code}`, 'it refuses to start');
  must(code === 1, 'a worker works with a wrong clock');
  must(/clock of this machine is \d/.test(readFileSync(join(installation.folder, 'output.log'), 'utf8')), 'it does not say why');

  const clock = join(installation.folder, 'clock');
  writeFileSync(clock, '+0s\n');
  const stepped = stage.worker({ ...fakeClock, FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: '1' });
  await stage.until("SELECT count(*) = 2 AS ok FROM pg_stat_activity WHERE query LIKE 'LISTEN waybridge%'", [], {
    what: 'two workers listen',
  });
  writeFileSync(clock, `${offset}\n`);
  const changed = performance.now();
  await stage.untilSays(stepped, 'takes no jobs', 90);
  tell('a worker whose clock is set so stops after', `${secondsSince(changed).toFixed(1)} s`, '≤ 60 s');
  const before = [stage.did(right), stage.did(stepped)];
  const flights = [];
  for (let count = 0; count < FLIGHTS; count += 1) flights.push(await stage.closed());
  const closed = performance.now();
  await stage.ready(...flights);
  const took = secondsSince(closed) * 1000;
  const made = [stage.did(right) - before[0], stage.did(stepped) - before[1]];
  tell('flights made', `${made[0]} by the right one, ${made[1]} by the wrong one`, `${FLIGHTS} and 0`);
  must(made[1] === 0, 'a worker with a wrong clock takes jobs');

  const port = String(await freePort());
  const api = installation.start('main.js', { ...fakeClock, FAKETIME: offset, PORT: port });
  const ready = await readyOf(`http://127.0.0.1:${port}`);
  tell('an API with such a clock', `${ready?.status} ${ready?.body?.detail ?? ''}`, 'not ready');
  must(ready?.status === 503, 'an API with a wrong clock is ready');
  await api.end();

  writeFileSync(clock, '+0s\n');
  await stage.untilSays(stepped, 'clock is right again', 90);
  await right.end();
  const last = await stage.closed();
  await stage.ready(last);
  must(stage.did(stepped) > before[1], 'a worker whose clock was mended does not work');
  return took;
};

async function readyOf(url) {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await ask(url, 'GET', '/health/ready', { seconds: 5 });
    if (answer !== undefined) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
  return undefined;
}
