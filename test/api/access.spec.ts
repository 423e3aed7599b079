import { manifestExampleOn } from '../../src/intake/manifest.example.js';
import { addPublishedFlight, type SampleFlight } from './sample-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

/** Those whose flight it is, then the rest of the tenant and the operator of another. */
const own = ['upstream', 'broker', 'airline', 'admin'] as const;
const others = ['otherSender', 'otherBroker', 'otherAirline'] as const;

type Who = (typeof own)[number] | (typeof others)[number];
type Statuses = readonly [number, number, number, number];
type Row = [own: Statuses, others: Statuses, send?: Send];
interface Send {
  path?: Record<string, string>;
  body?: object;
  csv?: string;
}

const rates = { base: 'RUB', rates: [{ currency: 'EUR', nominal: 1, rate: '92.4567' }] };
const papers = { types: { fwb: { version: '16' } } };
const range = { prefix: '210', from: '2000000', to: '2000001' };

const flightForAll: Row = [
  [200, 200, 200, 200],
  [404, 404, 404, 404],
];
const customsOnly: Row = [
  [403, 200, 403, 200],
  [403, 404, 403, 404],
];
const manifestForSenders: Row = [
  [200, 200, 403, 200],
  [404, 404, 403, 404],
];

const forOperator: Statuses = [403, 403, 403, 200];
const forTable: Row = [
  [200, 200, 403, 200],
  [200, 200, 403, 200],
];
const listForCustoms: Row = [
  [403, 200, 403, 200],
  [403, 200, 403, 200],
];

/**
 * The matrix of reliability 9: what each gets of what is their own, and what others get of the same. A route of the API that is
 * not here fails the test. Where others have something of their own under the same path they get that.
 */
const matrix: Record<string, Row> = {
  // 400 is the answer to an empty request of somebody who may send one.
  'POST /v1/manifests': [
    [400, 400, 403, 400],
    [400, 400, 403, 400],
  ],
  'GET /v1/manifests/{manifestId}': manifestForSenders,
  'GET /v1/manifests/{manifestId}/problems': manifestForSenders,
  'GET /v1/manifests/{manifestId}/revisions/{n}/difference': manifestForSenders,
  // 415 is the answer to a body of no type of somebody who may send one.
  'POST /v1/manifests/{manifestId}/corrections': [
    [415, 415, 403, 415],
    [404, 404, 403, 404],
  ],
  'GET /v1/flights': [
    [200, 200, 200, 200],
    [200, 200, 200, 200],
  ],
  'GET /v1/flights/{flight}': flightForAll,
  'GET /v1/flights/{flight}/events': flightForAll,
  'GET /v1/flights/{flight}/consignments': flightForAll,
  'GET /v1/flights/{flight}/consignments/{houseWaybill}': flightForAll,
  'GET /v1/flights/{flight}/consignments/{houseWaybill}/changes': manifestForSenders,
  // 412 is the answer to somebody who may change it and does not say which state was read.
  'PATCH /v1/flights/{flight}/consignments/{houseWaybill}': [[412, 412, 403, 412], [404, 404, 403, 404], { body: {} }],
  'POST /v1/flights/{flight}/consignments/edits': [
    [200, 200, 403, 200],
    [404, 404, 403, 404],
    { body: { where: { houseWaybills: ['LP1'] }, recheck: true } },
  ],
  'GET /v1/flights/{flight}/waybills': flightForAll,
  'GET /v1/flights/{flight}/declarations': customsOnly,
  'GET /v1/flights/{flight}/documents': flightForAll,
  'GET /v1/flights/{flight}/archive': flightForAll,
  'GET /v1/flights/{flight}/register': flightForAll,
  'GET /v1/flights/{flight}/reconciliation': customsOnly,
  'GET /v1/flights/{flight}/bag-labels': flightForAll,
  // Personal data, for those who sent it and who represent it.
  'GET /v1/flights/{flight}/address-labels': [
    [200, 200, 403, 403],
    [404, 404, 403, 403],
  ],
  'GET /v1/flights/{flight}/consignments/{houseWaybill}/house-waybill': customsOnly,
  'GET /v1/flights/{flight}/house-waybills': customsOnly,
  'GET /v1/flights/{flight}/indpost': customsOnly,
  'GET /v1/flights/{flight}/customs-containers': customsOnly,
  // 409 is the answer while customs has given no number.
  'GET /v1/flights/{flight}/express-arrivals': [
    [403, 409, 403, 409],
    [403, 404, 403, 404],
  ],
  // 415 is the answer to what is no XML from somebody who may send a reply.
  'POST /v1/customs-replies': [[403, 415, 403, 415], [403, 415, 403, 415], { csv: 'decision' }],
  'POST /v1/flights/{flight}/close': [
    [202, 202, 403, 202],
    [404, 404, 403, 404],
  ],
  // Without what is another tenant's.
  'GET /metrics': [forOperator, forOperator],
  'GET /v1/audit': [forOperator, forOperator],
  'GET /v1/papers': listForCustoms,
  'PUT /v1/papers': [forOperator, forOperator, { body: papers }],
  'DELETE /v1/papers': [forOperator, forOperator],
  // An operator chooses for flights that it does not know yet; the choice of another tenant is its own.
  'GET /v1/flights/{flight}/papers': [
    [403, 200, 403, 200],
    [403, 404, 403, 200],
  ],
  'PUT /v1/flights/{flight}/papers': [forOperator, forOperator, { body: papers }],
  'DELETE /v1/flights/{flight}/papers': [forOperator, forOperator],
  'GET /v1/documents/{id}/content': flightForAll,
  'GET /v1/consignments/{number}': flightForAll,
  'POST /v1/consignments/lookup': [[200, 200, 200, 200], [200, 200, 200, 200], { body: { numbers: ['LP1'] } }],
  'PUT /v1/exchange-rates/{date}': [[403, 403, 403, 200], [403, 403, 403, 200], { body: rates }],
  'GET /v1/exchange-rates/{date}': [[403, 403, 403, 404], [403, 403, 403, 404], { path: { date: '2026-11-23' } }],
  'GET /v1/lists': listForCustoms,
  'PUT /v1/lists/{list}': [forOperator, forOperator, { csv: 'brand\n' }],
  'GET /v1/lists/{list}': listForCustoms,
  'GET /v1/lists/{list}/versions': listForCustoms,
  'GET /v1/mappings': forTable,
  'GET /v1/mappings/{name}': forTable,
  // 422 is the answer to an empty mapping of somebody who may save one.
  'PUT /v1/mappings/{name}': [[422, 422, 403, 422], [422, 422, 403, 422], { body: {} }],
  // Those that are built in stay.
  'DELETE /v1/mappings/{name}': [
    [409, 409, 403, 409],
    [409, 409, 403, 409],
  ],
  'POST /v1/mappings/preview': [
    [415, 415, 403, 415],
    [415, 415, 403, 415],
  ],
  'PUT /v1/tariffs': [forOperator, forOperator, { csv: 'code,duty,vat,from\n' }],
  'GET /v1/tariffs': listForCustoms,
  // 422 is the answer to an empty body of somebody who may send one.
  'PUT /v1/destinations/{iata}': [[403, 403, 403, 422], [403, 403, 403, 422], { body: {} }],
  'GET /v1/destinations/{iata}': [
    [403, 404, 403, 404],
    [403, 404, 403, 404],
  ],
  'POST /v1/waybill-stock': [[403, 403, 201, 201], [403, 403, 403, 201], { body: range }],
  'GET /v1/waybill-stock': [
    [403, 403, 200, 200],
    [403, 403, 200, 200],
  ],
  'GET /v1/waybill-stock/gaps': [
    [403, 403, 200, 200],
    [403, 403, 200, 200],
  ],
  'GET /v1/waybill-stock/{number}': [[403, 403, 200, 200], [403, 403, 404, 404], { path: { number: '210-20000002' } }],
  'POST /v1/waybill-stock/{number}/void': [
    [403, 403, 200, 200],
    [403, 403, 404, 404],
    { path: { number: '210-20000002' }, body: { reason: 'Damaged' } },
  ],
};

const forEverybody = ['GET /health/live', 'GET /health/ready'];

describe('access', () => {
  let service: TestService;
  let organisations: Record<Who, TestOrganisation>;
  let stranger: TestOrganisation;
  let flight: SampleFlight;
  let url: string;

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
    organisations = tenant.organisations;
    stranger = (await addTenant(service.database, 'Stranger', { admin: { roles: ['admin'] } })).organisations.admin;
    flight = await addPublishedFlight(service, '2026-11-22', {
      tenantId: tenant.id,
      senders: [{ organisationId: organisations.upstream.id, manifestId: 'M-1', houseWaybills: ['LP1', 'LP2', 'LP3', 'LP4'] }],
    });
    await service.app.listen(0, '127.0.0.1');
    url = await service.app.getUrl();
  });
  afterAll(() => service.close());

  /** Status of `METHOD /path` with the parameters filled in; over a connection, because a stream of events does not end. */
  async function statusOf(route: string, headers: Record<string, string>, { path = {}, body, csv }: Send = {}): Promise<number> {
    const [method, template] = route.split(' ');
    const names: Record<string, string> = {
      flight: flight.code,
      id: flight.waybillPdf,
      manifestId: 'M-1',
      number: 'LP1',
      houseWaybill: 'LP1',
      n: '1',
      date: '2026-11-22',
      iata: 'SVO',
      list: 'brands',
      name: 'register-a',
      ...path,
    };
    const content = body === undefined ? csv : JSON.stringify(body);
    const type = body === undefined ? 'text/csv' : 'application/json';
    const response = await fetch(url + template.replace(/\{(\w+)\}/g, (_, name) => names[name]), {
      method,
      headers: { ...headers, ...(content === undefined ? {} : { 'content-type': type }) },
      body: content ?? null,
    });
    await response.body?.cancel();
    return response.status;
  }

  it('is decided for every route there is', async () => {
    const { paths } = (await service.app.inject({ method: 'GET', url: '/openapi.json' })).json();
    const routes = Object.entries<object>(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.sort()).toEqual([...Object.keys(matrix), ...forEverybody].sort());
  });

  it.each(Object.entries(matrix))('%s', async (route, [ofOwn, ofOthers, send]) => {
    const got = async (keys: readonly TestOrganisation[]) => {
      const statuses: number[] = [];
      for (const { bearer } of keys) statuses.push(await statusOf(route, bearer, send));
      return statuses;
    };
    expect(await got(own.map((who) => organisations[who]))).toEqual(ofOwn);
    expect(await got([...others.map((who) => organisations[who]), stranger])).toEqual(ofOthers);
  });

  it.each(Object.entries(matrix))('%s asks for a key', async (route, [, , send]) => {
    const { key } = organisations.admin;
    for (const authorization of [undefined, 'Bearer wb_nobody', 'Bearer', `Basic ${key}`, key, `Bearer ${key}x`, `Bearer ${key} ${key}`]) {
      expect([authorization, await statusOf(route, authorization === undefined ? {} : { authorization }, send)]).toEqual([
        authorization,
        401,
      ]);
    }
  });

  it.each(forEverybody)('%s is for everybody', async (route) => {
    expect(await statusOf(route, {})).toBe(200);
    expect(await statusOf(route, { authorization: 'Bearer wb_nobody' })).toBe(200);
  });

  it('gives declarations to customs alone', async () => {
    const path = { id: flight.declarationXml };
    for (const [who, status] of Object.entries({ upstream: 403, broker: 200, airline: 403, admin: 200 } as const)) {
      const holder = own.find((name) => name === who) ?? 'admin';
      expect([who, await statusOf('GET /v1/documents/{id}/content', organisations[holder].bearer, { path })]).toEqual([who, status]);
    }
  });

  it('lists and finds a flight for those only who may see it', async () => {
    const seen = async ({ bearer }: TestOrganisation) => {
      const board = (await service.app.inject({ method: 'GET', url: '/v1/flights', headers: bearer })).json();
      const payload = { numbers: ['LP1'] };
      const found = (await service.app.inject({ method: 'POST', url: '/v1/consignments/lookup', headers: bearer, payload })).json();
      return [board.flights.length, found.consignments.length];
    };
    for (const who of own) expect([who, ...(await seen(organisations[who]))]).toEqual([who, 1, 1]);
    for (const who of others) expect([who, ...(await seen(organisations[who]))]).toEqual([who, 0, 0]);
    expect(await seen(stranger)).toEqual([0, 0]);
  });

  it('takes manifests of flights that a key represents, and revisions from their sender', async () => {
    const example = manifestExampleOn(new Date().toISOString().slice(0, 10));
    const [consignment] = example.consignments;
    const post = async (who: Who, manifestId: string, revision: number) => {
      const houseWaybill = `${manifestId}-${revision}`;
      const consignments = [{ ...consignment, houseWaybill, orderNumber: houseWaybill }];
      const headers = { ...organisations[who].bearer, 'idempotency-key': `${who}-${houseWaybill}` };
      const body = { ...example, manifestId, revision, flight: { ...example.flight, number: '8102' }, consignments };
      return statusOf('POST /v1/manifests', headers, { body });
    };
    expect(await post('otherBroker', 'SEEN', 1)).toBe(403);
    expect(await post('upstream', 'SEEN', 1)).toBe(202);
    expect(await post('otherSender', 'SEEN', 1)).toBe(403);
    expect(await post('otherSender', 'SEEN', 2)).toBe(403);
    expect(await post('admin', 'SEEN', 2)).toBe(202);
    expect(await post('broker', 'SEEN', 3)).toBe(202);
    expect(await post('otherSender', 'THEIRS', 1)).toBe(202);
    const { sentBy, revision } = (
      await service.app.inject({ method: 'GET', url: '/v1/manifests/SEEN', headers: organisations.upstream.bearer })
    ).json();
    expect([sentBy, revision]).toEqual(['upstream', 3]);
  });

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
    const { organisations: held } = await addTenant(service.database, 'Revoked', {
      revoked: { roles: ['admin'] },
      expired: { roles: ['admin'] },
    });
    expect(await statusOf('GET /v1/flights', held.revoked.bearer)).toBe(200);
    await service.database.rows('UPDATE api_key SET revoked_at = now() WHERE organisation_id = $1', [held.revoked.id]);
    await service.database.rows("UPDATE api_key SET expires_at = now() - interval '1 second' WHERE organisation_id = $1", [
      held.expired.id,
    ]);
    expect(await statusOf('GET /v1/flights', held.expired.bearer)).toBe(401);
    await new Promise((later) => setTimeout(later, 2_100));
    expect(await statusOf('GET /v1/flights', held.revoked.bearer)).toBe(401);
  });

  it('leaves documents of another audience out of lists and archives', async () => {
    const typesOf = async (who: Who) => {
      const { documents } = (
        await service.app.inject({ method: 'GET', url: `/v1/flights/${flight.code}/documents`, headers: organisations[who].bearer })
      ).json();
      return documents.map(({ type }: { type: string }) => type);
    };
    expect(await typesOf('broker')).toEqual(['express-declaration', 'master-waybill']);
    expect(await typesOf('admin')).toEqual(['express-declaration', 'master-waybill']);
    expect(await typesOf('upstream')).toEqual(['master-waybill']);
    expect(await typesOf('airline')).toEqual(['master-waybill']);
    const zip = await service.app.inject({
      method: 'GET',
      url: `/v1/flights/${flight.code}/archive`,
      headers: organisations.airline.bearer,
    });
    expect(zip.rawPayload.includes('express-declaration')).toBe(false);
    expect(zip.rawPayload.includes('master-waybill')).toBe(true);
  });

  it('shows the carrier number, bag, weight and waybill of a consignment, and nothing else', async () => {
    const { consignments } = (
      await service.app.inject({
        method: 'GET',
        url: `/v1/flights/${flight.code}/consignments?limit=1`,
        headers: organisations.airline.bearer,
      })
    ).json();
    expect(Object.keys(consignments[0]).sort()).toEqual(['bag', 'grossWeightKg', 'houseWaybill', 'waybill']);
    expect(await statusOf('GET /v1/flights/{flight}/consignments?problem=any', organisations.airline.bearer)).toBe(403);
  });

  it('keeps stocks of carriers apart', async () => {
    const body = { prefix: '555', from: '0000001', to: '0000002' };
    expect(await statusOf('POST /v1/waybill-stock', organisations.airline.bearer, { body })).toBe(403);
    expect(await statusOf('POST /v1/waybill-stock', organisations.otherAirline.bearer, { body })).toBe(201);
    const { stock } = (await service.app.inject({ method: 'GET', url: '/v1/waybill-stock', headers: organisations.airline.bearer })).json();
    expect(stock.map(({ carrier }: { carrier: string }) => carrier)).toEqual(['4B']);
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
