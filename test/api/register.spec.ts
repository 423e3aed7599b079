import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsvRows } from '../../src/files/csv/read-csv.js';
import { planFlight, postFlight, publishFlight, sampleConsignments, setUpTenant } from './made-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

const NUMBER = '8711';
const MANY = 1_201;

const READER = `
import sys, json, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1]).active
rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
print(json.dumps({'title': sheet.title, 'rows': rows, 'frozen': sheet.freeze_panes, 'filter': sheet.auto_filter.ref,
  'formats': [cell.number_format for cell in sheet[2]], 'bold': [cell.font.b for cell in sheet[sheet.max_row]],
  'fills': [cell.fill.fgColor.rgb for cell in sheet[2]], 'types': sorted({cell.data_type for row in sheet.iter_rows() for cell in row})}))
`;
const python = ['/usr/bin/python3', 'python3'].find((path) => spawnSync(path, ['-c', 'import openpyxl']).status === 0);
const itWithPython = python === undefined ? it.skip : it;

interface Workbook {
  title: string;
  rows: (string | number | null)[][];
  frozen: string;
  filter: string;
  formats: string[];
  bold: boolean[];
  fills: string[];
  types: string[];
}

describe('the register of a flight', () => {
  let service: TestService;
  let own: Record<'upstream' | 'second' | 'broker' | 'airline' | 'admin' | 'both', TestOrganisation>;
  let flight: string;
  const surname = 'Канарейкин';
  let named: string;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant(service.database, 'Register', {
      upstream: { roles: ['upstream'] },
      second: { roles: ['upstream'] },
      broker: { roles: ['broker'] },
      airline: { roles: ['airline'], carrier: '4B' },
      admin: { roles: ['admin'] },
      both: { roles: ['upstream', 'airline'], carrier: '4B' },
    });
    own = tenant.organisations;
    await service.app.listen(0, '127.0.0.1');
    await setUpTenant(service, tenant.id, own.admin);
    // More than two pages; the first is a person whose name nobody else has, the second hostile text, the third faulty.
    const items = sampleConsignments(NUMBER, MANY);
    const people = items.flatMap((item) => (item.consignee.kind === 'individual' ? [{ item, consignee: item.consignee }] : []));
    people[0].consignee.lastName = surname;
    named = people[0].item.houseWaybill;
    people[1].item.consignor = { name: '=HYPERLINK("http://example.com")', country: 'CN', city: 'HANGZHOU' };
    people[2].consignee.inn = '500100732258';
    flight = await postFlight(service, own.upstream, NUMBER, items.slice(0, -3));
    await postFlight(service, own.second, NUMBER, items.slice(-3), 'M-second');
    await publishFlight(service, await planFlight(service, own.admin, flight));
  });
  afterAll(() => service.close());

  async function csv(who: keyof typeof own, query = '', language = 'en'): Promise<string[][]> {
    const headers = { ...own[who].bearer, 'accept-language': language };
    const answer = await service.app.inject({ method: 'GET', url: `/v1/flights/${flight}/register?format=csv${query}`, headers });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const rows: string[][] = [];
    async function* bytes() {
      yield answer.rawPayload;
    }
    for await (const batch of readCsvRows(bytes())) for (const { cells } of batch) rows.push([...cells]);
    return rows;
  }

  const column = ([headings, ...rows]: string[][], heading: string) => rows.map((row) => row[headings.indexOf(heading)] ?? '');
  const total = (texts: readonly string[], decimals: number) =>
    (texts.reduce((sum, text) => sum + Math.round(Number(text) * 10 ** decimals), 0) / 10 ** decimals).toFixed(decimals);

  it('has every consignment once, over all pages, with what the plan made of it', async () => {
    const rows = await csv('broker');
    const numbers = column(rows, 'House waybill').slice(0, -2);
    expect(new Set(numbers).size).toBe(MANY);
    expect(rows).toHaveLength(MANY + 3);
    const statuses = column(rows, 'Status').slice(0, -2);
    expect([statuses.filter((text) => text === 'held').length, statuses.filter((text) => text === 'declared').length]).toEqual([
      1,
      MANY - 1,
    ]);
    const at = statuses.indexOf('held');
    expect([column(rows, 'Codes of problems')[at], column(rows, 'Problems')[at]]).toEqual([
      expect.stringMatching(/^inn_checksum\b/),
      expect.stringMatching(/^The check digits do not match/),
    ]);
    const first = Object.fromEntries(rows[0].map((heading, index) => [heading, rows[1][index]]));
    expect(first).toMatchObject({
      'Master waybill': expect.stringMatching(/^555-\d{8}$/),
      Declaration: expect.stringMatching(new RegExp(`^${flight}-[A-Z]{3}-\\d+-[PD]\\d+$`)),
      'No. in the declaration': expect.stringMatching(/^\d+$/),
      Destination: expect.stringMatching(/^[A-Z]{3}$/),
      'Gross weight, kg': expect.stringMatching(/^\d+\.\d{3}$/),
      Manifest: `M-${NUMBER}`,
    });
  });

  it('ends with the sums of what is not held, which are those of the flight', async () => {
    const rows = await csv('admin');
    expect([rows.at(-2)?.[0], rows.at(-1)?.[0]]).toEqual(['Held: 1', `Total of ${MANY - 1}`]);
    const { totals } = (await service.app.inject({ method: 'GET', url: `/v1/flights/${flight}`, headers: own.admin.bearer })).json();
    const last = (heading: string) => column(rows, heading).at(-1);
    expect([last('Pieces'), last('Gross weight, kg'), last('Value in roubles'), last('Duty, roubles')]).toEqual([
      String(totals.pieces),
      totals.grossWeightKg,
      totals.valueRub,
      totals.dutyRub,
    ]);
    expect(totals.value.map(({ currency }: { currency: string }) => last(`Invoice value, ${currency}`))).toEqual(
      totals.value.map(({ amount }: { amount: string }) => amount),
    );
    expect(Number(last('Payments, roubles'))).toBeGreaterThan(0);
    for (const [heading, decimals] of [
      ['Value in euros', 2],
      ['Payments, roubles', 2],
      ['Gross weight, kg', 3],
    ] as const) {
      expect([heading, total(column(rows, heading).slice(0, -2), decimals)]).toEqual([
        heading,
        total(column(rows, heading).slice(-2), decimals),
      ]);
    }
  });

  it('names consignees to those who sent or represent them, and to an administrator who says why', async () => {
    const names = async (who: keyof typeof own, query = '') => {
      const rows = await csv(who, query);
      return [rows[0].includes('Consignee'), rows.flat().some((text) => text.startsWith(surname))];
    };
    expect(await names('upstream')).toEqual([true, true]);
    expect(await names('broker')).toEqual([true, true]);
    expect(await names('admin')).toEqual([false, false]);
    expect(await names('admin', '&reason=complaint')).toEqual([true, true]);
    const looks = await service.database.rows<{ name: string; reason: string | null; count: number }>(
      `SELECT o.name, h.reason, count(*) FROM consignment_change h JOIN organisation o ON o.id = h.organisation_id
       WHERE h.action = 'look' AND h.reason IS NOT NULL GROUP BY 1, 2`,
    );
    expect(looks).toEqual([{ name: 'admin', reason: 'complaint', count: 2 }]);
  });

  it('gives senders their own manifests, and the carrier number, bag, waybill and weight', async () => {
    expect(await csv('second')).toHaveLength(3 + 2);
    const rows = await csv('airline');
    expect(rows[0]).toEqual(['House waybill', 'Bag', 'Master waybill', 'Gross weight, kg']);
    expect(rows).toHaveLength(MANY + 2);
    expect(rows.flat().some((text) => text.startsWith(surname) || text === 'held')).toBe(false);
    // A sender that flies goods of others sees of those what a carrier sees.
    const both = await csv('both');
    const at = column(both, 'House waybill').indexOf(named);
    expect([
      column(both, 'Bag')[at] === '',
      column(both, 'Consignor')[at],
      column(both, 'Status')[at],
      column(both, 'Problems')[at],
    ]).toEqual([false, '', '', '']);
  });

  it('speaks the language of its reader', async () => {
    const rows = await csv('broker', '', 'ru');
    expect(rows[0].slice(0, 3)).toEqual(['Индивидуальная накладная', 'Номер заказа', 'Мешок']);
    expect(column(rows, 'Замечания').find((text) => text !== '')).toMatch(/[а-я]/);
    expect((await csv('broker', '', 'zh'))[0][0]).toBe('分运单号');
  });

  itWithPython('is a workbook with headings that stay, a filter, formats and no formula', async () => {
    const { rawPayload, headers } = await service.app.inject({
      method: 'GET',
      url: `/v1/flights/${flight}/register`,
      headers: own.broker.bearer,
    });
    expect(headers['content-disposition']).toContain(`${flight}-register.xlsx`);
    const path = join(service.config.dataFolder, 'register.xlsx');
    writeFileSync(path, rawPayload);
    const read = execFileSync(python ?? '', ['-c', READER, path], { encoding: 'utf8', maxBuffer: 1 << 26 });
    const workbook: Workbook = JSON.parse(read);
    const { rows } = workbook;
    const at = (heading: string) => rows[0].indexOf(heading);
    expect([workbook.title, workbook.frozen, rows.length]).toEqual(['Register', 'A2', MANY + 3]);
    // The sums stand below what is filtered.
    expect(workbook.filter).toMatch(new RegExp(`^A1:[A-Z]+${MANY + 1}$`));
    expect(workbook.types).toEqual(['n', 's']);
    expect(rows.flat()).toContain('=HYPERLINK("http://example.com")');
    expect(workbook.formats[at('Gross weight, kg')]).toBe('0.000');
    expect(workbook.formats[at('Value in roubles')]).toBe('#,##0.00');
    expect(typeof rows[1][at('Value in roubles')]).toBe('number');
    expect(typeof rows[1][at('Order number')]).toBe('string');
    expect(workbook.bold[0]).toBe(true);
  });
});
