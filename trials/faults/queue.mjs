// All that the queue holds is taken away: its tables emptied, or its Redis killed and started empty.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../harness/installation.mjs';
import { must, secondsSince, tell } from './stage.mjs';

const FLIGHTS = 6;

/** So slow that flights wait while the first is made. */
const SLOW = { FAILPOINTS: 'render.after_document=delay(50)' };

async function waitingFlights(stage) {
  const flights = [];
  for (let count = 0; count < FLIGHTS; count += 1) flights.push(await stage.closed());
  await stage.until('SELECT count(*) = 0 AS ok FROM outbox WHERE sent_at IS NULL');
  const [{ waiting }] = await stage.installation.rows("SELECT count(*)::int AS waiting FROM flight_run WHERE state = 'queued'");
  must(waiting > 0, 'no run waits in the queue');
  tell('runs that waited in the queue', waiting);
  return flights;
}

async function told(stage, flights, workers, lost) {
  await stage.ready(...flights);
  const recovered = secondsSince(lost) * 1000;
  must(
    workers.every((part) => part.isRunning),
    'a worker has ended',
  );
  const runs = await Promise.all(flights.map((flight) => stage.run(flight)));
  tell('attempts used', runs.map(({ attempt }) => attempt).join(' '), 'one each');
  must(
    runs.every(({ attempt }) => attempt === 1),
    'an attempt was used up',
  );
  return recovered;
}

export async function queueEmptied(stage) {
  const { installation } = stage;
  await installation.startApi();
  const worker = stage.worker(SLOW);
  const flights = await waitingFlights(stage);
  const tables = await installation.rows(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'",
  );
  must(tables.length > 0, 'the queue has no tables');
  await installation.rows(`TRUNCATE ${tables.map(({ name }) => `bullmq."${name}"`).join(', ')} CASCADE`);
  return told(stage, flights, [worker], performance.now());
}

export const hasRedis = existsSync('/usr/bin/redis-server');

async function startRedis(folder, port) {
  mkdirSync(folder, { recursive: true });
  const options = [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory-policy',
    'noeviction',
  ];
  const child = spawn('/usr/bin/redis-server', options, { stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGKILL'));
  for (let tries = 0; tries < 100; tries += 1, await sleep(50)) {
    const isUp = await new Promise((done) => {
      const probe = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false));
      probe.once('close', () => probe.destroy());
      setTimeout(() => probe.destroy(), 500).unref();
    });
    if (isUp) return child;
  }
  throw new Error('redis-server did not start');
}

export async function redisKilled(stage) {
  const port = await freePort();
  const folder = join(stage.installation.folder, 'redis');
  const first = await startRedis(folder, port);
  const env = { ...SLOW, REDIS_URL: `redis://127.0.0.1:${port}` };
  const servers = [first];
  stage.afterwards(() => servers.forEach((server) => void server.kill('SIGKILL')));
  await stage.installation.startApi();
  const workers = [stage.worker(env), stage.worker(env)];
  const flights = await waitingFlights(stage);
  const gone = new Promise((done) => first.once('exit', done));
  first.kill('SIGKILL');
  await gone;
  // Flights are closed while it is away as well.
  flights.push(await stage.closed(), await stage.closed());
  await sleep(stage.wait(30, 5) * 1000);
  servers.push(await startRedis(folder, port));
  return told(stage, flights, workers, performance.now());
}
