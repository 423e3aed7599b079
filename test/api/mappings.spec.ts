import { readFileSync } from 'node:fs';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

const register = readFileSync('samples/registers/register-a.csv');

describe('mappings', () => {
  let service: TestService;
  let broker: TestOrganisation;
  let airline: TestOrganisation;
  let stranger: TestOrganisation;

  beforeAll(async () => {
    service = await startService();
    ({ broker, airline } = (
      await addTenant(service.database, 'Mappings', { broker: { roles: ['broker'] }, airline: { roles: ['airline'] } })
    ).organisations);
    stranger = (await addTenant(service.database, 'Other', { stranger: { roles: ['admin'] } })).organisations.stranger;
  });
  afterAll(() => service.close());

  const ask = (method: 'GET' | 'PUT' | 'DELETE', url: string, payload?: object, who = broker) =>
    service.app.inject({ method, url: `/v1/mappings${url}`, headers: who.bearer, ...(payload === undefined ? {} : { payload }) });

  const preview = (payload: string | Buffer, query = '', type = 'text/csv', language = 'en') =>
    service.app.inject({
      method: 'POST',
      url: `/v1/mappings/preview${query}`,
      headers: { ...broker.bearer, 'content-type': type, 'accept-language': language },
      payload,
    });

  /** Register A as it is exported, grouped by its order. */
  const changed = async () => {
    const { name: _, ...mapping } = (await ask('GET', '/register-a')).json();
    return { ...mapping, title: 'Своя', groupBy: 'Номер заказа' };
  };

  it('are built in, and saved for the tenant', async () => {
    const mapping = await changed();
    const put = await ask('PUT', '/own', mapping);
    expect([put.statusCode, put.json()]).toEqual([200, { ...mapping, name: 'own' }]);
    const names = async (who: TestOrganisation) =>
      (await ask('GET', '', undefined, who)).json().mappings.map(({ name }: { name: string }) => name);
    expect(await names(broker)).toEqual(['waybridge', 'register-a', 'register-b', 'own']);
    expect(await names(stranger)).toEqual(['waybridge', 'register-a', 'register-b']);
    expect((await ask('GET', '/own')).json()).toEqual({ ...mapping, name: 'own' });
    expect((await ask('GET', '/own', undefined, stranger)).statusCode).toBe(404);
    // What was exported is saved again as it is, under its name.
    expect((await ask('PUT', '/own', (await ask('GET', '/own')).json())).statusCode).toBe(200);
    // Of two that fit alike, the tenant's own goes first.
    expect((await preview(register)).json().mapping).toBe('own');
    expect((await ask('DELETE', '/own')).statusCode).toBe(204);
    expect((await ask('DELETE', '/own')).statusCode).toBe(404);
    expect((await preview(register)).json().mapping).toBe('register-a');
  });

  it('are refused with every fault in its place', async () => {
    const mapping = await changed();
    const answer = await ask('PUT', '/own', {
      ...mapping,
      groupBy: 'Трек',
      columns: [...mapping.columns, { heading: 'X', member: 'goods.x' }],
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors.map(({ pointer, code }: Record<string, string>) => `${code} ${pointer}`)).toEqual([
      'unknown_code /groupBy',
      'unknown_code /columns/45/member',
    ]);
    expect((await ask('PUT', '/own', { ...mapping, name: 'other' })).json().errors).toMatchObject([{ pointer: '/name', code: 'mismatch' }]);
  });

  it('that are built in stay', async () => {
    expect((await ask('PUT', '/register-a', await changed())).statusCode).toBe(409);
    expect((await ask('DELETE', '/waybridge')).statusCode).toBe(409);
    expect((await ask('PUT', '/No%20Name', await changed())).statusCode).toBe(404);
  });

  it('are not for airlines', async () => {
    expect((await ask('GET', '', undefined, airline)).statusCode).toBe(403);
    expect((await ask('PUT', '/own', {}, airline)).statusCode).toBe(403);
  });

  it('are tried on a file, of which nothing is stored', async () => {
    const answer = await preview(register);
    expect(answer.statusCode).toBe(200);
    const { headings, unread, consignments } = answer.json();
    expect(headings).toHaveLength(45);
    expect(unread).toContain('Пинфл');
    expect(consignments).toHaveLength(10);
    expect(consignments[0].consignment.houseWaybill).toBe('WB5530000100');
    const { rows } = await service.database.pool.query('SELECT count(*)::int AS count FROM manifest');
    expect(rows).toEqual([{ count: 0 }]);
  });

  it('are tried with the problems that the file has, in the reader’s language', async () => {
    const text = register.toString().replace('3926909709', '392690970');
    const [first] = (await preview(text, '', 'text/csv', 'ru')).json().consignments;
    expect(first.findings).toContainEqual({
      pointer: '/consignments/0/goods/0/commodityCode',
      row: 2,
      column: 'ТН ВЭД',
      code: 'format',
      detail: '6, 8 или 10 цифр',
    });
  });

  it.each([
    ['a mapping that does not fit', '?mapping=register-b', 'text/csv', 422, 'unknown_layout'],
    ['a mapping that is none', '?mapping=none', 'text/csv', 422, 'unknown_code'],
    ['what is no file of rows', '', 'application/json', 415, undefined],
  ])('refuse to try %s', async (_, query, type, status, code) => {
    const answer = await preview(type === 'application/json' ? '{"consignments":[{}]}' : register, query, type);
    expect([answer.statusCode, answer.json().errors?.[0].code]).toEqual([status, code]);
  });
});
