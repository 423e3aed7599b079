import { AuditStore } from '../../src/store/audit.store.js';
import { verifyChain } from '../../src/store/audit-chain.js';
import { AuditSealer } from '../../src/store/audit-sealer.js';
import { RunStore } from '../../src/store/run.store.js';
import { Client, consignee, consignment, flightOf, send, today } from './amend-case.js';
import { planFlight, postFlight, publishFlight, sampleConsignments, setUpTenant } from './made-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

type Who = 'upstream' | 'broker' | 'airline' | 'admin';

interface Entry {
  id: number;
  actor: string;
  key?: string;
  organisation?: string;
  roles: string[];
  action: string;
  object: string;
  result: string;
  request?: string;
  details?: Record<string, unknown>;
  position?: number;
}

const NDJSON = 'application/x-ndjson';

describe('the audit log', () => {
  let service: TestService;
  let tenantId: string;
  let organisations: Record<Who, TestOrganisation>;
  let clients: Record<Who, Client>;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant<Who>(service.database, 'Audited', {
      upstream: { roles: ['upstream'] },
      broker: { roles: ['broker'] },
      airline: { roles: ['airline'], carrier: '4B' },
      admin: { roles: ['admin'] },
    });
    tenantId = tenant.id;
    organisations = tenant.organisations;
    const { upstream, broker, airline, admin } = organisations;
    clients = {
      upstream: new Client(service, upstream),
      broker: new Client(service, broker),
      airline: new Client(service, airline),
      admin: new Client(service, admin),
    };
    await service.app.listen(0, '127.0.0.1');
    await setUpTenant(service, tenantId, admin);
  });
  afterAll(() => service.close());

  /** Entries that `work` leaves, the earliest first. */
  async function entriesOf(work: () => Promise<unknown>): Promise<Entry[]> {
    const [{ last }] = await service.database.rows<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM audit_entry');
    await work();
    return service.database.rows<Entry & Record<string, unknown>>(
      `SELECT id, actor, key_id AS key, organisation_id AS organisation, string_to_array(roles, ',') AS roles, action, object, result, request_id AS request, details
       FROM audit_entry WHERE id > $1 ORDER BY id`,
      [last],
    );
  }

  const named = (entries: readonly Entry[]) => entries.map(({ action, object }) => `${action} ${object}`);

  /** A closed, planned and published flight; its code. */
  async function publishedFlight(number: string): Promise<string> {
    const flight = await postFlight(service, organisations.upstream, number, sampleConsignments(number, 6));
    await publishFlight(service, await planFlight(service, organisations.admin, flight));
    return flight;
  }

  it('has who accepted a manifest, with what, and in which request', async () => {
    const [entry, ...more] = await entriesOf(() =>
      send(service, organisations.upstream, {
        manifestId: 'ACCEPTED',
        number: '7001',
        consignments: [consignment('AC1'), consignment('AC2')],
      }),
    );
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      actor: 'key',
      key: expect.stringMatching(/^[0-9a-f-]{36}$/),
      organisation: organisations.upstream.id,
      roles: ['upstream'],
      action: 'manifest.accepted',
      object: 'ACCEPTED',
      result: 'ok',
      request: expect.stringMatching(/^[0-9a-f-]{36}$/),
      details: { revision: 1, flight: flightOf('7001'), consignments: 2, held: 0, contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('has a refusal by the hash of what was refused, and nothing of a repeat or a dry run', async () => {
    const post = async (key: string, body: string, query = '') => {
      const headers = { ...organisations.upstream.bearer, 'content-type': 'application/json', 'idempotency-key': key };
      return (await fetch(`${await service.app.getUrl()}/v1/manifests${query}`, { method: 'POST', headers, body })).status;
    };
    const refused = await entriesOf(async () => expect(await post('R1', '{"manifestId": "Секретова"}')).toBe(422));
    expect(refused).toMatchObject([
      { action: 'manifest.refused', object: expect.stringMatching(/^[0-9a-f]{64}$/), result: 'validation-failed' },
    ]);
    expect(await entriesOf(async () => expect(await post('R1', '{"manifestId": "Секретова"}')).toBe(422))).toEqual([]);
  });

  it('has the closing, the publishing, a failure and a retry of a flight', async () => {
    const flight = await postFlight(service, organisations.upstream, '7002', sampleConsignments('7002', 6));
    const closing = await entriesOf(async () => {
      expect((await clients.broker.post(`/v1/flights/${flight}/close`, {})).statusCode).toBe(202);
      await clients.broker.post(`/v1/flights/${flight}/close`, {});
    });
    expect(closing).toMatchObject([
      { action: 'flight.closed', object: flight, organisation: organisations.broker.id, details: { revision: 1 } },
    ]);
    const runs = service.app.get(RunStore, { strict: false });
    const [{ id }] = await service.database.rows<{ id: number }>(
      'SELECT r.id FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE f.code = $1',
      [flight],
    );
    await service.database.rows('UPDATE flight_run SET attempt = 5 WHERE id = $1', [id]);
    const failing = await entriesOf(() => runs.claim(id));
    expect(failing).toMatchObject([{ actor: 'service', action: 'flight.failed', object: flight, result: 'run-attempts-exhausted' }]);
    expect(named(await entriesOf(() => clients.admin.post(`/v1/flights/${flight}/close`, {})))).toEqual([`run.retried ${flight}`]);
    const publishing = await entriesOf(async () => publishFlight(service, await planFlight(service, organisations.admin, flight)));
    expect(publishing).toMatchObject([{ actor: 'service', action: 'flight.published', object: flight, details: { revision: 1, run: id } }]);
  });

  it('has looks at a consignment and changes of it, by its number', async () => {
    const url = `/v1/flights/${flightOf('7003')}/consignments`;
    await send(service, organisations.upstream, {
      manifestId: 'MENDED',
      number: '7003',
      consignments: [consignment('ME1'), consignment('ME2')],
    });
    const looks = await entriesOf(async () => {
      await clients.broker.get(`${url}/ME1`);
      await clients.admin.get(`${url}/ME1?reason=${encodeURIComponent('Звонил Секретов')}`);
      await clients.airline.get(`${url}/ME1`);
      await clients.broker.get(`${url}/ME1/changes`);
      await clients.broker.get(`${url}/ME9`);
    });
    expect(looks.map(({ action, object, organisation, details }) => [`${action} ${object}`, organisation, details?.isMasked])).toEqual([
      [`consignment.seen ${flightOf('7003')}/ME1`, organisations.broker.id, true],
      [`consignment.seen ${flightOf('7003')}/ME1`, organisations.admin.id, false],
      [`consignment.seen ${flightOf('7003')}/ME1`, organisations.broker.id, true],
    ]);
    expect(looks[1].details?.reasonSha256).toMatch(/^[0-9a-f]{64}$/);
    const mending = await entriesOf(() => clients.upstream.patch(`${url}/ME1`, '*', { consignee: { phone: '+79160000001' } }));
    expect(mending).toMatchObject([
      { action: 'consignment.mended', object: `${flightOf('7003')}/ME1`, details: { manifest: 'MENDED', revision: 1, version: 1 } },
    ]);
    const edits = await entriesOf(() =>
      clients.broker.post(`${url}/edits`, {
        where: { houseWaybills: ['ME1', 'ME2'] },
        set: { patch: { consignee: { phone: '+79160000002' } } },
      }),
    );
    expect(named(edits)).toEqual(['ME1', 'ME2'].map((number) => `consignment.mended ${flightOf('7003')}/${number}`));
  });

  it('has nothing of what was undone', async () => {
    const url = `/v1/flights/${flightOf('7004')}/consignments`;
    await send(service, organisations.upstream, {
      manifestId: 'UNDONE',
      number: '7004',
      consignments: [consignment('UN1'), consignment('UN2')],
    });
    const flight = await postFlight(service, organisations.upstream, '7005', sampleConsignments('7005', 6));
    const run = await planFlight(service, organisations.admin, flight);
    const entries = await entriesOf(async () => {
      const set = { patch: { consignee: { phone: '+79160000002' } } };
      const preview = await clients.broker.post(`${url}/edits?preview=true`, { where: { houseWaybills: ['UN1'] }, set });
      expect(preview.statusCode).toBe(200);
      // Not held, so errors are refused.
      expect((await clients.upstream.patch(`${url}/UN1`, '*', { consignee: { inn: '1' } })).statusCode).toBe(422);
      expect((await clients.upstream.patch(`${url}/UN1`, '"0-0"', {})).statusCode).toBe(412);
      // The set is published whole or not at all.
      await service.database.rows('UPDATE placement SET manifest_key = manifest_key + 1000000 WHERE run_id = $1 AND ordinal = 1', [run]);
      await service.database.rows('DELETE FROM placement WHERE run_id = $1 AND ordinal = 1', [run]);
      await expect(publishFlight(service, run)).rejects.toThrow();
    });
    expect(named(entries)).toEqual([]);
  });

  it('has settings, stock and lists', async () => {
    const entries = await entriesOf(async () => {
      const put = async (url: string, payload: object | string, type = 'application/json') => {
        const headers = { ...clients.admin.headers, 'content-type': type };
        const answer = await service.app.inject({ method: 'PUT', url, headers, payload });
        expect([url, answer.statusCode]).toEqual([url, 200]);
      };
      await put('/v1/exchange-rates/2026-11-22', { base: 'RUB', rates: [{ currency: 'EUR', nominal: 1, rate: '92.4567' }] });
      await put('/v1/papers', { types: { fwb: { version: '16' } } });
      await put('/v1/papers', { types: { fwb: { version: '16' } } });
      const { body } = await clients.admin.get('/v1/destinations/SVO');
      await put('/v1/destinations/SVO', body);
      const answer = await fetch(`${await service.app.getUrl()}/v1/lists/brands`, {
        method: 'PUT',
        headers: { ...clients.admin.headers, 'content-type': 'text/csv' },
        body: 'brand\nNONAME\n',
      });
      expect(answer.status).toBe(200);
      expect((await clients.airline.post('/v1/waybill-stock', { prefix: '210', from: '3000000', to: '3000004' })).statusCode).toBe(201);
      expect((await clients.airline.post('/v1/waybill-stock/210-30000003/void', { reason: 'Секретов lost it' })).statusCode).toBe(200);
      await clients.airline.post('/v1/waybill-stock/210-30000003/void', { reason: 'Again' });
    });
    expect(named(entries)).toEqual([
      'rates.put 2026-11-22',
      'papers.put *',
      'destination.put SVO',
      'list.imported brands',
      'stock.added 210:3000000-3000004',
      'number.voided 210-30000003',
    ]);
  });

  it('has every download, by whom, and only what was given out', async () => {
    const flight = await publishedFlight('7006');
    const { documents } = (await clients.broker.get(`/v1/flights/${flight}/documents?type=express-declaration`)).json();
    const [{ id }] = documents;
    const entries = await entriesOf(async () => {
      const whole = await clients.broker.get(`/v1/documents/${id}/content`);
      expect(whole.statusCode).toBe(200);
      expect((await clients.broker.get(`/v1/documents/${id}/content`, { range: 'bytes=0-99' })).statusCode).toBe(206);
      expect((await clients.broker.get(`/v1/documents/${id}/content`, { 'if-none-match': String(whole.headers.etag) })).statusCode).toBe(
        304,
      );
      expect((await clients.upstream.get(`/v1/documents/${id}/content`)).statusCode).toBe(403);
      const { statusCode } = await service.app.inject({
        method: 'HEAD',
        url: `/v1/documents/${id}/content`,
        headers: clients.broker.headers,
      });
      expect(statusCode).toBe(200);
      const { headers } = clients.admin;
      const archive = await fetch(`${await service.app.getUrl()}/v1/flights/${flight}/archive?format=xml`, { headers });
      expect([archive.status, (await archive.arrayBuffer()).byteLength > 1_000]).toEqual([200, true]);
      for (const path of [
        'register',
        'reconciliation',
        'bag-labels',
        'house-waybills',
        'indpost',
        'customs-containers',
        'archive?type=indpost',
      ]) {
        expect([path, (await clients.broker.get(`/v1/flights/${flight}/${path}`)).statusCode]).toEqual([path, 200]);
      }
      expect((await clients.upstream.get(`/v1/flights/${flight}/address-labels`)).statusCode).toBe(200);
    });
    expect(entries.map(({ action, object, details }) => [action, object, details])).toEqual([
      ['document.downloaded', id, { type: 'express-declaration', format: 'xml' }],
      ['document.downloaded', id, { type: 'express-declaration', format: 'xml', bytes: 100 }],
      ['archive.downloaded', flight, { format: 'xml', revision: 1, documents: expect.any(Number) }],
      ['paper.downloaded', flight, { type: 'flight-register' }],
      ['paper.downloaded', flight, { type: 'reconciliation' }],
      ['paper.downloaded', flight, { type: 'bag-labels' }],
      ['paper.downloaded', flight, { type: 'house-waybill' }],
      ['paper.downloaded', flight, { type: 'indpost' }],
      ['paper.downloaded', flight, { type: 'customs-container' }],
      ['archive.downloaded', flight, { type: 'indpost' }],
      ['paper.downloaded', flight, { type: 'address-labels' }],
    ]);
    expect(new Set(entries.map(({ organisation }) => organisation)).size).toBe(3);
  });

  it('gives nothing out that cannot be written down', async () => {
    const flight = await publishedFlight('7007');
    const { documents } = (await clients.broker.get(`/v1/flights/${flight}/documents?type=express-declaration`)).json();
    await service.database.rows(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$`,
    );
    await service.database.rows('CREATE TRIGGER refuse BEFORE INSERT ON audit_entry EXECUTE FUNCTION refuse()');
    try {
      for (const url of [
        `/v1/documents/${documents[0].id}/content`,
        `/v1/flights/${flight}/archive`,
        `/v1/flights/${flight}/house-waybills`,
      ]) {
        const { statusCode, body } = await clients.broker.get(url);
        expect([url, statusCode, JSON.parse(body).status]).toEqual([url, 503, 503]);
      }
    } finally {
      await service.database.rows('DROP FUNCTION refuse CASCADE');
    }
    expect((await clients.broker.get(`/v1/documents/${documents[0].id}/content`)).statusCode).toBe(200);
  });

  it('holds no value of a consignment, whatever was done with it', async () => {
    const canary = {
      lastName: 'Канарейкина',
      firstName: 'Зинаида',
      inn: '500100732259',
      phone: '+79995550123',
      email: 'canary@example.com',
    };
    const number = '7008';
    const flight = flightOf(number);
    const held = consignment('CANARY2', { consignee: consignee({ ...canary, inn: '500100732258' }) });
    const named = consignment('Канарейкина-Зинаида-9', { consignee: consignee(canary) });
    await send(service, organisations.upstream, {
      manifestId: 'CANARY',
      number,
      consignments: [consignment('CANARY1', { consignee: consignee(canary) }), held, named],
    });
    const url = `/v1/flights/${flight}/consignments`;
    const reason = encodeURIComponent('Звонила Канарейкина, +79995550123');
    for (const { body } of [
      await clients.admin.get(`${url}/CANARY1?reason=${reason}`),
      await clients.upstream.patch(`${url}/CANARY1`, '*', { consignee: { lastName: 'Канарейкина-Вторая' } }),
      await clients.upstream.patch(`${url}/CANARY2`, '*', { consignee: { inn: canary.inn } }),
    ]) {
      expect(body).toContain('Канарейкина');
    }
    const { consignments } = (await clients.upstream.get(url)).json();
    const { ref } =
      consignments.find(({ houseWaybill }: { houseWaybill?: string }) => houseWaybill === undefined || /[А-я]/.test(houseWaybill)) ?? {};
    expect((await clients.broker.get(`${url}/${ref}`)).statusCode).toBe(200);
    expect((await clients.broker.get('/v1/manifests/CANARY/revisions/1/difference')).statusCode).toBe(200);
    expect((await clients.broker.get(`/v1/manifests/CANARY/problems?format=csv&rows=problems&reason=${reason}`)).statusCode).toBe(200);
    expect((await clients.admin.get(`/v1/flights/${flight}/register?reason=${reason}`)).statusCode).toBe(200);
    await publishFlight(service, await planFlight(service, organisations.admin, flight));
    expect((await clients.broker.get(`/v1/flights/${flight}/house-waybills?format=xml`)).statusCode).toBe(200);
    const rows = await service.database.rows<{ line: string }>(
      'SELECT e::text AS line FROM audit_entry e WHERE object LIKE $1 OR object = $2',
      [`${flight}%`, 'CANARY'],
    );
    expect(rows.length).toBeGreaterThan(8);
    const [{ all }] = await service.database.rows<{ all: string }>("SELECT string_agg(e::text, ' ') AS all FROM audit_entry e");
    for (const value of [...Object.values(canary), 'Канарейкина', '9995550123', '4515', 'Мясницкая', 'Секретов', 'Чехол']) {
      expect([value, all.includes(value)]).toEqual([value, false]);
    }
    expect(all).toContain(`${flight}/~`);
    expect(all).toContain(`${flight}/CANARY1`);
  });

  it('is read by the operator: by page, by filter, as lines, and whole', async () => {
    await service.app.get(AuditSealer, { strict: false }).seal();
    const page = (await clients.admin.get('/v1/audit?limit=2&action=document.downloaded')).json();
    expect(page.entries).toHaveLength(2);
    const rest = (await clients.admin.get(`/v1/audit?limit=500&action=document.downloaded&cursor=${page.next}`)).json();
    const ids = [...page.entries, ...rest.entries].map(({ id }: Entry) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
    const ofFlight = (await clients.admin.get(`/v1/audit?object=${flightOf('7006')}`)).json();
    expect(ofFlight.entries.at(-1)).toMatchObject({
      action: 'flight.closed',
      position: expect.any(Number),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const early = (
      await clients.admin.get(`/v1/audit?until=${encodeURIComponent(`${today}T00:00:00+03:00`)}&from=2026-01-01T00:00:00Z`)
    ).json();
    expect(early.entries).toEqual([]);
    const lines = (await clients.admin.get('/v1/audit?action=flight.published', { accept: NDJSON })).body.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).object).slice(0, 2)).toEqual(['7002', '7006'].map(flightOf));
    expect((await clients.admin.get('/v1/audit?action=nothing')).statusCode).toBe(422);
    const newest = (await clients.admin.get('/v1/audit?limit=1')).json();
    expect(newest.entries[0]).toMatchObject({ action: 'audit.read', organisation: organisations.admin.id });
    const store = service.app.get(AuditStore, { strict: false });
    await service.app.get(AuditSealer, { strict: false }).seal();
    for (const head of await store.heads()) expect((await verifyChain(store, head)).broken).toBeUndefined();
  });

  it('shows an operator nothing of another', async () => {
    const other = await addTenant(service.database, 'Elsewhere', { admin: { roles: ['admin'] } });
    const client = new Client(service, other.organisations.admin);
    expect((await client.get('/v1/audit')).json().entries).toEqual([]);
    const lines = (await client.get('/v1/audit?format=ndjson')).body.trim().split('\n');
    const { id } = other.organisations.admin;
    // The two readings themselves.
    expect(lines.map((line) => JSON.parse(line).organisation)).toEqual([id, id]);
  });

  it('is decided for every route that gives out bytes', async () => {
    const { paths } = (await service.app.inject({ method: 'GET', url: '/openapi.json' })).json();
    const isBytes = (type: string) => !type.includes('json');
    const giving = Object.keys(paths).filter((path) => Object.keys(paths[path].get?.responses['200']?.content ?? {}).some(isBytes));
    const written = [
      '/v1/documents/{id}/content',
      '/v1/flights/{flight}/archive',
      '/v1/flights/{flight}/register',
      '/v1/flights/{flight}/bag-labels',
      '/v1/flights/{flight}/address-labels',
      '/v1/flights/{flight}/consignments/{houseWaybill}/house-waybill',
      '/v1/flights/{flight}/house-waybills',
      '/v1/flights/{flight}/indpost',
      '/v1/flights/{flight}/customs-containers',
      '/v1/flights/{flight}/express-arrivals',
    ];
    // Of no consignment and no flight's papers.
    const unwritten = ['/metrics', '/v1/flights/{flight}/events', '/v1/lists/{list}', '/v1/tariffs'];
    expect(giving.sort()).toEqual([...written, ...unwritten].sort());
  });
});
