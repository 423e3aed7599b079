import { waybillNumber } from '../../src/domain/waybill.js';
import { addPublishedFlight, type SampleFlight } from './sample-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

type Who = 'admin' | 'airline';

describe('the stock of air waybill numbers', () => {
  let service: TestService;
  let tenantId: string;
  let own: Record<Who, TestOrganisation>;
  let flight: SampleFlight;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant<Who>(service.database, 'Stock', {
      admin: { roles: ['admin'] },
      airline: { roles: ['airline'], carrier: '4B' },
    });
    tenantId = tenant.id;
    own = tenant.organisations;
    flight = await addPublishedFlight(service, '2026-11-22', { tenantId, senders: [] });
  });
  afterAll(() => service.close());

  async function call(method: 'GET' | 'POST', path: string, { who = 'admin', body }: { who?: Who; body?: object } = {}) {
    const url = `/v1/waybill-stock${path}`;
    const answer = await service.app.inject({ method, url, headers: own[who].bearer, ...(body === undefined ? {} : { payload: body }) });
    return { status: answer.statusCode, body: answer.json() };
  }
  const add = (prefix: string, from: string, to: string) => call('POST', '', { body: { prefix, from, to } });
  const voidIt = (number: string, reason: string, who: Who = 'admin') => call('POST', `/${number}/void`, { who, body: { reason } });

  /** As the stages leave it: the number stands in the published plan of the sample flight. */
  async function give(number: string, slot: string): Promise<void> {
    await service.database.rows(
      "UPDATE waybill_number SET state = 'used', flight_id = $2, slot = $3, allotted_at = now() - interval '3 days' WHERE number = $1",
      [number, flight.id, slot],
    );
  }

  it('is filled by ranges, and shows how far it reaches', async () => {
    expect(await add('210', '2000000', '2000299')).toEqual({
      status: 201,
      body: { carrier: '4B', prefix: '210', from: '2000000', to: '2000299', added: 300 },
    });
    expect((await add('210', '2000200', '2000309')).body.added).toBe(10);
    await add('555', '0000001', '0000050');
    await give(waybillNumber('210', 2_000_000), 'SVO-1');
    await give(waybillNumber('210', 2_000_001), 'SVO-9');
    const { body } = await call('GET', '');
    expect(body.warnsBelow).toEqual({ free: 100, daysOfCover: 7 });
    expect(body.stock).toEqual([
      {
        carrier: '4B',
        free: 308,
        used: 2,
        void: 0,
        // Two in the four days that were begun since the first.
        perDay: '0.5',
        daysOfCover: 616,
        isLow: false,
        waiting: [],
        prefixes: [
          {
            prefix: '210',
            free: 308,
            used: 2,
            void: 0,
            ranges: [{ from: '2000000', to: '2000309', free: 308, used: 2, void: 0, gaps: 0 }],
          },
        ],
      },
      expect.objectContaining({ carrier: 'SU', free: 50, perDay: '0.0', isLow: true }),
    ]);
    expect(body.stock[1]).not.toHaveProperty('daysOfCover');
    expect((await call('GET', '', { who: 'airline' })).body.stock.map(({ carrier }: { carrier: string }) => carrier)).toEqual(['4B']);
  });

  it.each(['210-20000002', '210-2000 0002', '210.20000002', '21020000002'])('finds a number written as %s', async (written) => {
    expect(await call('GET', `/${encodeURIComponent(written)}`)).toEqual({
      status: 200,
      body: { number: '210-20000002', carrier: '4B', state: 'used', flight: flight.code, slot: 'SVO-1', usedAt: expect.any(String) },
    });
  });

  it.each(['210-20000003', '210-9999999', '210-30000004', 'gap', 'x'.repeat(100), '%00'])('finds nothing under %s', async (written) => {
    expect((await call('GET', `/${written}`)).status).toBe(404);
    expect((await voidIt(written, 'Unknown')).status).toBe(404);
  });

  it('voids a number for good, once, with who and why', async () => {
    const number = waybillNumber('210', 2_000_100);
    const first = await voidIt(number, 'Форма испорчена', 'airline');
    expect(first).toEqual({
      status: 200,
      body: { number, carrier: '4B', state: 'void', voidedAt: expect.any(String), reason: 'Форма испорчена', voidedBy: 'airline' },
    });
    expect(await voidIt(number.replace('-', '.'), 'Something else')).toEqual(first);
    expect((await add('210', '2000100', '2000100')).body.added).toBe(0);
    expect((await voidIt(waybillNumber('210', 2_000_101), '')).body.errors).toEqual([
      { pointer: '/reason', code: 'blank', detail: 'Must not be empty or blank' },
    ]);
  });

  it('does not void what a published waybill bears, and does where the flight has no such waybill', async () => {
    const bearing = await voidIt(waybillNumber('210', 2_000_000), 'Mistake');
    expect(bearing).toMatchObject({ status: 409, body: { type: expect.stringMatching(/state-conflict$/) } });
    expect(await voidIt(waybillNumber('210', 2_000_001), 'Not flown')).toMatchObject({
      status: 200,
      body: { state: 'void', flight: flight.code, slot: 'SVO-9', reason: 'Not flown' },
    });
  });

  it('lists gaps, of one carrier where asked to', async () => {
    await add('210', '2000400', '2000401');
    await give(waybillNumber('210', 2_000_101), 'SVO-10');
    const { body } = await call('GET', '/gaps');
    const place = { carrier: '4B', prefix: '210' };
    expect(body).toEqual({
      count: 4,
      gaps: [
        { ...place, from: '2000001', to: '2000001', numbers: 1, kind: 'void', reason: 'Not flown' },
        { ...place, from: '2000002', to: '2000099', numbers: 98, kind: 'skipped' },
        { ...place, from: '2000100', to: '2000100', numbers: 1, kind: 'void', reason: 'Форма испорчена' },
        { ...place, from: '2000310', to: '2000399', numbers: 90, kind: 'not-in-stock' },
      ],
    });
    expect((await call('GET', '/gaps?carrier=SU')).body).toEqual({ count: 0, gaps: [] });
    expect((await call('GET', '/gaps', { who: 'airline' })).body.count).toBe(4);
    expect((await call('GET', '/gaps?carrier=SU', { who: 'airline' })).status).toBe(403);
    expect((await call('GET', '/gaps?carrier=aeroflot')).body.errors).toMatchObject([{ parameter: 'carrier', code: 'format' }]);
  });
});
