import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvBytes } from '../../src/files/csv/write-csv.js';
import { readXlsxRows } from '../../src/files/xlsx/read-xlsx.js';
import { xlsxBytes } from '../../src/files/xlsx/write-xlsx.js';
import { closeSchemas, hasSchemas, openSchemas, validate } from '../schemas.js';
import { unzip } from '../unzip.js';
import { type Register, type RegisterCase, registerCases, registerOf, withFaults } from './registers.js';
import { Service } from './service.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CONSIGNMENTS = 20;
const MENDED_IN_PLACE = 10;

interface Problem {
  pointer: string;
  code: string;
  severity?: string;
  detail: string;
  row?: number;
  column?: string;
}

interface Held {
  houseWaybill?: string;
  ref: string;
  errors: Problem[];
}

interface Whole {
  consignment: Record<string, unknown>;
  status: string;
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** How each layout is sent here: a CSV of the sort that Russian spreadsheets save, a workbook, a plain CSV. */
const forms: Record<string, (register: Register) => Promise<{ type: string; body: Buffer }>> = {
  'register-a': async ({ headings, rows }) => ({
    type: 'text/csv; charset=windows-1251',
    body: windows1251([headings, ...rows].map((cells) => `${cells.join(';')}\r\n`).join('')),
  }),
  'register-b': async ({ headings, rows }) => ({
    type: XLSX,
    body: await bytesOf(xlsxBytes([{ name: 'Реестр', columns: headings.map((heading) => ({ heading })), rows }])),
  }),
  waybridge: async ({ headings, rows }) => ({ type: 'text/csv', body: await bytesOf(csvBytes(headings, rows, { delimiter: ',' })) }),
};

/** Cyrillic letters and what else these registers have, in one byte each. */
function windows1251(text: string): Buffer {
  const others: Record<string, number> = { Ё: 0xa8, ё: 0xb8, '«': 0xab, '»': 0xbb, '№': 0xb9 };
  return Buffer.from(
    [...text].map((letter) => {
      const unit = letter.charCodeAt(0);
      return unit < 0x80 ? unit : (others[letter] ?? unit - 0x410 + 0xc0);
    }),
  );
}

/** The member at the top of a pointer into a consignment. */
const topOf = (pointer: string): string => pointer.split('/')[3];

describe('registers of partners', () => {
  let service: Service;

  beforeAll(async () => {
    service = await Service.start();
    openSchemas();
  }, 90_000);
  afterAll(async () => {
    closeSchemas();
    await service.end();
  }, 30_000);

  async function post(register: Register, { name }: RegisterCase, query: Record<string, string>) {
    const { type, body } = await forms[name](register);
    const search = new URLSearchParams({ revision: '1', channel: 'express', destination: 'SVO', ...query });
    const headers = { 'content-type': type, 'idempotency-key': `${name}-${Object.values(query).join('-')}` };
    return service.call<Record<string, never>>('POST', `/v1/manifests?${search}`, { role: 'upstream', body, headers });
  }

  const problemsOf = async (manifestId: string, query = '') =>
    (
      await service.call<{ counts: { code: string; consignments: number }[]; consignments: Held[] }>(
        'GET',
        `/v1/manifests/${manifestId}/problems?held=true${query}`,
        { role: 'upstream', headers: { 'accept-language': 'ru' } },
      )
    ).body;

  /** The workbook of problems as the sender opens it. */
  async function problemFile(manifestId: string): Promise<Register> {
    const { status, bytes } = await service.bytes(`/v1/manifests/${manifestId}/problems`, {
      role: 'upstream',
      headers: { accept: XLSX, 'accept-language': 'ru' },
    });
    expect(status).toBe(200);
    const path = join(service.folder, `${manifestId}.xlsx`);
    await writeFile(path, bytes);
    const read: string[][] = [];
    for await (const batch of readXlsxRows(path)) read.push(...batch.map(({ cells }) => [...cells]));
    await rm(path);
    return { headings: read[0], rows: read.slice(1) };
  }

  describe.each(registerCases)('$name', (register) => {
    const { name, faults } = register;
    const manifestId = `REG-${name}`;
    const number = String(8501 + registerCases.indexOf(register));
    const date = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);
    const flight = `4B${number}-${date.replaceAll('-', '')}-HGH`;
    let clean: Register;
    let faulty: Register;

    beforeAll(async () => {
      clean = await registerOf(register, CONSIGNMENTS);
      faulty = withFaults(clean, faults);
    });

    it('leaves nothing behind in a dry run', async () => {
      const { status, body } = await post(faulty, register, { manifestId, flight, 'dry-run': 'true', 'on-invalid': 'hold' });
      expect(status).toBe(200);
      expect(body).toMatchObject({ status: 'checked', consignments: CONSIGNMENTS, held: faults.length });
      expect((await service.call('GET', `/v1/flights/${flight}`)).status).toBe(404);
      expect((await service.call('GET', `/v1/manifests/${manifestId}`)).status).toBe(404);
    });

    it('is turned away with every fault, its row and column', async () => {
      const { status, body } = await post(faulty, register, { manifestId, flight });
      expect(status).toBe(422);
      const told: Problem[] = body.errors;
      for (const [n, { column, code }] of faults.entries()) {
        expect(told).toContainEqual(expect.objectContaining({ row: n + 2, column, code }));
      }
    });

    it('is held where it is faulty', async () => {
      const { status, body } = await post(faulty, register, { manifestId, flight, 'on-invalid': 'hold' });
      expect(status).toBe(202);
      expect(body).toMatchObject({ status: 'accepted-with-holds', consignments: CONSIGNMENTS, held: faults.length });
      const { counts, consignments } = await problemsOf(manifestId);
      expect(consignments).toHaveLength(faults.length);
      for (const [n, { column, code }] of faults.entries()) {
        const found = consignments[n].errors.find((error) => error.code === code && error.row === n + 2 && error.column === column);
        expect(found?.detail).toMatch(/[а-я]/);
        expect(counts.find((count) => count.code === code)?.consignments).toBeGreaterThan(0);
      }
      expect((await service.call('POST', `/v1/flights/${flight}/close`, { role: 'broker' })).status).toBe(409);
    });

    it('comes back as a workbook with the reasons beside the rows', async () => {
      const { headings, rows } = await problemFile(manifestId);
      expect(headings.slice(0, clean.headings.length)).toEqual(clean.headings);
      expect(rows).toHaveLength(faults.length);
      for (const [n, row] of rows.entries()) {
        expect(row.slice(0, clean.headings.length).map((cell) => cell ?? '')).toEqual(
          faulty.rows[n].map((cell, at) => (cell === '' ? (row[at] ?? '') : cell)),
        );
        expect(row[headings.indexOf('_codes')]).toContain(faults[n].code);
        expect(row[headings.indexOf('_reasons')]).toContain(faults[n].column);
      }
    });

    it('is mended in place', async () => {
      const goods = await service.call<{ consignments: { ref: string; status: string }[] }>('GET', `/v1/flights/${flight}/consignments`, {
        role: 'upstream',
      });
      const good = goods.body.consignments.find(({ status }) => status !== 'held');
      const pattern = await service.call<Whole>('GET', `/v1/flights/${flight}/consignments/${good?.ref}`, { role: 'upstream' });
      const { consignments } = await problemsOf(manifestId);
      for (const [n, { ref, errors }] of consignments.slice(0, MENDED_IN_PLACE).entries()) {
        const path = `/v1/flights/${flight}/consignments/${ref}`;
        const read = await service.call<Whole>('GET', path, { role: 'upstream' });
        const etag = read.headers.get('etag') ?? '';
        const cells = Object.fromEntries(clean.headings.map((heading, at) => [heading, clean.rows[n][at]]));
        const patch = Object.fromEntries(
          errors.map(({ pointer }) => [topOf(pointer), mended(pattern.body.consignment, topOf(pointer), cells, register)]),
        );
        const stale = await service.call('PATCH', path, { role: 'upstream', body: patch, headers: { 'if-match': '"0-other"' } });
        expect(stale.status).toBe(412);
        const answer = await service.call<Whole>('PATCH', path, { role: 'upstream', body: patch, headers: { 'if-match': etag } });
        expect(answer.status).toBe(200);
        expect(answer.body.status).toBe('accepted');
      }
      expect((await problemsOf(manifestId)).consignments).toHaveLength(faults.length - MENDED_IN_PLACE);
    });

    it('is mended in the file and sent back', async () => {
      const { headings, rows } = await problemFile(manifestId);
      expect(rows).toHaveLength(faults.length - MENDED_IN_PLACE);
      const restored = rows.map((row, n) =>
        headings.map((_, at) => (at < clean.headings.length ? clean.rows[n + MENDED_IN_PLACE][at] : (row[at] ?? ''))),
      );
      const body = await bytesOf(xlsxBytes([{ name: 'Реестр', columns: headings.map((heading) => ({ heading })), rows: restored }]));
      const send = () =>
        service.call<{ changed: number; released: number; unchanged: number }>('POST', `/v1/manifests/${manifestId}/corrections`, {
          role: 'upstream',
          body,
          headers: { 'content-type': XLSX },
        });
      const first = await send();
      expect(first.body).toMatchObject({ changed: faults.length - MENDED_IN_PLACE, released: faults.length - MENDED_IN_PLACE });
      expect((await send()).body).toMatchObject({ changed: 0, released: 0 });
      expect((await problemsOf(manifestId)).consignments).toEqual([]);
    });

    it('is closed, every consignment in a declaration', async () => {
      expect((await service.call('POST', `/v1/flights/${flight}/close`, { role: 'broker' })).status).toBe(202);
      const { counts } = await service.until(flight, ['ready', 'failed']);
      expect(counts).toMatchObject({ consignments: CONSIGNMENTS, held: 0 });
      const { body } = await service.call<{ declarations: { houseWaybills: number }[] }>('GET', `/v1/flights/${flight}/declarations`);
      expect(body.declarations.reduce((sum, { houseWaybills }) => sum + houseWaybills, 0)).toBe(CONSIGNMENTS);
    });

    (hasSchemas ? it : it.skip)('makes declarations that the official schema takes', async () => {
      const { bytes } = await service.bytes(`/v1/flights/${flight}/archive?type=express-declaration&format=xml`);
      const declarations = [...unzip(bytes)].filter(([file]) => file.endsWith('.xml'));
      expect(declarations.length).toBeGreaterThan(0);
      for (const [, xml] of declarations) expect(() => validate(xml, 'fts-5.27.0/ExpressCargoDeclaration.xsd')).not.toThrow();
    });
  });
});

/** A member as it should be: that of a good consignment of the register, with what each consignment has of its own. */
function mended(pattern: Record<string, unknown>, member: string, cells: Record<string, string>, { name }: RegisterCase): unknown {
  if (member !== 'consignee') return pattern[member];
  const columns: Record<string, [inn: string, number: string]> = {
    'register-a': ['ИНН получателя физ. лица', 'Номер паспорта'],
    'register-b': ['ИНН', 'Номер паспорта'],
    waybridge: ['consignee.inn', 'consignee.identityDocument.number'],
  };
  const [inn, number] = columns[name].map((column) => cells[column].split(' ').at(-1));
  return { ...Object(pattern.consignee), inn, identityDocument: { ...Object(Object(pattern.consignee).identityDocument), number } };
}
