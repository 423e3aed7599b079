import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

/** Bytes of windows-1251: А–я are one row of the code page. */
const windows1251 = (text: string) =>
  Buffer.from(Uint8Array.from(text, (letter) => (letter.charCodeAt(0) < 0x80 ? letter.charCodeAt(0) : letter.charCodeAt(0) - 0x350)));

const valute = (letters: string, nominal: number, value: string, name: string) =>
  `<Valute ID="R01"><NumCode>000</NumCode><CharCode>${letters}</CharCode><Nominal>${nominal}</Nominal><Name>${name}</Name><Value>${value}</Value><VunitRate>1</VunitRate></Valute>`;

const published = (date: string, ...valutes: string[]) =>
  `<?xml version="1.0" encoding="windows-1251"?><ValCurs Date="${date}" name="Foreign Currency Market">${valutes.join('')}</ValCurs>`;

const daily = published(
  '21.11.2026',
  valute('EUR', 1, '92,4567', 'Евро'),
  valute('CNY', 10, '112,3450', 'Китайских юаней'),
  valute('XDR', 1, '110,1234', 'СДР'),
);

describe('exchange rates', () => {
  let service: TestService;
  let admin: TestOrganisation;

  beforeAll(async () => {
    service = await startService();
    admin = (await addTenant(service.database, 'Rates', { admin: { roles: ['admin'] } })).organisations.admin;
  });
  afterAll(() => service.close());

  const url = (date: string) => `/v1/exchange-rates/${date}`;
  const put = (date: string, payload: Buffer | string, type = 'application/xml') =>
    service.app.inject({ method: 'PUT', url: url(date), headers: { ...admin.bearer, 'content-type': type }, payload });
  const get = (date: string) => service.app.inject({ method: 'GET', url: url(date), headers: admin.bearer });

  const rates = [
    { currency: 'CNY', nominal: 10, rate: '112.3450' },
    { currency: 'EUR', nominal: 1, rate: '92.4567' },
  ];

  it.each(['application/xml', 'text/xml', 'application/xml; charset=windows-1251', 'text/xml;charset=utf-8'])(
    'come as the Central Bank publishes them, as %s',
    async (type) => {
      const answer = await put('2026-11-22', windows1251(daily), type);
      expect([answer.statusCode, answer.json()]).toEqual([200, { base: 'RUB', rates, leftOut: ['XDR'] }]);
      expect((await get('2026-11-22')).json()).toEqual({ base: 'RUB', rates });
    },
  );

  it('come as JSON, in the place of those that there were', async () => {
    const body = { base: 'RUB', rates: [{ currency: 'USD', nominal: 1, rate: '78.9' }] };
    const answer = await put('2026-11-22', JSON.stringify(body), 'application/json');
    expect([answer.statusCode, answer.json()]).toEqual([200, { base: 'RUB', rates: [{ currency: 'USD', nominal: 1, rate: '78.9000' }] }]);
    expect((await get('2026-11-22')).json().rates).toHaveLength(1);
  });

  it('are of the day of the path or of the days before it', async () => {
    expect((await put('2026-11-21', windows1251(daily))).statusCode).toBe(200);
    expect((await put('2026-12-06', windows1251(daily))).statusCode).toBe(200);
    for (const date of ['2026-11-20', '2026-12-07']) {
      const answer = await put(date, windows1251(daily));
      expect([answer.statusCode, answer.json().errors[0]]).toMatchObject([422, { column: 'Date', code: 'mismatch' }]);
      expect((await get(date)).statusCode).toBe(404);
    }
    expect((await put('2026-02-30', windows1251(daily))).json().errors).toMatchObject([{ parameter: 'date', code: 'date_invalid' }]);
  });

  it('have all their faults told, and are not stored', async () => {
    const faulty = published(
      '21.11.2026',
      valute('EUR', 0, '92.4567', 'Евро'),
      valute('USD', 1, '78,9', 'Доллар'),
      valute('USD', 1, '79,0', 'Доллар'),
    );
    const answer = await put('2026-11-25', windows1251(faulty));
    expect([answer.statusCode, answer.json().errorCount]).toEqual([422, 3]);
    expect(answer.json().errors.map(({ row, column, code }: Record<string, unknown>) => `${row} ${column} ${code}`)).toEqual([
      '1 Nominal range',
      '1 Value format',
      '3 CharCode duplicate',
    ]);
    expect((await get('2026-11-25')).statusCode).toBe(404);
  });

  it('are XML on no other route', async () => {
    const answer = await service.app.inject({
      method: 'PUT',
      url: '/v1/destinations/SVO',
      headers: { ...admin.bearer, 'content-type': 'application/xml' },
      payload: '<a/>',
    });
    expect(answer.statusCode).toBe(415);
  });
});
