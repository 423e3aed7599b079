import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { keyNumber } from '../../src/domain/consignee-key.js';
import type { Consignment } from '../../src/domain/consignment.js';
import { consignmentFacts } from '../../src/domain/consignment-facts.js';
import { paymentsText, totalKopecks } from '../../src/domain/payment.js';
import { plan } from '../../src/jobs/plan.thread.js';
import { PLANNER_VERSION } from '../../src/plan/plan-flight.js';
import { type Caller, organisationWithKey } from '../../src/store/access.store.js';
import { CloseStore } from '../../src/store/close.store.js';
import { lineValuesText } from '../../src/store/consignment-columns.js';
import { Database } from '../../src/store/database.js';
import { planAlone } from '../../src/store/declared-elsewhere.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded-postgres.js';
import { ListStore } from '../../src/store/list.store.js';
import { migrate } from '../../src/store/migrate.js';
import { PlanStore } from '../../src/store/plan.store.js';
import type { RunContext } from '../../src/store/run.store.js';
import { SettingsStore } from '../../src/store/settings.store.js';
import { sampleConsignment, sampleSettings, sampleTariffs } from '../fixtures/declaration.js';

const LEASE_MS = 60_000;
const RATES = [
  { currency: 'CNY', nominal: 10, rate: '112.3450' },
  { currency: 'EUR', nominal: 1, rate: '92.4567' },
];

interface Planned {
  flight: string;
  run: number;
}

describe('planning on a real database', () => {
  const folder = mkdtempSync('/var/tmp/waybridge-planning-');
  let server: EmbeddedPostgres;
  let database: Database;
  let plans: PlanStore;
  let tenantId: string;
  let organisationId: string;
  let tariffs: number;

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    server = await startEmbeddedPostgres(folder);
    await migrate(server.url);
    database = new Database(server.url);
    plans = new PlanStore(database);
    const prisma = await database.prisma();
    tenantId = (await prisma.tenant.create({ data: { name: 'Test' } })).id;
    const organisation = organisationWithKey({ name: 'sender', key: randomUUID(), roles: ['upstream'] });
    organisationId = (await prisma.organisation.create({ data: { tenantId, ...organisation } })).id;
    tariffs = await new ListStore(database).put({ tenantId, organisationId }, 'tariffs', 'invented', sampleTariffs);
  });

  afterAll(async () => {
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A closed flight with these consignments, claimed and not planned yet. */
  async function flightOf(code: string, consignments: readonly Consignment[], more: object = {}): Promise<Planned> {
    const prisma = await database.prisma();
    const { id: flight } = await prisma.flight.create({
      data: {
        tenantId,
        code,
        carrier: '4B',
        number: '1',
        date: new Date('2026-11-22'),
        origin: 'HGH',
        destination: 'SVO',
        arrivesAt: '2026-11-22T18:50:00+03:00',
        aircraft: 'RA-64999',
        status: 'processing',
        revision: 1,
        consignments: consignments.length,
      },
    });
    const manifest = await prisma.manifest.create({
      data: {
        tenantId,
        flightId: flight,
        organisationId,
        manifestId: code,
        revision: 1,
        channel: 'express',
        current: true,
        status: 'accepted',
        consignments: consignments.length,
        held: 0,
        contentHash: Buffer.from('ab', 'hex'),
      },
    });
    for (const [sequence, consignment] of consignments.entries()) {
      const { grossWeightG, volumeCm3, lineValues, consigneeKey } = consignmentFacts(consignment);
      const body = JSON.stringify(consignment);
      await database.rows(
        `INSERT INTO consignment (manifest_key, sequence, house_waybill, bag, consignee_kind, pieces, gross_weight_g, volume_cm3, line_values,
           consignee_key, held, content_hash, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false, $11, $12)`,
        [
          manifest.id,
          sequence,
          consignment.houseWaybill,
          consignment.bag,
          consignment.consignee.kind,
          consignment.pieces,
          grossWeightG,
          volumeCm3,
          lineValuesText(lineValues),
          keyNumber(consigneeKey),
          createHash('sha256').update(body).digest(),
          body,
        ],
      );
    }
    return { flight, run: await runOf(flight, 1, more) };
  }

  async function runOf(flight: string, revision: number, more: object = {}): Promise<number> {
    const context = { album: '5.27.0', rates: { date: '2026-11-22', rates: RATES }, destinations: {}, tariffs, ...more };
    const [{ id }] = await database.rows<{ id: number }>(
      `INSERT INTO flight_run (flight_id, revision, state, epoch, context) VALUES ($1, $2, 'processing', 1, $3) RETURNING id`,
      [flight, revision, JSON.stringify(context)],
    );
    return id;
  }

  const planned = async ({ run }: Planned) => {
    const answer = await plan({ databaseUrl: server.url, leaseMs: LEASE_MS, runId: run, epoch: 1 });
    expect(answer).not.toHaveProperty('error');
    return plans.load(run);
  };
  const publish = ({ flight, run }: Planned) =>
    database.transaction(async (client) => {
      await client.query("UPDATE flight_run SET state = 'completed' WHERE id = $1", [run]);
      await client.query('UPDATE flight SET published_revision = revision WHERE id = $1', [flight]);
    });
  const found = (flight: string) =>
    database.rows<{
      house: string;
      held: boolean;
      problems: { code: string; pointer: string; severity?: string; values?: unknown[] }[] | null;
    }>(
      `SELECT c.house_waybill AS house, c.held, c.problems FROM manifest m JOIN consignment c ON c.manifest_key = m.id
       WHERE m.flight_id = $1 AND m.current ORDER BY c.sequence`,
      [flight],
    );
  const firms = (first: number, count: number) => Array.from({ length: count }, (_, index) => sampleConsignment(first + index, 'dteg'));
  const worth = (index: number, amount: string, inn?: string): Consignment => {
    const consignment = sampleConsignment(index);
    const goods = [{ ...consignment.goods[0], value: { amount, currency: 'EUR' } }];
    if (consignment.consignee.kind === 'company') throw new Error('an individual was asked for');
    return { ...consignment, goods, consignee: { ...consignment.consignee, inn } };
  };

  it('keeps the figures of a ДТЭГ and hands them to its documents as they were planned', async () => {
    const flight = await flightOf('PAID', firms(0, 3));
    const plan = await planned(flight);
    expect(plan?.declarations).toMatchObject([{ kind: 'dteg', houseWaybills: 3 }]);
    const [declaration] = plan?.declarations ?? [];
    const rows = (await plans.placed(flight.run, [0])).get(0) ?? [];
    const payments = rows.flatMap(({ payments: paid }) => (paid === undefined ? [] : [...paid.own, ...paid.lines.flat()]));
    expect(payments.map(({ kind }) => kind).filter((kind) => kind === '1010')).toHaveLength(1);
    expect(totalKopecks(declaration.payments ?? [])).toBe(totalKopecks(payments));
    const [stored] = await database.rows<{ payments: string }>(
      'SELECT payments::text AS payments FROM placement WHERE run_id = $1 AND ordinal = 2',
      [flight.run],
    );
    expect(stored.payments).toBe(rows[1].payments && paymentsText(rows[1].payments));
  });

  it('gives a declaration another fingerprint when its payments change', async () => {
    const before = await planned(await flightOf('TARIFF-1', firms(10, 1)));
    const dearer = sampleTariffs.map((row) => ({ ...row, vatHundredths: row.vatHundredths + 1 }));
    const version = await new ListStore(database).put({ tenantId, organisationId }, 'tariffs', 'dearer', dearer);
    const other = { ...sampleConsignment(10, 'dteg'), houseWaybill: 'LP00000000009999' };
    const fingerprints = [];
    for (const [code, tariff] of [
      ['TARIFF-2', tariffs],
      ['TARIFF-3', version],
    ] as const) {
      await database.rows("UPDATE flight_run SET state = 'failed'");
      fingerprints.push((await planned(await flightOf(code, [other], { tariffs: tariff })))?.declarations[0].fingerprint);
    }
    expect(new Set([before?.declarations[0].fingerprint, ...fingerprints]).size).toBe(3);
  });

  it('gives declarations the same fingerprints where the plan is made and where the server takes it over', async () => {
    const flight = await flightOf('TAKEN', [...firms(90, 3), ...Array.from({ length: 3 }, (_, index) => sampleConsignment(95 + index))]);
    await database.rows(
      `UPDATE consignment SET listed_hash = sha256('told otherwise') FROM manifest m
       WHERE m.id = manifest_key AND m.flight_id = $1 AND sequence IN (0, 4)`,
      [flight.flight],
    );
    await planned(flight);
    await publish(flight);
    const run = await runOf(flight.flight, 2);
    const later = { id: run, flight: { id: flight.flight } };
    expect(await database.transaction((client) => plans.takeOver(client, later, PLANNER_VERSION))).toBe(true);
    const fingerprints = (of: number) =>
      database.rows<{ fingerprint: string; listed: string | null }>(
        `SELECT encode(fingerprint, 'hex') AS fingerprint, encode(listed_fingerprint, 'hex') AS listed
         FROM declaration WHERE run_id = $1 ORDER BY index`,
        [of],
      );
    const made = await fingerprints(flight.run);
    expect(made).toHaveLength(2);
    for (const { fingerprint, listed } of made) {
      expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
      expect(listed).not.toBe(fingerprint);
    }
    expect(await fingerprints(run)).toEqual(made);
  });

  it('holds what no tariff has, and says so at the line', async () => {
    const unknown = { ...sampleConsignment(20, 'dteg') };
    unknown.goods = unknown.goods.map((item) => ({ ...item, commodityCode: '0101210000' }));
    const flight = await flightOf('UNKNOWN', [unknown, ...firms(21, 1)]);
    expect((await planned(flight))?.declarations).toMatchObject([{ houseWaybills: 1 }]);
    const rows = await found(flight.flight);
    expect(rows.map(({ held }) => held)).toEqual([true, false]);
    expect(rows[0].problems).toMatchObject([{ code: 'tariff-unknown', pointer: '/consignments/0/goods/0/commodityCode' }]);
    const [row] = await database.rows<{ held: number; status: string }>(
      'SELECT f.held, m.status FROM flight f JOIN manifest m ON m.flight_id = f.id WHERE f.id = $1',
      [flight.flight],
    );
    expect(row).toEqual({ held: 1, status: 'accepted-with-holds' });
  });

  it('warns of one consignee in a declaration, once however often it plans, and beside what was known', async () => {
    const pair = [worth(30, '150.00', '770100001107'), worth(31, '51.00', '770100001107'), worth(32, '10.00', '246000003300')];
    const { flight, run } = await flightOf('CONSIGNEE', pair);
    const known = [{ pointer: '/consignments/0/phone', code: 'contact_incomplete', severity: 'warning', detail: 'Known' }];
    await database.rows(`UPDATE consignment SET problems = $2 WHERE house_waybill = $1`, [pair[0].houseWaybill, JSON.stringify(known)]);
    for (const revision of [1, 2, 3]) {
      if (revision > 1) await database.rows('UPDATE flight SET revision = $2 WHERE id = $1', [flight, revision]);
      await planned({ flight, run: revision === 1 ? run : await runOf(flight, revision) });
      const rows = await found(flight);
      expect(rows.map(({ held }) => held)).toEqual([false, false, false]);
      expect(rows.map(({ problems }) => problems?.map(({ code, pointer }) => [code, pointer]))).toEqual([
        [
          ['contact_incomplete', '/consignments/0/phone'],
          ['recipient_over_norm', '/consignments/0/consignee'],
        ],
        [['recipient_over_norm', '/consignments/1/consignee']],
        undefined,
      ]);
    }
  });

  it('tells what the flight lacks once, however often it plans, and no more when it is known', async () => {
    const { flight, run } = await flightOf('GAPS', [sampleConsignment(70), sampleConsignment(71)]);
    const tellings = async () => (await found(flight)).map(({ problems }) => problems?.map(({ pointer, severity }) => [pointer, severity]));
    await database.rows('UPDATE flight SET arrives_at = NULL, aircraft = NULL WHERE id = $1', [flight]);
    for (const revision of [1, 2]) {
      await database.rows('UPDATE flight SET revision = $2 WHERE id = $1', [flight, revision]);
      await planned({ flight, run: revision === 1 ? run : await runOf(flight, revision) });
      const telling = ['/consignments/0', 'warning'];
      expect(await tellings()).toEqual([[telling, telling], undefined]);
    }
    await database.rows("UPDATE flight SET arrives_at = '2026-11-22T18:50:00+03:00', aircraft = 'RA-64999', revision = 3 WHERE id = $1", [
      flight,
    ]);
    await planned({ flight, run: await runOf(flight, 3) });
    expect(await tellings()).toEqual([undefined, undefined]);
  });

  it('holds all that is in a bag for two airports, and names both', async () => {
    const torn = { bag: 'TORN', destination: 'SVX' };
    const { flight, run } = await flightOf('TORN', [
      { ...sampleConsignment(80), ...torn },
      { ...sampleConsignment(81), ...torn },
      sampleConsignment(82),
    ]);
    await database.rows("UPDATE consignment SET destination = 'SVX' WHERE house_waybill = $1", [sampleConsignment(80).houseWaybill]);
    expect((await planned({ flight, run }))?.waybills).toMatchObject([{ destination: 'SVO', pieces: 1, consignments: 1 }]);
    const rows = await found(flight);
    expect(rows.map(({ held }) => held)).toEqual([true, true, false]);
    expect(rows[0].problems).toMatchObject([
      { code: 'duplicate', pointer: '/consignments/0/bag', severity: 'hold', values: ['SVO', 'SVX'] },
    ]);
  });

  describe('house waybills of another flight, C18', () => {
    it('are held while that one is planned or published, with its id', async () => {
      const first = await flightOf('FIRST', firms(40, 2));
      await planned(first);
      const whilePlanned = await flightOf('SECOND', firms(41, 2));
      expect((await planned(whilePlanned))?.declarations).toMatchObject([{ houseWaybills: 1 }]);
      expect((await found(whilePlanned.flight))[0]).toMatchObject({ held: true, problems: [{ code: 'duplicate', values: ['FIRST'] }] });
      await publish(first);
      const whilePublished = await flightOf('THIRD', firms(40, 1));
      expect((await planned(whilePublished))?.declarations).toEqual([]);
    });

    it('are free again where the other run failed, has been replaced, or was another tenant’s', async () => {
      const failed = await flightOf('FAILED', firms(50, 1));
      await planned(failed);
      await database.rows("UPDATE flight_run SET state = 'failed' WHERE id = $1", [failed.run]);
      const replaced = await flightOf('REPLACED', firms(51, 1));
      await planned(replaced);
      await publish(replaced);
      await database.rows('UPDATE flight SET published_revision = 2 WHERE id = $1', [replaced.flight]);
      const foreign = await flightOf('FOREIGN', firms(52, 1));
      await planned(foreign);
      const other = (await (await database.prisma()).tenant.create({ data: { name: 'Other' } })).id;
      await database.rows('UPDATE manifest SET tenant_id = $2 WHERE flight_id = $1', [foreign.flight, other]);
      const free = await flightOf('FREE', firms(50, 3));
      expect((await planned(free))?.declarations).toMatchObject([{ houseWaybills: 3 }]);
    });

    it('are asked for by one flight at a time: the second sees what the first took', async () => {
      const first = await flightOf('ONE', firms(60, 5));
      const second = await flightOf('OTHER', firms(60, 5));
      const waiting = await database.transaction(async (client) => {
        await planAlone(client, { tenantId });
        const late = planned(second);
        // Long enough for a plan of five, if nothing kept it waiting.
        await sleep(1_000);
        expect(await plans.load(second.run)).toBeUndefined();
        return { late };
      });
      await waiting.late;
      expect((await planned(first))?.declarations).toEqual([]);
    });
  });

  describe('closing a flight', () => {
    const caller = (): Caller => ({ tenantId, tenant: 'Test', organisationId, roles: ['admin'], carrier: undefined, destinations: [] });
    const config = {
      album: '5.27.0',
      airlineHouses: 'consolidated',
      dutyRegime: 'personal',
      personalFee: false,
      rateDay: 'closing',
    } as const;
    const close = (code: string, settings: object = {}) =>
      new CloseStore(database, new SettingsStore(database), new ListStore(database), { ...config, ...settings }).close(caller(), code);
    const openFlight = async (code: string, consignments: readonly Consignment[]) => {
      const { flight, run } = await flightOf(code, consignments);
      await database.rows('DELETE FROM flight_run WHERE id = $1', [run]);
      await database.rows("UPDATE flight SET status = 'open', arrives_at = '2027-05-03T00:30:00+05:00' WHERE id = $1", [flight]);
      return flight;
    };
    const contextOf = async (flight: string) =>
      (await database.rows<{ context: RunContext }>('SELECT context FROM flight_run WHERE flight_id = $1', [flight]))[0].context;
    const today = async () => (await database.rows<{ day: string }>("SELECT (now() AT TIME ZONE 'Europe/Moscow')::date AS day"))[0].day;

    beforeAll(async () => {
      const settings = new SettingsStore(database);
      await settings.putDestination(tenantId, 'SVO', sampleSettings);
      await settings.putRates(tenantId, await today(), RATES);
    });

    it('fixes day, rates, tariffs and regime', async () => {
      const flight = await openFlight('CLOSED', firms(80, 1));
      await close('CLOSED', { dutyRegime: 'e-commerce', personalFee: true });
      const version = (await new ListStore(database).versions(tenantId)).get('tariffs');
      expect(await contextOf(flight)).toMatchObject({
        rates: { date: await today() },
        tariffs: version,
        regime: 'e-commerce',
        personalFee: true,
      });
    });

    it('takes the rates of the day of arrival, by the clock of Moscow, where the setting says so', async () => {
      const flight = await openFlight('ARRIVAL', [sampleConsignment(81)]);
      await expect(close('ARRIVAL', { rateDay: 'arrival' })).rejects.toMatchObject({
        code: 'exchange-rate-missing',
        detail: 'CNY, EUR for 2027-05-02',
      });
      await new SettingsStore(database).putRates(tenantId, '2027-05-02', RATES);
      await close('ARRIVAL', { rateDay: 'arrival' });
      expect((await contextOf(flight)).rates.date).toBe('2027-05-02');
    });

    it('asks for rates of the tariffs’ currencies where a firm receives', async () => {
      const inYen = [{ ...sampleTariffs[0], duty: { specific: { amount: 1, currency: 'JPY', unit: '166' } } }];
      await new ListStore(database).put({ tenantId, organisationId }, 'tariffs', 'in yen', inYen);
      await openFlight('YEN', firms(82, 1));
      await expect(close('YEN')).rejects.toMatchObject({ code: 'exchange-rate-missing', detail: `JPY for ${await today()}` });
      await openFlight('NO-FIRM', [sampleConsignment(83)]);
      await close('NO-FIRM');
    });
  });
});
