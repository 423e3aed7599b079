import { gzipSync } from 'node:zlib';
import { importLists } from '../../src/demonstration/sample-lists.js';
import { CurrentRules } from '../../src/intake/lists/current-rules.js';
import { listNames } from '../../src/intake/lists/registry.js';
import { ListStore } from '../../src/store/list.store.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

const HEAD = 'code,duty,vat,from,source';
const tariffs = (...rows: string[]) => [HEAD, ...rows, ''].join('\r\n');

describe('lists', () => {
  let service: TestService;
  let tenantId: string;
  let admin: TestOrganisation;
  let broker: TestOrganisation;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant(service.database, 'Lists', { admin: { roles: ['admin'] }, broker: { roles: ['broker'] } });
    tenantId = tenant.id;
    ({ admin, broker } = tenant.organisations);
  });
  afterAll(() => service.close());

  const put = (path: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
    service.app.inject({
      method: 'PUT',
      url: `/v1/${path}`,
      headers: { ...admin.bearer, 'content-type': 'text/csv', ...headers },
      payload,
    });
  const get = (path: string, { bearer } = broker) => service.app.inject({ method: 'GET', url: `/v1/${path}`, headers: bearer });

  it('are imported and exported in versions', async () => {
    const first = await put('tariffs', tariffs('3926,6.5%,20%,2026-01-01,', '64,10% min 1.5 EUR/kg,20%,2026-01-01,Пример'));
    expect([first.statusCode, first.json()]).toEqual([200, { list: 'tariffs', version: 1, rows: 2 }]);
    const changed = await put('lists/tariffs', tariffs('3926,5%,20%,2026-01-01,'));
    expect(changed.json()).toEqual({ list: 'tariffs', version: 2, rows: 1 });
    const answer = await get('tariffs');
    expect(answer.payload).toBe(tariffs('3926,5%,20%,2026-01-01,'));
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="tariffs.csv"',
      etag: '"2"',
    });
    const earlier = await get('lists/tariffs?version=1');
    expect([earlier.payload, earlier.headers.etag]).toEqual([
      tariffs('3926,6.5%,20%,2026-01-01,', '64,10% min 1.5 EUR/kg,20%,2026-01-01,Пример'),
      '"1"',
    ]);
    expect((await get('tariffs?version=3')).statusCode).toBe(404);
  });

  it('have one version for the same content, however it is written', async () => {
    const windows1251 = Buffer.from([0xcf, 0xee, 0xe4, 0xe0, 0xf0, 0xee, 0xea, 0x0a, 0xf1, 0xeb, 0xee, 0xe2, 0xee]); // Подарок, слово
    const words = (line: string) => `word\n${line}\nслово\n`;
    expect((await put('lists/vague-words', words('Подарок'))).json().version).toBe(1);
    expect((await put('lists/vague-words', words('Подарок'))).json().version).toBe(1);
    expect((await put('lists/vague-words', `\ufeff${words('"Подарок"').replaceAll('\n', '\r\n')}`)).json().version).toBe(1);
    const headed = Buffer.concat([Buffer.from('WORD;\n'), windows1251]);
    expect((await put('lists/vague-words', headed)).json()).toMatchObject({ version: 1 });
    expect((await put('lists/vague-words', headed, { 'content-type': 'text/csv; charset=windows-1251' })).json().version).toBe(1);
    expect((await put('lists/vague-words', gzipSync(words('Подарок')), { 'content-encoding': 'gzip' })).json().version).toBe(1);
    expect((await put('lists/vague-words', words('Образец'))).json().version).toBe(2);
    expect((await put('lists/vague-words', words('Подарок'))).json().version).toBe(3);
  });

  it.each(listNames)('%s comes back as it was exported, the built-in rows too', async (name) => {
    const exported = await get(`lists/${name}?version=0`);
    expect([exported.statusCode, exported.headers.etag]).toEqual([200, '"0"']);
    const imported = await put(`lists/${name}`, exported.rawPayload);
    expect([imported.statusCode, imported.json().errors]).toEqual([200, undefined]);
    const { version } = imported.json();
    expect((await get(`lists/${name}?version=${version}`)).payload).toBe(exported.payload);
  });

  it('tell of their versions: rows, when and by whom', async () => {
    await put('lists/brands', 'brand\nONE\nTWO\n');
    const { lists } = (await get('lists')).json();
    expect(lists.map(({ list }: { list: string }) => list).sort()).toEqual([...listNames].sort());
    expect(lists.find(({ list }: { list: string }) => list === 'brands')).toMatchObject({ rows: 2, importedBy: 'admin' });
    const { versions } = (await get('lists/brands/versions')).json();
    expect(versions[0]).toEqual({
      version: versions.length,
      rows: 2,
      importedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      importedBy: 'admin',
    });
  });

  it('say what is wrong at its row and column, in the language of the reader, and store nothing', async () => {
    const before = (await get('lists/stop-words')).headers.etag;
    const payload = 'phrase;match;severity\nнож;form;hold\nдва слова;word;error\nНОЖ;;\n';
    const answer = await put('lists/stop-words', payload, { 'accept-language': 'ru' });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      errorCount: 3,
      errors: [
        { row: 3, column: 'severity', code: 'unknown_code', detail: 'Одно из: hold, warning, info' },
        { row: 3, column: 'phrase', code: 'format', detail: 'Одно слово; несколько слов — это `phrase`' },
        { row: 4, code: 'duplicate', detail: 'То же, что в строке 2' },
      ],
    });
    expect(answer.payload).not.toContain('два слова');
    expect((await get('lists/stop-words')).headers.etag).toBe(before);
  });

  it.each([
    ['nothing', '', {}, 422, 'validation-failed'],
    ['headings of another list', 'phrase\nнож\n', {}, 422, 'validation-failed'],
    ['JSON', '{}', { 'content-type': 'application/json' }, 415, 'unsupported-media'],
    ['another charset', HEAD, { 'content-type': 'text/csv; charset=koi8-r' }, 415, 'unsupported-media'],
    ['another coding', HEAD, { 'content-encoding': 'br' }, 415, 'unsupported-media'],
    ['too many bytes', Buffer.alloc(34_000_000, `${HEAD}\n`), {}, 413, 'too-large'],
    ['a bomb', gzipSync(Buffer.alloc(64_000_000, `${','.repeat(500)}\n`)), { 'content-encoding': 'gzip' }, 413, 'too-large'],
  ])('refuse %s', async (_, payload, headers, status, type) => {
    const answer = await put('tariffs', payload, headers);
    expect([answer.statusCode, answer.json().type]).toEqual([status, `https://waybridge.example/problems/${type}`]);
  });

  it('there are no others', async () => {
    expect((await get('lists/words')).statusCode).toBe(404);
    expect((await put('lists/words', 'word\n')).statusCode).toBe(404);
    expect((await get('lists/tariffs?version=-1')).statusCode).toBe(422);
  });

  it('are each tenant’s own', async () => {
    const other = (await addTenant(service.database, 'Other lists', { admin: { roles: ['admin'] } })).organisations.admin;
    const answer = await get('tariffs', other);
    expect([answer.payload, answer.headers.etag]).toEqual([`${HEAD}\r\n`, '"0"']);
  });

  it('get one number each when two are imported at once', async () => {
    const answers = await Promise.all(['A', 'B', 'C', 'D'].map((brand) => put('lists/brands', `brand\n${brand}\n`)));
    const versions = answers.map((answer) => answer.json().version).sort((a, b) => a - b);
    expect(versions).toEqual([0, 1, 2, 3].map((step) => versions[0] + step));
  });

  it('are kept as typed rows for those that go by them', async () => {
    await put('tariffs', tariffs('3926,5%,20%,2026-01-01,'));
    const store = service.app.get(ListStore, { strict: false });
    const version = (await store.versions(tenantId)).get('tariffs') ?? 0;
    expect(await store.rows(tenantId, 'tariffs', version)).toEqual([
      { prefix: '3926', duty: { percentHundredths: 500 }, vatHundredths: 2000, from: '2026-01-01', source: '' },
    ]);
    await expect(store.rows(tenantId, 'tariffs', version + 1)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of the sample can be imported, and leave alone what was imported before', async () => {
    const tenant = await addTenant(service.database, 'Sample lists', { admin: { roles: ['admin'] } });
    const caller = { tenantId: tenant.id, organisationId: tenant.organisations.admin.id };
    const store = service.app.get(ListStore, { strict: false });
    const folder = new URL('../../samples/lists/', import.meta.url);
    await importLists(store, caller, folder);
    const [latest] = await store.history(tenant.id, 'tariffs');
    expect(latest).toMatchObject({ version: 1, importedBy: 'admin' });
    expect(latest.count).toBeGreaterThan(0);
    await store.put(caller, 'tariffs', 'other', []);
    await importLists(store, caller, folder);
    expect((await store.versions(tenant.id)).get('tariffs')).toBe(2);
  });

  it('make the rules of the day, prepared once until a list or a rate changes', async () => {
    const rules = service.app.get(CurrentRules, { strict: false });
    const rates = (rate: string) =>
      put('exchange-rates/2026-11-20', JSON.stringify({ base: 'RUB', rates: [{ currency: 'EUR', nominal: 1, rate }] }), {
        'content-type': 'application/json',
      });
    await rates('92.4567');
    const first = await rules.forTenant(tenantId, '2026-11-22');
    expect(first.rates?.kopecks(100, 'EUR')).toBe(9_246);
    expect(await rules.forTenant(tenantId, '2026-11-22')).toBe(first);
    await put('lists/brands', 'brand\nNEW\n');
    const second = await rules.forTenant(tenantId, '2026-11-22');
    expect(second).not.toBe(first);
    await rates('100');
    expect((await rules.forTenant(tenantId, '2026-11-22')).rates?.kopecks(100, 'EUR')).toBe(10_000);
    expect((await rules.forTenant(tenantId, '2026-11-30')).rates?.date).toBe('2026-11-20');
    expect((await rules.forTenant(tenantId, '2026-12-01')).rates).toBeUndefined();
    expect((await rules.forTenant(tenantId, '2026-11-19')).rates).toBeUndefined();
  });
});
