import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsvRows } from '../../src/files/csv/read-csv.js';
import type { RowSource } from '../../src/files/rows.js';
import { readXlsxRows } from '../../src/files/xlsx/read-xlsx.js';
import { ZipPackage } from '../../src/files/zip/zip-package.js';
import { manifestExampleOn } from '../../src/intake/manifest.example.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const today = new Date().toISOString().slice(0, 10);
const flight = (number: string) => `4B${number}-${today.replaceAll('-', '')}-HGH`;

/** A partner's register, of which consignments of one line are taken. */
const register = readFileSync('samples/registers/register-b.csv', 'utf8').replace(/^\uFEFF/, '');

const rowsIn = async (source: RowSource): Promise<string[][]> => {
  const rows: string[][] = [];
  for await (const batch of source) for (const { cells } of batch) rows.push([...cells]);
  return rows;
};

async function sheetOf(file: string): Promise<string> {
  const workbook = await ZipPackage.open(file);
  let xml = '';
  for await (const piece of workbook.bytes('xl/worksheets/sheet1.xml')) xml += Buffer.from(piece).toString();
  workbook.close();
  return xml;
}

/** Never to be seen but in the file itself, by those who sent it or work on it. */
const secrets = ['Канарейкина', '12369006', '+7916'];

describe('problems of a manifest', () => {
  const folder = mkdtempSync('/var/tmp/waybridge-problem-files-');
  let service: TestService;
  let url: string;
  let own: Record<'sender' | 'other' | 'broker' | 'otherBroker' | 'airline' | 'admin', TestOrganisation>;
  /** Headings of the register, and its rows with three faults. */
  let headings: string[];
  let sent: string[][];

  beforeAll(async () => {
    service = await startService();
    own = (
      await addTenant(service.database, 'Problem files', {
        sender: { roles: ['upstream'] },
        other: { roles: ['upstream'] },
        broker: { roles: ['broker'] },
        otherBroker: { roles: ['broker'], destinations: ['SVX'] },
        airline: { roles: ['airline'], carrier: '4B' },
        admin: { roles: ['admin'] },
      })
    ).organisations;
    await service.app.listen(0, '127.0.0.1');
    url = await service.app.getUrl();
    const rows = await rowsIn(readCsvRows(chunks(Buffer.from(register))));
    headings = rows[0];
    const numberIn = (row: readonly string[]) => row[headings.indexOf('Номер отправления')];
    sent = rows
      .slice(1)
      .filter((row) => rows.filter((other) => numberIn(other) === numberIn(row)).length === 1)
      .slice(0, 6);
    spoil(0, 'ИНН', '123690060275'); // its last digit is another
    spoil(0, 'Фамилия', 'Канарейкина');
    spoil(2, 'Код ТНВЭД', '39269097A9');
    spoil(2, 'Индекс', '01000');
    spoil(3, 'Вес', '0,10x');
    await post('register', csvOf([headings, ...sent]));
  });

  afterAll(async () => {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function* chunks(bytes: Uint8Array) {
    yield bytes;
  }

  const spoil = (row: number, heading: string, text: string) => {
    sent[row][headings.indexOf(heading)] = text;
  };
  const csvOf = (rows: readonly (readonly string[])[]) =>
    rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

  let posts = 0;
  async function send(path: string, type: string, body: string | Buffer) {
    posts += 1;
    const headers = { ...own.sender.bearer, 'idempotency-key': `problem-files-${posts}`, 'content-type': type };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  }
  const head = (manifestId: string, revision: number) =>
    `manifestId=${manifestId}&revision=${revision}&channel=express&flight=${flight('8601')}&destination=SVO`;
  async function post(manifestId: string, csv: string) {
    const { status, body } = await send(`/v1/manifests?on-invalid=hold&${head(manifestId, 1)}`, 'text/csv', csv);
    expect([status, body.errors]).toEqual([202, undefined]);
  }

  async function get(path: string, headers: Record<string, string> = {}, who: keyof typeof own = 'sender') {
    const answer = await fetch(`${url}/v1/manifests/${path}`, { headers: { ...own[who].bearer, ...headers } });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  }
  const json = async (path: string, headers: Record<string, string> = {}) => JSON.parse((await get(path, headers)).bytes.toString());
  const csv = async (path: string, headers: Record<string, string> = {}) =>
    rowsIn(readCsvRows(chunks((await get(path, { accept: 'text/csv', ...headers })).bytes)));

  it('name row, column, code and what is due, in the language of the reader', async () => {
    const body = await json('register/problems', { 'accept-language': 'ru' });
    expect(body).toMatchObject({ manifestId: 'register', revision: 1 });
    const number = sent[0][headings.indexOf('Номер отправления')];
    const held = body.consignments.filter(({ held: isHeld }: { held: boolean }) => isHeld);
    expect(held[0]).toEqual({
      houseWaybill: number,
      ref: expect.stringMatching(/^~\d+\.0$/),
      held: true,
      row: 2,
      errors: expect.arrayContaining([
        {
          pointer: '/consignments/0/consignee/inn',
          code: 'inn_checksum',
          severity: 'error',
          detail: 'Контрольные цифры не сходятся, или такие номера не выдаются',
          row: 2,
          column: 'ИНН',
          expected: '123456789047',
        },
      ]),
    });
    expect(held.map(({ row }: { row: number }) => row)).toEqual([2, 4, 5]);
    expect(held[1].errors.map(({ column }: { column: string }) => column)).toEqual(expect.arrayContaining(['Код ТНВЭД', 'Индекс']));
    for (const secret of secrets) expect(JSON.stringify(body)).not.toContain(secret);
  });

  it('are counted exactly, filtered and paged', async () => {
    const all = await json('register/problems?limit=500');
    const counted = new Map<string, number>();
    for (const { errors } of all.consignments)
      for (const { code, severity } of errors) counted.set(`${code} ${severity}`, (counted.get(`${code} ${severity}`) ?? 0) + 1);
    expect(new Map(all.counts.map(({ code, severity, problems }: Record<string, string>) => [`${code} ${severity}`, problems]))).toEqual(
      counted,
    );
    expect((await json('register/problems?code=inn_checksum')).consignments).toHaveLength(1);
    expect((await json('register/problems?code=inn_checksum&severity=warning')).consignments).toEqual([]);
    expect((await json('register/problems?held=true')).consignments).toHaveLength(3);
    expect((await json('register/problems?held=false')).consignments).toHaveLength(all.consignments.length - 3);
    const first = await json('register/problems?held=true&limit=2');
    const second = await json(`register/problems?held=true&limit=2&cursor=${first.next}`);
    expect([...first.consignments, ...second.consignments]).toEqual((await json('register/problems?held=true')).consignments);
    expect(second.next).toBeUndefined();
    expect((await json('register/problems?cursor=x')).status).toBe(422);
    const { held, warnings } = await json('register');
    expect([held, warnings]).toEqual([3, all.consignments.length - 3]);
  });

  it("come as CSV with the sender's own columns, cells as sent, and why", async () => {
    const [first, ...rows] = await csv('register/problems', { 'accept-language': 'zh' });
    expect(first).toEqual([...headings, '_status', '_reasons', '_codes', '_ref']);
    expect(rows.map((row) => row.slice(0, headings.length))).toEqual([sent[0], sent[2], sent[3]]);
    expect(rows[0].slice(headings.length)).toEqual([
      'held',
      expect.stringContaining('ИНН: 校验位不符，或该号码不存在'),
      expect.stringContaining('inn_checksum'),
      expect.stringMatching(/^~\d+\.0$/),
    ]);
    const all = await csv('register/problems?rows=problems');
    expect(all.length - 1).toBe((await json('register/problems')).consignments.length);
  });

  it('come as XLSX with the faults beside the rows', async () => {
    const { headers, bytes } = await get('register/problems?format=xlsx', { accept: 'text/csv' });
    expect(headers.get('content-type')).toBe(XLSX);
    expect(headers.get('content-disposition')).toBe('attachment; filename="register-problems.xlsx"');
    expect(headers.get('cache-control')).toBe('private, no-store');
    const file = join(folder, 'problems.xlsx');
    writeFileSync(file, bytes);
    const [first, ...rows] = await rowsIn(readXlsxRows(file));
    expect(first.slice(0, headings.length)).toEqual(headings);
    expect(rows.map((row) => row.slice(0, headings.length))).toEqual([sent[0], sent[2], sent[3]]);
    const xml = await sheetOf(file);
    const styleOf = (row: number, heading: string) => {
      const column = headings.indexOf(heading);
      const letters = (column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : '') + String.fromCharCode(65 + (column % 26));
      return new RegExp(`r="${letters}${row}" s="(\\d+)"`).exec(xml)?.[1];
    };
    expect(styleOf(2, 'ИНН')).not.toBe(styleOf(3, 'ИНН'));
    expect(styleOf(2, 'ИНН')).toBe(styleOf(3, 'Индекс'));
  });

  it('come back mended: columns that are ours are passed over', async () => {
    const [first, ...rows] = await csv('register/problems');
    const at = (heading: string) => headings.indexOf(heading);
    rows[0][at('ИНН')] = '123690060276';
    rows[1][at('Код ТНВЭД')] = '3926909709';
    rows[1][at('Индекс')] = '101000';
    rows[2][at('Вес')] = '0.100';
    const { status, body } = await send(
      `/v1/manifests?dry-run=true&on-invalid=hold&${head('mended', 1)}`,
      'text/csv',
      csvOf([first, ...rows]),
    );
    expect([status, body.consignments]).toEqual([200, 3]);
    expect(
      body.report.findings.filter(({ code }: { code: string }) => ['inn_checksum', 'format', 'unknown_layout'].includes(code)),
    ).toEqual([]);
  });

  it('hold what was mended in place since', async () => {
    const path = `/v1/flights/${flight('8601')}/consignments/${sent[2][headings.indexOf('Номер отправления')]}`;
    const shown = await fetch(`${url}${path}`, { headers: own.sender.bearer });
    const mended = await fetch(`${url}${path}`, {
      method: 'PATCH',
      headers: { ...own.sender.bearer, 'content-type': 'application/json', 'if-match': shown.headers.get('etag') ?? '' },
      body: JSON.stringify({ consignee: { address: { postcode: '101000' } } }),
    });
    expect(mended.status).toBe(200);
    const [, , row] = await csv('register/problems');
    spoil(2, 'Индекс', '101000');
    expect(row.slice(0, headings.length)).toEqual(sent[2]);
    expect(row.at(-3)).not.toContain('Индекс');
  });

  it('of a manifest that came as JSON are in our own layout', async () => {
    const example = manifestExampleOn(today);
    const [good] = example.consignments;
    const { inn: _, ...noInn } = good.consignee;
    const consignments = Array.from({ length: 1_101 }, (__, n) => {
      const numbers = { houseWaybill: `JSON${n}`, orderNumber: `JSON${n}` };
      if (n === 0) return { ...good, ...numbers };
      return {
        ...good,
        ...numbers,
        consignee: noInn,
        goods: [
          { ...good.goods[0], grossWeightKg: '0.232', netWeightKg: '=1+1' },
          { ...good.goods[0], grossWeightKg: '0.200', netWeightKg: '0.1' },
        ],
      };
    });
    const body = JSON.stringify({ ...example, manifestId: 'json', flight: { ...example.flight, number: '8602' }, consignments });
    expect((await send('/v1/manifests?on-invalid=hold', 'application/json', body)).status).toBe(202);
    const [first, ...rows] = await csv('json/problems');
    expect(first.slice(0, 4)).toEqual(['houseWaybill', 'bag', 'pieces', 'grossWeightKg']);
    expect(first).toContain('consignee.inn'); // nobody sent one: it is what is missing
    expect(first).not.toContain('consignee.kpp');
    expect(rows).toHaveLength(2_200);
    const cell = (row: number, heading: string) => rows[row][first.indexOf(heading)];
    expect([0, 1, 2_199].map((row) => cell(row, 'houseWaybill'))).toEqual(['JSON1', 'JSON1', 'JSON1100']);
    expect([cell(0, 'goods.netWeightKg'), cell(1, 'goods.netWeightKg')]).toEqual(['=1+1', '0.1']);
    expect(cell(0, '_reasons')).toContain('consignee.inn: ');
    expect(cell(0, '_reasons')).toContain('goods.netWeightKg: ');
    expect(cell(1, '_reasons')).not.toContain('goods.netWeightKg: ');
    const mended = [
      first,
      ...rows
        .slice(0, 2)
        .map((row) => row.map((text, column) => ({ 'consignee.inn': '500100732259', 'goods.netWeightKg': '0.1' })[first[column]] ?? text)),
    ];
    const again = await send(`/v1/manifests?dry-run=true&${head('own', 1)}`, 'text/csv', csvOf(mended));
    expect([again.status, again.body.consignments, again.body.errors]).toEqual([200, 1, undefined]);
  });

  it('are for those who sent them; whoever works on them says why', async () => {
    const statuses = async (path: string) => {
      const got: Record<string, number> = {};
      for (const who of ['sender', 'other', 'broker', 'otherBroker', 'airline', 'admin'] as const)
        got[who] = (await get(path, {}, who)).status;
      return got;
    };
    const others = { other: 404, otherBroker: 404, airline: 403 };
    expect(await statuses('register/problems')).toEqual({ sender: 200, broker: 200, admin: 200, ...others });
    expect(await statuses('register/problems?format=csv')).toEqual({ sender: 200, broker: 422, admin: 422, ...others });
    expect(await statuses('register/problems?format=csv&reason=complaint')).toEqual({ sender: 200, broker: 200, admin: 200, ...others });
    const looks = await service.database.rows<{ name: string; reason: string | null; count: number }>(
      `SELECT o.name, h.reason, count(*) FROM consignment_change h JOIN organisation o ON o.id = h.organisation_id WHERE h.action = 'look'
       GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    expect(looks).toEqual([
      { name: 'admin', reason: 'complaint', count: 3 },
      { name: 'broker', reason: 'complaint', count: 3 },
    ]);
  });
});
