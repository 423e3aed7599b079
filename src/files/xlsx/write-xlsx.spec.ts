import fc from 'fast-check';
import { bytesOf, rowsOf, withFile } from '../../../test/fixtures/workbook.js';
import type { Cell } from '../cell.js';
import { ZipPackage } from '../zip/zip-package.js';
import type { Sheet } from './parts/sheet.js';
import { columnName } from './parts/sheet.js';
import { readXlsxRows } from './read-xlsx.js';
import { xlsxBytes } from './write-xlsx.js';

const sheet = (rows: Sheet['rows'], more: Partial<Sheet> = {}): Sheet => ({
  name: 'Реестр',
  columns: [{ heading: 'a' }, { heading: 'b' }],
  rows,
  ...more,
});
const written = (...sheets: readonly Sheet[]) => bytesOf(xlsxBytes(sheets));
const read = async (bytes: Buffer) => (await withFile(bytes, (path) => rowsOf(readXlsxRows(path)))).map(({ cells }) => cells);

/** The text of a part of a workbook. */
const partOf = (bytes: Buffer, name: string): Promise<string> =>
  withFile(bytes, async (path) => {
    const zip = await ZipPackage.open(path);
    const content = await bytesOf(zip.bytes(name));
    await zip.close();
    return content.toString();
  });

describe('a workbook that is written', () => {
  it('is read as it was written, whatever stands in it', async () => {
    const sign = fc.constantFrom(...'a1Жж手😀"\'=+-@<>&_x0041_;\t\r\n \u00A0\u0000\u0007\uFFFE');
    const rows = fc.array(fc.tuple(fc.constant('x'), fc.string({ unit: sign, maxLength: 12 })), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(rows, async (sent) => {
        const cells = sent.map(([x, text]) => (text === '' ? [x] : [x, text]));
        expect(await read(await written(sheet(sent)))).toEqual([['a', 'b'], ...cells]);
      }),
      { numRuns: 50 },
    );
  });

  it('writes numbers and days as such where nothing is lost, else as text', async () => {
    const columns = (['number', 'money', 'weight', 'date', 'text'] as const).map((kind) => ({ heading: kind, kind }));
    const rows = [
      ['3', '35.00', '0.432', '2026-11-22', '007'],
      ['0077', '1234567890123456', '0,432', '22.11.2026', '1E5'],
    ];
    const bytes = await written(sheet(rows, { columns }));
    expect((await read(bytes)).slice(1)).toEqual([['3', '35', '0.432', '2026-11-22', '007'], rows[1]]);
    const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml.match(/<v>[^<]*<\/v>/g)).toEqual(['<v>3</v>', '<v>35.00</v>', '<v>0.432</v>', '<v>46348</v>']);
  });

  it('keeps texts that look like formulas whole and says that they are texts', async () => {
    const texts = ['=1+1', '+7', '-5', '@x', "'=1"];
    const bytes = await written(sheet(texts.map((text) => [text, 'plain'])));
    expect((await read(bytes)).slice(1)).toEqual(texts.map((text) => [text, 'plain']));
    const [cellFormats = ''] = (await partOf(bytes, 'xl/styles.xml')).match(/<cellXfs.*<\/cellXfs>/) ?? [];
    const formats = cellFormats.match(/<xf [^>]*>/g) ?? [];
    const styles = [...(await partOf(bytes, 'xl/worksheets/sheet1.xml')).matchAll(/<c r="([AB])([2-9])" s="(\d+)"/g)];
    expect(styles).toHaveLength(10);
    for (const [, column, , style] of styles) expect(formats[Number(style)].includes('quotePrefix="1"')).toBe(column === 'A');
  });

  it('lets cells stand out by their fill, empty ones too', async () => {
    const row: Cell[] = [
      { text: 'x', tone: 'fault' },
      { text: '', tone: 'notice' },
    ];
    const bytes = await written(sheet([row, ['x', '']]));
    const [fault, notice, plain] = [...(await partOf(bytes, 'xl/worksheets/sheet1.xml')).matchAll(/<c r="[AB][23]" s="(\d+)"/g)].map(
      ([, style]) => style,
    );
    const formats = [...(await partOf(bytes, 'xl/styles.xml')).matchAll(/<xf [^>]*fillId="(\d)"[^>]*>/g)].slice(1).map(([, fill]) => fill);
    expect([fault, notice, plain].map((style) => formats[Number(style)])).toEqual(['2', '3', '0']);
    expect(await read(bytes)).toEqual([['a', 'b'], ['x'], ['x']]);
  });

  it('writes sums in bold below what the filter takes', async () => {
    const foot = () => [[{ text: 'Total', tone: 'total' } as const, { text: '3', tone: 'total' } as const]];
    const columns = [{ heading: 'a' }, { heading: 'b', kind: 'money' } as const];
    const bytes = await written(
      sheet(
        [
          ['x', '1'],
          ['y', '2'],
        ],
        { columns, foot },
      ),
    );
    expect((await read(bytes)).at(-1)).toEqual(['Total', '3']);
    const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<autoFilter ref="A1:B3"/>');
    const formats = [...(await partOf(bytes, 'xl/styles.xml')).matchAll(/<xf numFmtId="(\d+)" fontId="(\d)"/g)].slice(1);
    const [, style] = /<c r="B4" s="(\d+)"/.exec(xml) ?? [];
    expect(formats[Number(style)].slice(1)).toEqual(['4', '1']);
  });

  it('has headings that stay, a filter over all of it, and widths', async () => {
    const columns = Array.from({ length: 28 }, (_, at) => ({ heading: `h${at}`, ...(at === 1 ? { width: 44 } : {}) }));
    const xml = await partOf(await written(sheet([['1'], ['2']], { columns })), 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<autoFilter ref="A1:AB3"/>');
    expect(xml).toContain('<col min="2" max="2" width="44" customWidth="1"/>');
  });

  it('gives the same bytes for the same sheets', async () => {
    const make = () => written(sheet([['1', 'ж']]), sheet([['2']], { name: 'B' }));
    expect((await make()).equals(await make())).toBe(true);
  });

  it('names sheets as spreadsheets take them', async () => {
    const name = 'Рейс 4B/8101 [SVO]: "<long & longer name>"';
    const xml = await partOf(await written(sheet([], { name }), sheet([], { name }), sheet([], { name: '' })), 'xl/workbook.xml');
    const names = [...xml.matchAll(/<sheet name="([^"]*)"/g)].map(([, found]) => found);
    expect(names).toEqual(['Рейс 4B 8101  SVO   &quot;&lt;long &amp; lo', 'Рейс 4B 8101  SVO   &quot;&lt;long 2', '3']);
  });

  it('writes sheets one after another', async () => {
    const order: string[] = [];
    const rows = function* (name: string): Generator<string[]> {
      order.push(name);
      yield [name];
    };
    const bytes = await written(sheet(rows('one')), sheet(rows('two'), { name: 'two' }));
    expect(order).toEqual(['one', 'two']);
    expect(await partOf(bytes, 'xl/worksheets/sheet2.xml')).toContain('<t>two</t>');
  });

  it('asks for rows as its bytes are asked for, and lets go of them when its reader leaves', async () => {
    let asked = 0;
    let isLeft = false;
    async function* rows(): AsyncGenerator<string[]> {
      try {
        for (;;) yield [`${asked++}`, String(asked * 7_919).repeat(100)];
      } finally {
        isLeft = true;
      }
    }
    const bytes = xlsxBytes([sheet(rows())]);
    for (let at = 0; at < 20; at++) await bytes.next();
    await new Promise((done) => setTimeout(done, 50));
    expect(asked).toBeLessThan(20_000);
    await bytes.return(undefined);
    await new Promise((done) => setTimeout(done, 50));
    expect(isLeft).toBe(true);
  });

  it('fails as its rows fail', async () => {
    async function* rows(): AsyncGenerator<string[]> {
      yield ['1'];
      throw new RangeError('gone');
    }
    await expect(written(sheet(rows()))).rejects.toThrow('gone');
    await expect(written(sheet([['1', '2', '3']]))).rejects.toThrow(RangeError);
  });
});

describe('names of columns', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16_383, 'XFD'],
  ])('%i is %s', (column, name) => {
    expect(columnName(column)).toBe(name);
  });
});
