import { renameSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { archiveFolder } from '../../src/archive/archive.js';
import { probeRedis } from '../../src/http/probe-redis.js';
import { Readiness } from '../../src/http/readiness.js';
import { startService, type TestService } from './service.js';

/** Longer than an answer is remembered. */
const FORGOTTEN_MS = 1_050;

describe('GET /health/ready', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  async function ready(): Promise<[number, string | undefined]> {
    await sleep(FORGOTTEN_MS);
    const answer = await service.app.inject({ method: 'GET', url: '/health/ready' });
    return [answer.statusCode, answer.json().detail];
  }

  /** The answer while something is amiss; it is 200 before and afterwards. */
  async function readyWhile(spoil: () => Promise<unknown> | unknown, mend: () => Promise<unknown> | unknown) {
    expect(await ready()).toEqual([200, undefined]);
    await spoil();
    const answer = await ready();
    await mend();
    expect(await ready()).toEqual([200, undefined]);
    return answer;
  }

  const sql = (text: string) => service.database.rows(text);

  it('is false where the storage is away, and makes none in its place', async () => {
    const folder = archiveFolder(service.config.dataFolder);
    expect(
      await readyWhile(
        () => renameSync(folder, `${folder}-away`),
        () => renameSync(`${folder}-away`, folder),
      ),
    ).toEqual([503, 'Not ready: archive']);
  });

  it('is false on a database of an earlier version', async () => {
    const last = '(SELECT max(migration_name) FROM _prisma_migrations)';
    expect(
      await readyWhile(
        () => sql(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = ${last}`),
        () => sql('UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL'),
      ),
    ).toEqual([503, 'Not ready: migrations']);
  });

  it('is false without the tables of the queue', async () => {
    expect(
      await readyWhile(
        () => sql('ALTER SCHEMA bullmq RENAME TO elsewhere'),
        () => sql('ALTER SCHEMA elsewhere RENAME TO bullmq'),
      ),
    ).toEqual([503, 'Not ready: queue']);
  });

  it('is false on a machine whose clock is more than two seconds off the database’s', async () => {
    const { now } = Date;
    for (const [offMs, answer] of [
      [2_500, 503],
      [-2_500, 503],
      [1_500, 200],
    ]) {
      try {
        Date.now = () => now() + offMs;
        expect([offMs, (await ready())[0]]).toEqual([offMs, answer]);
      } finally {
        Date.now = now;
      }
    }
  });

  it('is asked once a second, however many ask', async () => {
    const asked = async () =>
      Number((await sql("SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE '%_prisma_migrations%'"))[0].n);
    const started = performance.now();
    await Promise.all(Array.from({ length: 200 }, () => service.app.inject({ method: 'GET', url: '/health/ready' })));
    expect(performance.now() - started).toBeLessThan(5_000);
    // One connection asked for all of them; the other one is this question's own.
    expect(await asked()).toBeLessThanOrEqual(2);
  });

  it('is false at once in a process that is told to stop', async () => {
    expect((await ready())[0]).toBe(200);
    service.app.get(Readiness, { strict: false }).onModuleDestroy();
    const answer = await service.app.inject({ method: 'GET', url: '/health/ready' });
    expect([answer.statusCode, answer.json().type]).toEqual([503, 'https://waybridge.example/problems/overloaded']);
    expect((await service.app.inject({ method: 'GET', url: '/health/live' })).statusCode).toBe(200);
  });
});

describe('probeRedis', () => {
  /** What a server that says this to everybody is to the probe. */
  async function saying(words: string): Promise<string> {
    const server = createServer((socket) => socket.resume().end(words)).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const answer = await probeRedis(`redis://127.0.0.1:${port}`).then(
      () => 'there',
      (error: Error) => error.message,
    );
    await new Promise((done) => server.close(done));
    return answer;
  }

  it('knows a Redis, with a password or without, from what is none', async () => {
    expect(await saying('+PONG\r\n')).toBe('there');
    expect(await saying('-NOAUTH Authentication required.\r\n')).toBe('there');
    expect(await saying('SSH-2.0-OpenSSH\r\n')).toBe('no Redis');
    expect(await saying('')).toBe('closed without an answer');
    await expect(probeRedis('redis://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED');
  });
});
