import { appendFileSync, chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { waybillNumber } from '../../src/domain/waybill.js';
import { Database, type PoolClient } from '../../src/store/database.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded-postgres.js';
import { migrate } from '../../src/store/migrate.js';
import { NumberStore } from '../../src/store/number.store.js';
import { NumberJournal } from '../../src/store/number-journal.js';
import { PlanStore } from '../../src/store/plan.store.js';

const CARRIER = '4B';

describe('numbers that were issued in a life of the database that is lost', () => {
  const folder = mkdtempSync('/var/tmp/waybridge-issued-');
  const journalFolder = join(folder, 'numbers');
  let server: EmbeddedPostgres;
  let database: Database;
  let numbers: NumberStore;
  let tenantId: string;
  let serial = 0;

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    server = await startEmbeddedPostgres(join(folder, 'postgres'));
    await migrate(server.url, { queue: false });
    database = new Database(server.url);
  });

  afterAll(async () => {
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    rmSync(journalFolder, { recursive: true, force: true });
    await database.rows('TRUNCATE waybill_number, lost_number, flight CASCADE');
    tenantId = (await (await database.prisma()).tenant.create({ data: { name: `Tenant ${++serial}` } })).id;
    numbers = nextProcess();
    await numbers.addRange(tenantId, CARRIER, '210', 1_000, 1_009);
  });

  /** A process that has seen nothing yet. */
  const nextProcess = () => new NumberStore(database, NumberJournal.open(folder));
  const numberOf = (at: number) => waybillNumber('210', 1_000 + at);

  async function flightOf(code: string): Promise<{ id: string; tenantId: string; carrier: string; code: string }> {
    const date = new Date('2026-11-22');
    const flight = await (await database.prisma()).flight.create({
      data: { tenantId, code, carrier: CARRIER, number: '1', date, origin: 'HGH', destination: 'SVO' },
    });
    return { id: flight.id, tenantId, carrier: CARRIER, code };
  }

  const allot = (flight: Parameters<NumberStore['allot']>[1], slots: string[], then = async (_: PoolClient) => {}) =>
    database.transaction(async (client) => {
      const given = await numbers.allot(client, flight, slots);
      await then(client);
      return given;
    });

  const stateOf = async (at: number) => {
    const kept = await numbers.find(tenantId, numberOf(at));
    return kept === undefined ? undefined : { state: kept.state, flight: kept.flight, slot: kept.slot, reason: kept.voidReason };
  };

  /** The stock as it was before anything was taken from it, in a table that another life of the database made. */
  async function loseAll({ flights = false } = {}): Promise<void> {
    await database.transaction(async (client) => {
      await client.query('CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM waybill_number');
      await client.query('TRUNCATE waybill_number');
      await client.query('INSERT INTO waybill_number (number, tenant_id, carrier) SELECT number, tenant_id, carrier FROM kept');
    });
    if (flights) await database.rows('DELETE FROM flight');
    numbers = nextProcess();
  }

  const FREE = { state: 'free', flight: null, slot: null, reason: null };
  const LOST = { state: 'void', flight: null, slot: null, reason: 'Issued after the backup that was restored' };

  it('writes them down before the transaction commits', async () => {
    const flight = await flightOf('4B1-A');
    await allot(flight, ['SVO-1', 'SVO-2'], async () => {
      const [name] = readdirSync(journalFolder);
      const entry: object = JSON.parse(readFileSync(join(journalFolder, name), 'utf8').trim());
      expect(entry).toMatchObject({ flight: flight.id, code: '4B1-A', numbers: { 'SVO-1': numberOf(0), 'SVO-2': numberOf(1) } });
    });
    await allot(flight, ['SVO-1', 'SVO-2']);
    expect(
      readFileSync(join(journalFolder, readdirSync(journalFolder)[0]), 'utf8')
        .trim()
        .split('\n'),
    ).toHaveLength(1);
  });

  it('leaves a number free whose transaction was rolled back', async () => {
    const flight = await flightOf('4B1-B');
    const fault = new Error('rolled back');
    await expect(allot(flight, ['SVO-1'], () => Promise.reject(fault))).rejects.toBe(fault);
    numbers = nextProcess();
    expect(await numbers.takeOutIssued()).toEqual([]);
    expect(await stateOf(0)).toEqual(FREE);
    expect([...(await allot(await flightOf('4B2-B'), ['SVO-1'])).values()]).toEqual([numberOf(0)]);
  });

  it('leaves a number alone whose transaction still runs', async () => {
    await allot(await flightOf('4B1-C'), ['SVO-1'], async () => {
      expect(await nextProcess().takeOutIssued()).toEqual([]);
    });
    expect((await stateOf(0))?.state).toBe('used');
  });

  it('does not issue them again, and gives them back to the flight and slot that had them', async () => {
    const flight = await flightOf('4B1-D');
    await allot(flight, ['SVO-1', 'SVO-2']);
    await loseAll();
    const other = await allot(await flightOf('4B2-D'), ['SVO-1']);
    expect([...other.values()]).toEqual([numberOf(2)]);
    expect(await stateOf(0)).toEqual({ state: 'used', flight: '4B1-D', slot: 'SVO-1', reason: null });
    const { usedSlots } = await database.transaction((client) => new PlanStore(database).earlier(client, flight.id));
    expect([...usedSlots]).toEqual([]);
    expect([...(await allot(flight, ['SVO-1', 'SVO-2', 'SVO-3'])).values()]).toEqual([numberOf(0), numberOf(1), numberOf(3)]);
  });

  it('voids those of flights that are lost as well', async () => {
    await allot(await flightOf('4B1-E'), ['SVO-1', 'SVO-2']);
    await loseAll({ flights: true });
    expect((await numbers.takeOutIssued()).sort()).toEqual([numberOf(0), numberOf(1)]);
    expect(await stateOf(0)).toEqual(LOST);
    expect(await stateOf(2)).toEqual(FREE);
    expect(await numbers.takeOutIssued()).toEqual([]);
  });

  it('voids a number that the journal has for two flights, since one of them was rolled back', async () => {
    const [first, second] = [await flightOf('4B1-F'), await flightOf('4B2-F')];
    await expect(allot(first, ['SVO-1'], () => Promise.reject(new Error('rolled back')))).rejects.toThrow('rolled back');
    await allot(second, ['SVO-1']);
    await loseAll();
    await numbers.takeOutIssued();
    expect(await stateOf(0)).toEqual(LOST);
  });

  it('voids them when they come into the stock later', async () => {
    await allot(await flightOf('4B1-G'), ['SVO-1', 'SVO-2']);
    await loseAll({ flights: true });
    await database.rows('DELETE FROM waybill_number');
    expect(await numbers.takeOutIssued()).toHaveLength(2);
    expect(await numbers.addRange(tenantId, CARRIER, '210', 1_000, 1_004)).toBe(3);
    expect(await stateOf(1)).toEqual(LOST);
    expect([...(await allot(await flightOf('4B2-G'), ['SVO-1'])).values()]).toEqual([numberOf(2)]);
  });

  it('sees that a disk was put back by the number of the transaction', async () => {
    await allot(await flightOf('4B1-H'), ['SVO-1']);
    // As if this database, the same in all that names it, had not come to that transaction yet.
    const path = join(journalFolder, readdirSync(journalFolder)[0]);
    const [entry] = readFileSync(path, 'utf8').trim().split('\n');
    const later = entry.replace(/"transaction":"\d+"/, '"transaction":"99999999"').replace(numberOf(0), numberOf(5));
    appendFileSync(path, `\n${later}\n\n${later.replace(numberOf(5), numberOf(6)).slice(0, -4)}`);
    numbers = nextProcess();
    expect(await numbers.takeOutIssued()).toEqual([numberOf(5)]);
    // The last line was cut off: it was never written through.
    expect(await stateOf(6)).toEqual(FREE);
  });

  it('gives no number that it cannot write down', async () => {
    rmSync(journalFolder, { recursive: true });
    await expect(allot(await flightOf('4B1-I'), ['SVO-1'])).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await stateOf(0)).toEqual(FREE);
  });
});
