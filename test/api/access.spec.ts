import { addPublishedFlight, type SampleFlight } from './sample-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

type Who = 'upstream' | 'broker' | 'airline' | 'admin' | 'otherSender' | 'otherBroker' | 'otherAirline';
type Request = { method: 'GET' | 'POST' | 'PUT'; url: string; body?: object };

/** The matrix of reliability 9 over real rows: what each may do with what is theirs, and what the rest of the world is told. */
describe('access', () => {
  let service: TestService;
  let own: Record<Who, TestOrganisation>;
  let stranger: TestOrganisation;
  let flight: SampleFlight;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant<Who>(service.database, 'Own', {
      upstream: { roles: ['upstream'] },
      broker: { roles: ['broker'] },
      airline: { roles: ['airline'], carrier: '4B' },
      admin: { roles: ['admin'] },
      otherSender: { roles: ['upstream'] },
      otherBroker: { roles: ['broker'], destinations: ['SVX'] },
      otherAirline: { roles: ['airline'], carrier: 'SU' },
    });
    own = tenant.organisations;
    stranger = (await addTenant(service.database, 'Stranger', { admin: { roles: ['admin'] } })).organisations.admin;
    flight = await addPublishedFlight(service, '2026-11-22', {
      tenantId: tenant.id,
      senders: [{ organisationId: own.upstream.id, manifestId: 'M-1', houseWaybills: ['LP1', 'LP2', 'LP3', 'LP4'] }],
    });
  });
  afterAll(() => service.close());

  async function statusOf({ method, url, body }: Request, headers: Record<string, string>): Promise<number> {
    const path = url.replace('{flight}', flight.code).replace('{xml}', flight.declarationXml).replace('{pdf}', flight.waybillPdf);
    return (await service.app.inject({ method, url: path, headers, ...(body === undefined ? {} : { payload: body }) })).statusCode;
  }

  const get = (url: string): Request => ({ method: 'GET', url });
  const rates = { base: 'RUB', rates: [{ currency: 'EUR', nominal: 1, rate: '92.4567' }] };
  const range = { prefix: '210', from: '2000000', to: '2000001' };

  /** Route, then what upstream, broker, airline and admin get, then what all others of the tenant and strangers get. */
  const routes: [Request, number, number, number, number, number][] = [
    [get('/v1/flights/{flight}'), 200, 200, 200, 200, 404],
    [get('/v1/flights/{flight}/waybills'), 200, 200, 200, 200, 404],
    [get('/v1/flights/{flight}/consignments'), 200, 200, 200, 200, 404],
    [get('/v1/flights/{flight}/documents'), 200, 200, 200, 200, 404],
    [get('/v1/flights/{flight}/archive'), 200, 200, 200, 200, 404],
    [get('/v1/documents/{pdf}/content'), 200, 200, 200, 200, 404],
    [get('/v1/documents/{xml}/content'), 403, 200, 403, 200, 404],
    [get('/v1/consignments/LP1'), 200, 200, 200, 200, 404],
  ];

  it.each(routes)('%j', async (request, upstream, broker, airline, admin, others) => {
    expect(await statusOf(request, own.upstream.bearer)).toBe(upstream);
    expect(await statusOf(request, own.broker.bearer)).toBe(broker);
    expect(await statusOf(request, own.airline.bearer)).toBe(airline);
    expect(await statusOf(request, own.admin.bearer)).toBe(admin);
    for (const other of [own.otherSender, own.otherBroker, own.otherAirline, stranger])
      expect(await statusOf(request, other.bearer)).toBe(others);
  });

  /** Routes that some roles may not use at all. */
  const byRole: [Request, Record<'upstream' | 'broker' | 'airline' | 'admin' | 'stranger', number>][] = [
    [get('/v1/flights/{flight}/declarations'), { upstream: 403, broker: 200, airline: 403, admin: 200, stranger: 404 }],
    [
      { method: 'POST', url: '/v1/flights/{flight}/close' },
      { upstream: 202, broker: 202, airline: 403, admin: 202, stranger: 404 },
    ],
    [get('/v1/manifests/M-1'), { upstream: 200, broker: 200, airline: 403, admin: 200, stranger: 404 }],
    [get('/v1/manifests/M-1/problems'), { upstream: 200, broker: 200, airline: 403, admin: 200, stranger: 404 }],
    [
      { method: 'PUT', url: '/v1/exchange-rates/2026-11-22', body: rates },
      { upstream: 403, broker: 403, airline: 403, admin: 200, stranger: 200 },
    ],
    [get('/v1/exchange-rates/2026-11-23'), { upstream: 403, broker: 403, airline: 403, admin: 404, stranger: 404 }],
    [
      { method: 'PUT', url: '/v1/destinations/SVO', body: {} },
      { upstream: 403, broker: 403, airline: 403, admin: 422, stranger: 422 },
    ],
    [get('/v1/destinations/SVO'), { upstream: 403, broker: 404, airline: 403, admin: 404, stranger: 404 }],
    [
      { method: 'POST', url: '/v1/waybill-stock', body: range },
      { upstream: 403, broker: 403, airline: 201, admin: 201, stranger: 201 },
    ],
    [get('/v1/waybill-stock'), { upstream: 403, broker: 403, airline: 200, admin: 200, stranger: 200 }],
  ];

  it.each(byRole)('%j', async (request, { stranger: toStranger, ...expected }) => {
    for (const role of ['upstream', 'broker', 'airline', 'admin'] as const)
      expect(await statusOf(request, own[role].bearer)).toBe(expected[role]);
    expect(await statusOf(request, stranger.bearer)).toBe(toStranger);
  });

  it.each([...routes.map(([request]) => request), ...byRole.map(([request]) => request), get('/v1/flights')])(
    '%j asks for a key',
    async (request) => {
      expect(await statusOf(request, {})).toBe(401);
      expect(await statusOf(request, { authorization: 'Bearer wb_nobody' })).toBe(401);
      expect(await statusOf(request, { authorization: `Basic ${own.admin.key}` })).toBe(401);
      expect(await statusOf(request, { authorization: own.admin.key })).toBe(401);
    },
  );

  it('tells how to get in', async () => {
    const without = await service.app.inject({ method: 'GET', url: '/v1/flights' });
    expect(without.headers['www-authenticate']).toBe('Bearer realm="waybridge"');
    const wrong = await service.app.inject({ method: 'GET', url: '/v1/flights', headers: { authorization: 'Bearer nobody' } });
    expect(wrong.headers['www-authenticate']).toContain('error="invalid_token"');
    expect(wrong.json()).toMatchObject({ type: 'https://waybridge.example/problems/unauthenticated', status: 401 });
  });

  it('tells strangers of a flight that is there what it tells of one that is not', async () => {
    const [there, absent] = await Promise.all(
      [flight.code, '4B9999-20261122-HGH'].map((code) =>
        service.app.inject({ method: 'GET', url: `/v1/flights/${code}`, headers: stranger.bearer }),
      ),
    );
    const { instance: _, ...body } = there.json();
    const { instance: __, ...same } = absent.json();
    expect([there.statusCode, body]).toEqual([absent.statusCode, same]);
  });

  it('forgets a revoked key within seconds, and takes none that has expired', async () => {
    const { organisations } = await addTenant(service.database, 'Revoked', {
      revoked: { roles: ['admin'] },
      expired: { roles: ['admin'] },
    });
    expect(await statusOf(get('/v1/flights'), organisations.revoked.bearer)).toBe(200);
    await service.database.rows('UPDATE api_key SET revoked_at = now() WHERE organisation_id = $1', [organisations.revoked.id]);
    await service.database.rows("UPDATE api_key SET expires_at = now() - interval '1 second' WHERE organisation_id = $1", [
      organisations.expired.id,
    ]);
    expect(await statusOf(get('/v1/flights'), organisations.expired.bearer)).toBe(401);
    await new Promise((later) => setTimeout(later, 2_100));
    expect(await statusOf(get('/v1/flights'), organisations.revoked.bearer)).toBe(401);
  });

  it('leaves documents of another audience out of lists and archives', async () => {
    const typesOf = async (who: Who) => {
      const { documents } = (
        await service.app.inject({ method: 'GET', url: `/v1/flights/${flight.code}/documents`, headers: own[who].bearer })
      ).json();
      return documents.map(({ type }: { type: string }) => type);
    };
    expect(await typesOf('broker')).toEqual(['express-declaration', 'master-waybill']);
    expect(await typesOf('admin')).toEqual(['express-declaration', 'master-waybill']);
    expect(await typesOf('upstream')).toEqual(['master-waybill']);
    expect(await typesOf('airline')).toEqual(['master-waybill']);
    const zip = await service.app.inject({ method: 'GET', url: `/v1/flights/${flight.code}/archive`, headers: own.airline.bearer });
    expect(zip.rawPayload.includes('express-declaration')).toBe(false);
    expect(zip.rawPayload.includes('master-waybill')).toBe(true);
  });

  it('shows the carrier number, bag, weight and waybill of a consignment, and nothing else', async () => {
    const { consignments } = (
      await service.app.inject({ method: 'GET', url: `/v1/flights/${flight.code}/consignments?limit=1`, headers: own.airline.bearer })
    ).json();
    expect(Object.keys(consignments[0]).sort()).toEqual(['bag', 'grossWeightKg', 'houseWaybill', 'waybill']);
    expect(await statusOf(get('/v1/flights/{flight}/consignments?problem=any'), own.airline.bearer)).toBe(403);
  });

  it('keeps stocks of carriers apart', async () => {
    const foreign = { method: 'POST' as const, url: '/v1/waybill-stock', body: { prefix: '555', from: '0000001', to: '0000002' } };
    expect(await statusOf(foreign, own.airline.bearer)).toBe(403);
    expect(await statusOf(foreign, own.otherAirline.bearer)).toBe(201);
    const { stock } = (await service.app.inject({ method: 'GET', url: '/v1/waybill-stock', headers: own.airline.bearer })).json();
    expect(stock.map(({ carrier }: { carrier: string }) => carrier)).toEqual(['4B']);
  });

  it('takes no manifest from a carrier', async () => {
    expect(await statusOf({ method: 'POST', url: '/v1/manifests', body: {} }, own.airline.bearer)).toBe(403);
  });

  it('asks for the key before it reads the body', async () => {
    const answer = await service.app.inject({
      method: 'PUT',
      url: '/v1/exchange-rates/2026-11-22',
      headers: { 'content-type': 'text/nonsense' },
      payload: '{',
    });
    expect(answer.statusCode).toBe(401);
  });
});
