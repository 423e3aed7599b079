import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import { runStock } from '../../src/cli/stock.js';
import { stockOptions } from '../../src/cli/stock-options.js';
import { readConfig } from '../../src/config.js';
import { waybillNumber } from '../../src/domain/waybill.js';
import { gapsOf, rangesOf } from '../../src/domain/waybill-stock.js';
import { RunGuard } from '../../src/jobs/run-guard.js';
import { Metrics } from '../../src/metrics/metrics.js';
import { RunMetrics } from '../../src/metrics/run-metrics.js';
import { Database } from '../../src/store/database.js';
import { DocumentStore } from '../../src/store/document.store.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded-postgres.js';
import { migrate } from '../../src/store/migrate.js';
import { NumberStore } from '../../src/store/number.store.js';
import { OutboxStore } from '../../src/store/outbox.store.js';
import { type Run, RunStore } from '../../src/store/run.store.js';

const LEASE_MS = 60_000;
const PREFIXES = { '4B': '210', SU: '555', CA: '999', CZ: '784', MU: '112', FX: '023' } as const;
type Carrier = keyof typeof PREFIXES;

describe('the stock of air waybill numbers on a real database', () => {
  const folder = mkdtempSync('/var/tmp/waybridge-stock-');
  let server: EmbeddedPostgres;
  let database: Database;
  let numbers: NumberStore;
  let runs: RunStore;
  let guard: RunGuard;
  let tenantId: string;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    chmodSync(folder, 0o755);
    server = await startEmbeddedPostgres(folder);
    await migrate(server.url, { queue: false });
    database = new Database(server.url);
    numbers = new NumberStore(database);
    runs = new RunStore(database, LEASE_MS);
    guard = new RunGuard(runs, new RunMetrics(new Metrics('worker')), {
      ...readConfig({ LEASE_MS: String(LEASE_MS) }),
      databaseUrl: server.url,
    });
    tenantId = (await (await database.prisma()).tenant.create({ data: { name: 'Stock' } })).id;
  });

  afterAll(async () => {
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const add = (carrier: Carrier, from: number, to: number) => numbers.addRange(tenantId, carrier, PREFIXES[carrier], from, to);
  const numberOf = (carrier: Carrier, serial: number) => waybillNumber(PREFIXES[carrier], serial);
  const coverOf = async (carrier: Carrier) => (await numbers.stock(tenantId, carrier)).covers[0];
  const stateOf = async (number: string) => (await numbers.find(tenantId, number))?.state;

  /** A flight that is closed at revision 1, its plan stored with these slots. */
  async function closedFlight(code: string, carrier: Carrier, slots: readonly string[]): Promise<{ flight: string; run: number }> {
    const { id: flight } = await (await database.prisma()).flight.create({
      data: {
        tenantId,
        code,
        carrier,
        number: '1',
        date: new Date('2026-11-22'),
        origin: 'HGH',
        destination: 'SVO',
        status: 'queued',
        revision: 1,
      },
    });
    return { flight, run: await plannedRun(flight, 1, slots) };
  }

  async function plannedRun(flight: string, revision: number, slots: readonly string[]): Promise<number> {
    const prisma = await database.prisma();
    const { id } = await prisma.flightRun.create({ data: { flightId: flight, revision, context: {} } });
    const nothing = { pieces: 0, consignments: 0, consignmentPieces: 0, grossWeightG: 0, volumeCm3: 0, chargeableHalfKg: 0 };
    await prisma.masterWaybill.createMany({
      data: slots.map((slot, index) => ({ runId: id, index, slot, destination: 'SVO', ...nothing })),
    });
    return Number(id);
  }

  /** A later state of a flight whose plan has these slots. */
  async function amended(flight: string, revision: number, slots: readonly string[]): Promise<number> {
    await database.pool.query("UPDATE flight SET revision = $2, status = 'queued' WHERE id = $1", [flight, revision]);
    return plannedRun(flight, revision, slots);
  }

  const slotsOf = async (run: number) =>
    (await database.rows<{ slot: string }>('SELECT slot FROM master_waybill WHERE run_id = $1 ORDER BY index', [run])).map(
      ({ slot }) => slot,
    );

  /** The stages of a run that have to do with numbers. */
  async function take(run: Run): Promise<Map<string, string>> {
    const slots = await slotsOf(run.id);
    await runs.progress(run, 'number', 0, 1);
    return runs.fenced(run, (client) => numbers.allot(client, run.flight, slots));
  }

  async function publish(run: Run): Promise<void> {
    await take(run);
    await runs.progress(run, 'render', 0, 0);
    await runs.fenced(run, (client) => new DocumentStore(database).publish(client, run, []));
  }

  /** What a reader sees of a run, and how many attempts it has used. */
  async function shown(run: number): Promise<{ state: string; status: string; attempt: number; problem: string | null }> {
    const [row] = await database.rows<{ state: string; status: string; attempt: number; problem: string | null }>(
      `SELECT r.state, f.status, r.attempt, r.problem ->> 'code' AS problem
       FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE r.id = $1`,
      [run],
    );
    return row;
  }

  /** When a run is looked at next, in milliseconds of the database's clock: compared with itself, not with a clock that goes on. */
  async function nextLook(run: number): Promise<number> {
    const [{ at }] = await database.rows<{ at: Date }>('SELECT next_attempt_at AS at FROM flight_run WHERE id = $1', [run]);
    return at.getTime();
  }

  const sentRuns = async (): Promise<number[]> => {
    const sent: number[] = [];
    await new OutboxStore(database).drain(async ({ runId }) => {
      sent.push(runId);
    });
    return sent;
  };

  it('lets a run wait that needs more numbers than there are, with nothing taken, and wakes it when they arrive', async () => {
    await add('SU', 1, 1);
    const { run } = await closedFlight('WAITS', 'SU', ['SVO-1', 'KJA-1']);
    // More often than a run may fail.
    for (let look = 1; look <= 7; look += 1) {
      await database.pool.query('UPDATE flight_run SET next_attempt_at = now() WHERE id = $1', [run]);
      const due = await nextLook(run);
      await guard.guard(run, async (claimed) => {
        if (look > 1) expect(await shown(run)).toMatchObject({ status: 'processing', attempt: 1, problem: 'waybill-stock-empty' });
        await publish(claimed);
      });
      expect(await shown(run)).toEqual({
        state: 'queued',
        status: 'queued',
        attempt: 0,
        problem: 'waybill-stock-empty',
      });
      expect(await nextLook(run)).toBeGreaterThan(due + 10_000);
    }
    const putOff = await nextLook(run);
    expect(await coverOf('SU')).toMatchObject({ free: 1, used: 0 });
    expect(await runs.waitingForStock(tenantId)).toEqual([{ carrier: 'SU', flight: 'WAITS' }]);
    expect(await sentRuns()).toEqual([]);

    // What is known already wakes nobody, nor do numbers of another carrier or tenant.
    await add('SU', 1, 1);
    await add('CA', 1, 10);
    const other = await (await database.prisma()).tenant.create({ data: { name: 'Other' } });
    await numbers.addRange(other.id, 'SU', '555', 900, 910);
    expect(await sentRuns()).toEqual([]);

    await add('SU', 2, 3);
    expect(await shown(run)).toMatchObject({ problem: 'waybill-stock-empty' });
    expect(await nextLook(run)).not.toBe(putOff);
    expect(await sentRuns()).toEqual([run]);
    await guard.guard(run, publish);
    expect(await shown(run)).toMatchObject({ state: 'completed', status: 'ready', attempt: 1, problem: null });
    expect(await coverOf('SU')).toMatchObject({ free: 1, used: 2 });
    expect(await runs.waitingForStock(tenantId)).toEqual([]);
  });

  it('leaves the published set as it is while an amended flight waits', async () => {
    await add('CZ', 1, 1);
    const { flight, run } = await closedFlight('AMENDED', 'CZ', ['SVO-1']);
    await guard.guard(run, publish);
    const next = await amended(flight, 2, ['SVO-1', 'KJA-1']);
    await guard.guard(next, publish);
    expect(await shown(next)).toMatchObject({ status: 'queued', problem: 'waybill-stock-empty' });
    const [{ published }] = await database.rows<{ published: number }>('SELECT published_revision AS published FROM flight WHERE id = $1', [
      flight,
    ]);
    expect(published).toBe(1);
    expect(await numbers.find(tenantId, numberOf('CZ', 1))).toMatchObject({ state: 'used', flight: 'AMENDED', slot: 'SVO-1' });
    await add('CZ', 2, 2);
    await guard.guard(next, publish);
    expect(await numbers.find(tenantId, numberOf('CZ', 2))).toMatchObject({ state: 'used', slot: 'KJA-1' });
  });

  it('voids the numbers of waybills that vanish when the later set is published, and not before', async () => {
    await add('MU', 1, 4);
    const { flight, run } = await closedFlight('VANISHES', 'MU', ['SVO-1', 'SVO-2']);
    await guard.guard(run, publish);
    const next = await amended(flight, 2, ['SVO-1', 'SVO-3']);
    const claimed = await runs.claim(next);
    if (claimed === undefined) throw new Error('the claim was to succeed');
    await take(claimed);
    const vanishing = numberOf('MU', 2);
    expect(await stateOf(vanishing)).toBe('used');
    await expect(numbers.voidNumber(tenantId, vanishing, 'Too early')).rejects.toMatchObject({ code: 'state-conflict' });
    await expect(numbers.voidNumber(tenantId, numberOf('MU', 3), 'Being made')).rejects.toMatchObject({ code: 'state-conflict' });
    await publish(claimed);
    expect(await numbers.find(tenantId, vanishing)).toMatchObject({
      state: 'void',
      flight: 'VANISHES',
      slot: 'SVO-2',
      voidReason: 'A later state of the flight has no waybill for it',
      voidedAt: expect.any(Date),
      voidedBy: null,
    });
    expect([await stateOf(numberOf('MU', 1)), await stateOf(numberOf('MU', 3))]).toEqual(['used', 'used']);
    expect(await coverOf('MU')).toMatchObject({ free: 1, used: 2, void: 1 });
  });

  it('voids what was reserved for a state of the flight that was never published, by hand as well', async () => {
    await add('FX', 1, 3);
    const { flight, run } = await closedFlight('OVERTAKEN', 'FX', ['SVO-1']);
    const claimed = await runs.claim(run);
    if (claimed === undefined) throw new Error('the claim was to succeed');
    await take(claimed);
    await amended(flight, 2, ['SVO-2']);
    await numbers.voidNumber(tenantId, numberOf('FX', 1), 'The flight was amended');
    expect(await numbers.find(tenantId, numberOf('FX', 1))).toMatchObject({ state: 'void', slot: 'SVO-1' });
  });

  it('keeps the first reason, and knows no number that never was in stock', async () => {
    await add('CA', 101, 103);
    const number = numberOf('CA', 102);
    await numbers.voidNumber(tenantId, number, 'Misprinted');
    await numbers.voidNumber(tenantId, number, 'Another reason');
    expect(await numbers.find(tenantId, number)).toMatchObject({ state: 'void', voidReason: 'Misprinted', flight: null, slot: null });
    await expect(numbers.voidNumber(tenantId, numberOf('CA', 999), 'Unknown')).rejects.toMatchObject({ code: 'not-found' });
    expect(await add('CA', 101, 103)).toBe(0);
    expect(await stateOf(number)).toBe('void');
  });

  it('lets no number back into stock, whoever asks', async () => {
    for (const number of [numberOf('SU', 1), numberOf('CA', 102)]) {
      const back = database.pool.query("UPDATE waybill_number SET state = 'free' WHERE number = $1", [number]);
      await expect(back).rejects.toThrow(/for ever/);
    }
    const unvoid = database.pool.query("UPDATE waybill_number SET state = 'used' WHERE number = $1", [numberOf('CA', 102)]);
    await expect(unvoid).rejects.toThrow(/for ever/);
    const silent = database.pool.query("UPDATE waybill_number SET state = 'void' WHERE number = $1", [numberOf('CA', 101)]);
    await expect(silent).rejects.toThrow(/void_has_reason/);
  });

  it('gives no number that is voided at the same moment', async () => {
    await add('4B', 1, 60);
    const flights = await Promise.all(
      Array.from({ length: 5 }, (_, i) => closedFlight(`RACE-${i}`, '4B', ['SVO-1', 'SVO-2', 'SVO-3', 'SVO-4'])),
    );
    const voided = Array.from({ length: 20 }, (_, i) => numberOf('4B', 2 * i + 1));
    const outcomes = await Promise.allSettled([
      ...voided.map((number) => numbers.voidNumber(tenantId, number, 'Raced')),
      ...flights.map(({ run }) => guard.guard(run, async (claimed) => void (await take(claimed)))),
    ]);
    const refused = outcomes.slice(0, voided.length).filter(({ status }) => status === 'rejected').length;
    expect(await coverOf('4B')).toMatchObject({ used: 20, void: 20 - refused, free: 20 + refused });
    for (const [index, number] of voided.entries()) {
      expect([number, await stateOf(number)]).toEqual([number, outcomes[index].status === 'rejected' ? 'used' : 'void']);
    }
  });

  it('tells ranges, gaps and pace', async () => {
    await add('CZ', 10, 19);
    await add('CZ', 30, 39);
    await numbers.voidNumber(tenantId, numberOf('CZ', 11), 'Lost');
    await numbers.voidNumber(tenantId, numberOf('CZ', 12), 'Lost');
    await numbers.voidNumber(tenantId, numberOf('CZ', 13), 'Misprinted');
    const { run } = await closedFlight('PACE', 'CZ', ['SVO-1', 'SVO-2', 'SVO-3']);
    await database.pool.query("UPDATE waybill_number SET allotted_at = now() - interval '15 days' WHERE number = $1", [numberOf('CZ', 1)]);
    await guard.guard(run, async (claimed) => void (await take(claimed)));
    const stretches = await numbers.stretches(tenantId, 'CZ');
    expect(stretches.map(({ state, from, to, reason }) => [state, from, to, reason])).toEqual([
      ['used', 1, 2, undefined],
      ['used', 10, 10, undefined],
      ['void', 11, 12, 'Lost'],
      ['void', 13, 13, 'Misprinted'],
      ['used', 14, 15, undefined],
      ['free', 16, 19, undefined],
      ['free', 30, 39, undefined],
    ]);
    expect(rangesOf(stretches)).toHaveLength(3);
    expect(gapsOf(stretches).map(({ from, to, kind }) => [from, to, kind])).toEqual([
      [3, 9, 'not-in-stock'],
      [11, 12, 'void'],
      [13, 13, 'void'],
      [20, 29, 'not-in-stock'],
    ]);
    // The one used 15 days ago counts for the span and not for the pace.
    expect(await coverOf('CZ')).toEqual({ carrier: 'CZ', free: 14, used: 5, void: 3, recent: 4, days: 14 });
    expect(await coverOf('CA')).toMatchObject({ recent: 0, days: 1 });
  });

  describe('at the command line', () => {
    async function run(...args: string[]) {
      const [out, err] = [new PassThrough(), new PassThrough()];
      const { tenant, task } = stockOptions(['--tenant', 'Stock', ...args]);
      const status = await runStock(database, { stock: { lowCount: 15, lowDays: 7 }, leaseMs: LEASE_MS }, tenant, task, { out, err });
      out.end();
      err.end();
      return { status, out: await text(out), err: await text(err) };
    }

    it('lists levels, and exits 1 for a low stock', async () => {
      const low = await run('--carrier', 'CZ');
      expect(low.status).toBe(1);
      expect(low.out).toMatch(/^CZ +14 +5 +3 +0\.3 +49 +LOW$/m);
      expect(low.out).toMatch(/^CZ +784 +0000010 +0000019 +4 +3 +3 +2$/m);
      expect((await run('add', '784:0000040-0000041')).out).toBe('2 of 2 numbers are new to the stock of CZ\n');
      expect(await run('list', '--carrier', 'CZ')).toMatchObject({ status: 0, out: expect.not.stringContaining('LOW') });
    });

    it('names the flights that wait', async () => {
      const { run: waiting } = await closedFlight('4B1-20261122-HGH', 'SU', ['SVO-1', 'SVO-2', 'SVO-3']);
      await guard.guard(waiting, publish);
      expect(await run('list', '--carrier', 'SU')).toMatchObject({
        status: 1,
        out: expect.stringContaining('4B1-20261122-HGH waits for numbers of SU'),
      });
      await run('add', '555:0000100-0000120');
      expect(await sentRuns()).toContain(waiting);
    });

    it('voids several numbers however they are written, each by itself, and lists them as gaps', async () => {
      const [one, two, used] = [numberOf('CZ', 17), numberOf('CZ', 18), numberOf('CZ', 10)];
      const { status, out, err } = await run('void', one.replace('-', ' '), used, two.replace('-', '.'), '--reason', 'Burnt');
      expect([status, out]).toEqual([1, `${one} is void\n${two} is void\n`]);
      expect(err).toMatch(new RegExp(`^${used}: .*has this number\n$`));
      expect((await run('gaps', '--carrier', 'CZ')).out).toMatch(/^CZ +784 +0000017 +0000018 +2 +void +Burnt$/m);
    });

    it.each([
      [[], /--tenant/],
      [['--tenant', 'T', 'burn'], /can list/],
      [['--tenant', 'T', 'add', '210:12-13'], /PREFIX:FROM-TO/],
      [['--tenant', 'T', 'add', '210:0000002-0000001'], /before it begins/],
      [['--tenant', 'T', 'add', '000:0000001-0000002'], /--carrier/],
      [['--tenant', 'T', 'add', '210:0000000-1000000'], /At most/],
      [['--tenant', 'T', 'void', '210-10020033', '--reason', 'x'], /no air waybill number/],
      [['--tenant', 'T', 'void', '210-10020032'], /--reason/],
      [['--tenant', 'T', 'list', 'all'], /nothing more/],
      [['--tenant', 'T', '--carrier', '??'], /not known/],
    ])('refuses %j', (args, words) => {
      expect(() => stockOptions(args)).toThrow(words);
    });
  });
});
