import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

describe('problems', () => {
  let service: TestService;
  let admin: TestOrganisation;

  beforeAll(async () => {
    service = await startService();
    admin = (await addTenant(service.database, 'Problems', { admin: { roles: ['admin'] } })).organisations.admin;
  });
  afterAll(() => service.close());

  const put = (payload: string | Buffer, headers: Record<string, string> = {}) =>
    service.app.inject({
      method: 'PUT',
      url: '/v1/exchange-rates/2026-11-22',
      headers: { ...admin.bearer, 'content-type': 'application/json', ...headers },
      payload,
    });

  it('all have one form', async () => {
    const answer = await service.app.inject({ method: 'GET', url: '/v1/nowhere', headers: admin.bearer });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json()).toEqual({
      type: 'https://waybridge.example/problems/not-found',
      title: 'There is no such resource',
      status: 404,
      instance: `urn:request:${answer.headers['request-id']}`,
    });
  });

  it.each([
    ['GET', '/v1/flights/4B8101-20261122-HGH', 404, 'not-found'],
    ['GET', '/v1/flights/%00', 404, 'not-found'],
    ['GET', '/v1/flights/%zz', 404, 'not-found'],
    ['GET', `/v1/flights/${'x'.repeat(2_000)}`, 404, 'not-found'],
    ['GET', '/v1/documents/1/content', 404, 'not-found'],
    ['DELETE', '/v1/flights', 404, 'not-found'],
    ['GET', '/v1/flights?limit=0', 422, 'validation-failed'],
    ['GET', '/v1/flights?cursor=bm9uc2Vuc2U', 422, 'validation-failed'],
    ['GET', '/v1/flights?date=22.11.2026', 422, 'validation-failed'],
    ['GET', '/v1/flights?date=2026-02-31', 422, 'validation-failed'],
    ['GET', '/v1/flights?date=2026-11-22&date=2026-11-23', 422, 'validation-failed'],
    ['GET', '/v1/consignments/%27%3B%20DROP', 404, 'not-found'],
    ['PUT', '/v1/exchange-rates/2026-02-30', 422, 'validation-failed'],
  ] as const)('%s %s', async (method, url, status, type) => {
    const payload = method === 'PUT' ? { base: 'RUB', rates: [{ currency: 'EUR', nominal: 1, rate: '1' }] } : undefined;
    const answer = await service.app.inject({ method, url, headers: admin.bearer, ...(payload === undefined ? {} : { payload }) });
    expect([answer.statusCode, answer.json().type]).toEqual([status, `https://waybridge.example/problems/${type}`]);
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });

  it.each([
    ['truncated', '{"base":"RUB"', {}, 400, 'malformed-json'],
    ['not JSON', "{'base':'RUB'}", {}, 400, 'malformed-json'],
    ['a member twice', '{"base":"RUB","base":"RUB","rates":[]}', {}, 400, 'malformed-json'],
    ['too deep', `${'['.repeat(17)}${']'.repeat(17)}`, {}, 400, 'malformed-json'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400, 'malformed-json'],
    ['empty', '', {}, 422, 'validation-failed'],
    ['an array', '[]', {}, 422, 'validation-failed'],
    ['too large', `"${'x'.repeat(1_100_000)}"`, {}, 413, 'too-large'],
    ['of another type', '<a/>', { 'content-type': 'text/html' }, 415, 'unsupported-media'],
    ['of a type that objects have', '{}', { 'content-type': 'constructor' }, 415, 'unsupported-media'],
    ['no XML', '<a>', { 'content-type': 'application/xml' }, 422, 'validation-failed'],
    ['of no type', '{}', { 'content-type': '' }, 415, 'unsupported-media'],
    ['of another charset', '{}', { 'content-type': 'application/json; charset=utf-16' }, 415, 'unsupported-media'],
    ['compressed', '{}', { 'content-encoding': 'gzip' }, 415, 'unsupported-media'],
  ] as const)('a body that is %s', async (_, payload, headers, status, type) => {
    const answer = await put(payload, headers);
    expect([answer.statusCode, answer.json().type]).toEqual([status, `https://waybridge.example/problems/${type}`]);
  });

  it('name every fault of a body at once, in the order of the body', async () => {
    const answer = await put(
      '{"rates":[{"currency":"eur","nominal":1.5,"rate":"92,4567"},{"nominal":0,"rate":"0.00001"}],"base":"USD","a/b":1}',
    );
    expect(answer.json()).toMatchObject({ status: 422, errorCount: 8, errorsTruncated: false });
    expect(answer.json().errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`)).toEqual([
      '/rates/0/currency format',
      '/rates/0/nominal type',
      '/rates/0/rate format',
      '/rates/1/nominal range',
      '/rates/1/rate decimal_scale',
      '/rates/1/currency required',
      '/base unknown_code',
      '/a~1b unknown_property',
    ]);
  });

  it('name the parameter', async () => {
    const answer = await service.app.inject({ method: 'GET', url: '/v1/flights?limit=9999&stauts=open', headers: admin.bearer });
    expect(answer.json().errors).toEqual([
      { parameter: 'limit', code: 'range', detail: 'At most 500' },
      { parameter: 'stauts', code: 'unknown_property', detail: 'There is no such member here' },
    ]);
  });

  it('leave nothing of what was sent in the log', async () => {
    const canary = 'КАНАРЕЙКА-7799';
    await put(`{"base":"${canary}","rates":[{"currency":"${canary}"}],"${canary}":1}`);
    await put(`{"${canary}`);
    await service.app.inject({
      method: 'GET',
      url: `/v1/consignments/${encodeURIComponent(canary)}?q=${encodeURIComponent(canary)}`,
      headers: admin.bearer,
    });
    const log = await readFile(String(service.config.logFile), 'utf8');
    expect(log).toContain('/v1/exchange-rates/:date');
    for (const secret of [canary, encodeURIComponent(canary), admin.key]) expect(log).not.toContain(secret);
  });

  it('answer what is not even HTTP', async () => {
    await service.app.listen(0, '127.0.0.1');
    const { port } = new URL(await service.app.getUrl());
    const answer = await new Promise<string>((done, fail) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('end', () => done(text));
      socket.on('error', fail);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status: 400 });
  });

  it('say that the database is away, and that the process is not ready', async () => {
    await service.stopDatabase();
    const answer = await service.app.inject({ method: 'GET', url: '/v1/flights', headers: admin.bearer });
    expect([answer.statusCode, answer.headers['retry-after'], answer.json().type]).toEqual([
      503,
      '5',
      'https://waybridge.example/problems/dependency-unavailable',
    ]);
    const rates = await service.app.inject({ method: 'GET', url: '/v1/exchange-rates/2026-11-22', headers: admin.bearer });
    expect(rates.statusCode).toBe(503);
    await new Promise((later) => setTimeout(later, 1_100));
    const ready = await service.app.inject({ method: 'GET', url: '/health/ready' });
    expect([ready.statusCode, ready.json().detail]).toEqual([503, 'Not ready: database']);
    expect((await service.app.inject({ method: 'GET', url: '/health/live' })).statusCode).toBe(200);
  });
});
