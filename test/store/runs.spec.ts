import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import { waybillNumber } from '../../src/domain/waybill.js';
import { RunGuard } from '../../src/jobs/run-guard.js';
import { Metrics } from '../../src/metrics/metrics.js';
import { RunMetrics } from '../../src/metrics/run-metrics.js';
import { wrongClockMs } from '../../src/store/clock.js';
import { Database, type PoolClient } from '../../src/store/database.js';
import { DocumentStore } from '../../src/store/document.store.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded-postgres.js';
import { migrate } from '../../src/store/migrate.js';
import { NumberStore } from '../../src/store/number.store.js';
import { OutboxStore } from '../../src/store/outbox.store.js';
import { Overtaken, RunStore } from '../../src/store/run.store.js';

const LEASE_MS = 60_000;

describe('runs and numbers on a real database', () => {
  const folder = mkdtempSync('/var/tmp/waybridge-runs-');
  let server: EmbeddedPostgres;
  let database: Database;
  let runs: RunStore;
  let tenantId: string;

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    server = await startEmbeddedPostgres(folder);
    await migrate(server.url);
    database = new Database(server.url);
    runs = new RunStore(database, LEASE_MS);
    tenantId = (await (await database.prisma()).tenant.create({ data: { name: 'Test' } })).id;
  });

  afterAll(async () => {
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A closed flight of its own, at revision 1; answers flight and run. */
  async function closedFlight(code: string): Promise<{ flight: string; run: number }> {
    const flight = await (await database.prisma()).flight.create({
      data: {
        tenantId,
        code,
        carrier: '4B',
        number: '1',
        date: new Date('2026-11-22'),
        origin: 'HGH',
        destination: 'SVO',
        status: 'queued',
        revision: 1,
      },
    });
    const run = await (await database.prisma()).flightRun.create({
      data: { flightId: flight.id, revision: 1, context: { album: '5.27.0' } },
    });
    return { flight: flight.id, run: Number(run.id) };
  }

  const expireLease = (run: number) =>
    database.pool.query("UPDATE flight_run SET lease_until = now() - interval '1 second' WHERE id = $1", [run]);
  const stateOf = async (run: number) =>
    (await database.rows<{ state: string }>('SELECT state FROM flight_run WHERE id = $1', [run]))[0].state;

  it('gives a run to one claimant, and to the next when the lease is over, whose epoch shuts the first one out', async () => {
    const { run } = await closedFlight('CLAIM');
    const first = await runs.claim(run);
    expect(first).toMatchObject({ epoch: 1, attempt: 1 });
    expect(await runs.claim(run)).toBeUndefined();
    await expireLease(run);
    const second = await runs.claim(run);
    expect(second).toMatchObject({ epoch: 2, attempt: 2 });
    if (first === undefined || second === undefined) throw new Error('both claims were to succeed');
    await expect(runs.renew(first)).rejects.toThrow(Overtaken);
    const late = runs.fenced(first, (client) => client.query("UPDATE flight SET status = 'ready' WHERE code = 'CLAIM'"));
    await expect(late).rejects.toThrow(Overtaken);
    const [flight] = await database.rows<{ status: string }>("SELECT status FROM flight WHERE code = 'CLAIM'");
    expect(flight.status).toBe('processing');
    await expect(runs.fenced(second, async () => 'written')).resolves.toBe('written');
  });

  it('waits for nobody who has a run locked', async () => {
    const { run } = await closedFlight('LOCKED');
    await database.transaction(async (client) => {
      await client.query('SELECT 1 FROM flight_run WHERE id = $1 FOR UPDATE', [run]);
      expect(await runs.claim(run)).toBeUndefined();
    });
    expect(await runs.claim(run)).toMatchObject({ attempt: 1 });
  });

  it('takes a run from who has it locked and does nothing for two leases', async () => {
    const { run } = await closedFlight('HUNG');
    const shortly = new RunStore(database, 200);
    const claimed = await shortly.claim(run);
    if (claimed === undefined) throw new Error('the claim was to succeed');
    const late = shortly.fenced(claimed, async (client) => {
      await sleep(1_000);
      expect(await shortly.claim(run)).toMatchObject({ epoch: 2 });
      await client.query("UPDATE flight SET status = 'ready' WHERE code = 'HUNG'");
    });
    await expect(late).rejects.toThrow(/terminated|connection/i);
    const [flight] = await database.rows<{ status: string }>("SELECT status FROM flight WHERE code = 'HUNG'");
    expect(flight.status).toBe('processing');
  });

  it('fails a run with its fifth attempt, not a minute later', async () => {
    const { run } = await closedFlight('FIFTH');
    const guard = new RunGuard(runs, new RunMetrics(new Metrics('worker')), { ...readConfig({}), databaseUrl: server.url });
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(await stateOf(run)).toBe('queued');
      await database.pool.query('UPDATE flight_run SET next_attempt_at = now() WHERE id = $1', [run]);
      await guard.guard(run, () => Promise.reject(new Error('no renderer can take this')));
    }
    expect(await stateOf(run)).toBe('failed');
  });

  it('does not count an attempt that ended with the connection to the database, although that could not be told at once', async () => {
    const { run } = await closedFlight('CUT-OFF');
    const guard = new RunGuard(runs, new RunMetrics(new Metrics('worker')), { ...readConfig({}), databaseUrl: server.url });
    const attempts = () => database.rows<{ attempt: number; state: string }>('SELECT attempt, state FROM flight_run WHERE id = $1', [run]);
    let guarding = guard.guard(run, () => Promise.reject(new Error('Connection terminated unexpectedly')));
    await guarding;
    expect(await attempts()).toEqual([{ attempt: 0, state: 'queued' }]);
    await database.pool.query('UPDATE flight_run SET next_attempt_at = now() WHERE id = $1', [run]);
    guarding = guard.guard(run, async () => {
      await server.stop();
      await database.rows('SELECT 1');
    });
    await sleep(2_000);
    server = await startEmbeddedPostgres(folder, Number(new URL(server.url).port));
    await guarding;
    expect(await attempts()).toEqual([{ attempt: 0, state: 'queued' }]);
  });

  it('tells by how much the clock is wrong, and nothing of less than two seconds', async () => {
    const now = Date.now;
    try {
      for (const aheadMs of [3_600_000, -3_600_000]) {
        Date.now = () => now() + aheadMs;
        expect(Math.abs((await wrongClockMs(database)) - aheadMs)).toBeLessThan(1_000);
      }
      Date.now = () => now() + 1_500;
      expect(await wrongClockMs(database)).toBe(0);
    } finally {
      Date.now = now;
    }
  });

  it('stops a run whose flight has a later revision', async () => {
    const { flight, run } = await closedFlight('REVISED');
    const claimed = await runs.claim(run);
    await database.pool.query('UPDATE flight SET revision = 2 WHERE id = $1', [flight]);
    if (claimed === undefined) throw new Error('the claim was to succeed');
    await expect(runs.fenced(claimed, async () => 'written')).rejects.toThrow(Overtaken);
    await expireLease(run);
    expect(await runs.claim(run)).toBeUndefined();
    expect(await stateOf(run)).toBe('superseded');
  });

  it('publishes nothing of a run when a revision came behind its fence', async () => {
    const { flight, run } = await closedFlight('4B3-20261122-HGH');
    const claimed = await runs.claim(run);
    if (claimed === undefined) throw new Error('no claim');
    const publishing = runs.fenced(claimed, async (client) => {
      await database.pool.query('UPDATE flight SET revision = 2 WHERE id = $1', [flight]);
      await new DocumentStore(database).publish(client, claimed, []);
    });
    await expect(publishing).rejects.toThrow(Overtaken);
    const [{ status }] = await database.rows<{ status: string }>('SELECT status FROM flight WHERE id = $1', [flight]);
    expect(status).not.toBe('ready');
  });

  it('lets the lease be kept and progress be told while it reads, and then writes nothing of a run that has moved on', async () => {
    const { run } = await closedFlight('READING');
    const claimed = await runs.claim(run);
    if (claimed === undefined) throw new Error('the claim was to succeed');
    const write = (client: PoolClient) => client.query("UPDATE flight SET status = 'ready' WHERE code = 'READING'");
    const told = () =>
      database.rows<{ done: number; status: string }>(
        'SELECT r.done, f.status FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE r.id = $1',
        [run],
      );
    const overtaken = runs.fencedAfter(
      claimed,
      async () => {
        await runs.renew(claimed);
        await runs.progress(claimed, 'plan', 5, 9);
        expect(await told()).toEqual([{ done: 5, status: 'processing' }]);
        await expireLease(run);
        await runs.claim(run);
      },
      write,
    );
    await expect(overtaken).rejects.toThrow(Overtaken);
    expect(await told()).toEqual([{ done: 5, status: 'processing' }]);
    const second = { ...claimed, epoch: claimed.epoch + 1 };
    await runs.fencedAfter(
      second,
      async () => 7,
      async (client, read) => {
        expect(read).toBe(7);
        await write(client);
      },
    );
    expect(await told()).toEqual([{ done: 5, status: 'ready' }]);
  });

  it('fails a run after five attempts that were cut off, and gives back an attempt that an outage cost', async () => {
    const { run } = await closedFlight('POISON');
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(await runs.claim(run)).toMatchObject({ attempt });
      await expireLease(run);
    }
    expect(await runs.claim(run)).toBeUndefined();
    expect(await stateOf(run)).toBe('failed');
    const { run: other } = await closedFlight('OUTAGE');
    const claimed = await runs.claim(other);
    if (claimed === undefined) throw new Error('the claim was to succeed');
    await runs.postpone(claimed, { delayMs: 0, usesAttempt: false });
    expect(await runs.claim(other)).toMatchObject({ attempt: 1, epoch: 2 });
  });

  it('wakes what was forgotten once, and sends it again only after a while', async () => {
    await database.pool.query('DELETE FROM outbox');
    const { run } = await closedFlight('FORGOTTEN');
    await database.pool.query("UPDATE flight_run SET state = 'completed' WHERE id <> $1", [run]);
    expect(await runs.wakeForgotten()).toBe(1);
    expect(await runs.wakeForgotten()).toBe(0);
    const sent: number[] = [];
    const outbox = new OutboxStore(database);
    await outbox.drain(async ({ runId }) => {
      sent.push(runId);
    });
    expect(sent).toEqual([run]);
    expect(await outbox.drain(async () => {})).toBe(0);
    expect(await runs.wakeForgotten()).toBe(0);
  });

  it('tells whoever listens of a new outbox row once it is committed, also after the connection broke', async () => {
    const { run } = await closedFlight('TOLD');
    const outbox = new OutboxStore(database);
    let told = 0;
    const untilTold = async () => {
      for (const before = told; told === before; await sleep(10)) {
        await outbox.listen(() => {
          told += 1;
        });
        await database.transaction((client) => OutboxStore.add(client, run));
      }
    };
    try {
      await untilTold();
      await database.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'");
      await untilTold();
    } finally {
      outbox.deafen();
      await database.pool.query('DELETE FROM outbox');
    }
  });

  it('keeps an outbox row that could not be sent', async () => {
    const { run } = await closedFlight('UNSENT');
    await database.pool.query('INSERT INTO outbox (run_id) VALUES ($1)', [run]);
    const outbox = new OutboxStore(database);
    await expect(outbox.drain(() => Promise.reject(new Error('the queue is away')))).rejects.toThrow('the queue is away');
    expect(await outbox.drain(async () => {})).toBe(1);
  });

  it('gives every slot one number for ever and no number twice, however many ask at once', async () => {
    const numbers = new NumberStore(database);
    expect(await numbers.addRange(tenantId, '4B', '210', 1_002_003, 1_002_102)).toBe(100);
    expect(await numbers.addRange(tenantId, '4B', '210', 1_002_003, 1_002_102)).toBe(0);
    const flights = await Promise.all(Array.from({ length: 9 }, (_, i) => closedFlight(`NUMBERS-${i}`)));
    const allot = (flight: string, slots: string[]) =>
      database.transaction((client) => numbers.allot(client, { id: flight, tenantId, carrier: '4B' }, slots));
    const slots = Array.from({ length: 10 }, (_, i) => `SVO-${i + 1}`);
    const given = await Promise.all(flights.map(({ flight }) => allot(flight, slots)));
    const all = given.flatMap((numbersOf) => [...numbersOf.values()]);
    expect(new Set(all).size).toBe(90);
    expect(all).toContain(waybillNumber('210', 1_002_003));
    expect(await allot(flights[0].flight, slots)).toEqual(given[0]);
    await expect(allot(flights[0].flight, [...slots, ...Array.from({ length: 11 }, (_, i) => `KJA-${i + 1}`)])).rejects.toMatchObject({
      code: 'waybill-stock-empty',
    });
    const {
      covers: [level],
    } = await numbers.stock(tenantId);
    expect(level).toMatchObject({ carrier: '4B', free: 10, used: 90 });
  });
});
