import { WatchStore } from '../../src/store/watch.store.js';
import { addPublishedFlight } from '../api/sample-flight.js';
import { addTenant, startService, type TestService } from '../api/service.js';

const today = new Date().toISOString().slice(0, 10);

describe('WatchStore', () => {
  let service: TestService;
  let watch: WatchStore;
  let flightKey: string;

  beforeAll(async () => {
    service = await startService();
    watch = new WatchStore(service.database);
    const tenant = await addTenant(service.database, 'Watched', { sender: { roles: ['upstream'] } });
    const flight = await addPublishedFlight(service, today, {
      tenantId: tenant.id,
      senders: [{ organisationId: tenant.organisations.sender.id, manifestId: 'M-1', houseWaybills: ['LP1', 'LP2'] }],
    });
    const [row] = await service.database.rows<{ id: string }>('SELECT id FROM flight WHERE code = $1', [flight.code]);
    flightKey = row.id;
  });
  afterAll(() => service.close());

  it('counts findings once a change, and counts anew what has changed', async () => {
    const problems = (codes: string[]) => JSON.stringify(codes.map((code) => ({ pointer: '/x', code, detail: 'words' })));
    const find = (houseWaybill: string, codes: string[]) =>
      service.database.rows('UPDATE consignment SET problems = $2 WHERE house_waybill = $1', [houseWaybill, problems(codes)]);
    await find('LP1', ['format', 'inn_checksum']);
    await find('LP2', ['format']);
    expect(await watch.tally(10)).toBe(1);
    expect(await watch.tally(10)).toBe(0);
    expect((await watch.findings()).sort((a, b) => a.count - b.count)).toEqual([
      { severity: 'error', code: 'inn_checksum', count: 1 },
      { severity: 'error', code: 'format', count: 2 },
    ]);
    await find('LP1', []);
    await service.database.rows('UPDATE flight SET revision = revision + 1 WHERE id = $1', [flightKey]);
    expect(await watch.tally(10)).toBe(1);
    expect(await watch.findings()).toEqual([{ severity: 'error', code: 'format', count: 1 }]);
  });

  it('tells of a flight that is not ready when it lands, and not of one that is', async () => {
    const lands = async (status: string, arrivesAt: string | null) => {
      await service.database.rows('UPDATE flight SET status = $2, arrives_at = $3 WHERE id = $1', [flightKey, status, arrivesAt]);
      return (await watch.comingFlights()).map(({ landingSeconds }) => Math.round(landingSeconds / 60));
    };
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    expect(await lands('queued', inAnHour)).toEqual([60]);
    expect(await lands('open', inAnHour)).toEqual([60]);
    expect(await lands('ready', inAnHour)).toEqual([]);
    expect(await lands('failed', new Date(Date.now() - 3_600_000).toISOString())).toEqual([-60]);
    expect(await lands('failed', new Date(Date.now() - 90_000_000).toISOString())).toEqual([]);
    expect(await lands('queued', null)).toHaveLength(1);
  });

  it('counts a failed run until a later state of its flight has overtaken it', async () => {
    await service.database.rows(
      `UPDATE flight_run SET state = 'failed', problem = '{ "code": "internal" }', revision = f.revision FROM flight f
       WHERE f.id = flight_id AND flight_id = $1`,
      [flightKey],
    );
    expect(await watch.failures()).toEqual([{ code: 'internal', count: 1 }]);
    expect((await watch.runs()).map(({ state, count }) => [state, count])).toEqual([['failed', 1]]);
    await service.database.rows('UPDATE flight SET revision = revision + 1 WHERE id = $1', [flightKey]);
    expect(await watch.failures()).toEqual([]);
    expect((await watch.runs()).map(({ state, count }) => [state, count])).toEqual([['superseded', 1]]);
  });

  it('keeps how a check ended last', async () => {
    await watch.noteCheck('audit', 2);
    await watch.noteCheck('audit', 0);
    expect(await watch.checks()).toEqual([{ check: 'audit', breaches: 0, ageSeconds: expect.any(Number) }]);
  });
});
