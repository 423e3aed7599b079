import { type MadeWorkbook, rowsOf, withFile, workbookParts, zipOf } from '../../../test/fixtures/workbook.js';
import { readXlsxRows } from './read-xlsx.js';
import { SharedStrings } from './shared-strings.js';

const read = (bytes: Uint8Array) =>
  withFile(bytes, async (path) => {
    const source = readXlsxRows(path);
    return { rows: await rowsOf(source), form: source.form };
  });

const readParts = async (parts: Readonly<Record<string, string>>) => read(await zipOf(parts));
const readBook = (book: MadeWorkbook) => readParts(workbookParts(book));
/** Rows of a workbook of one sheet. */
const rowsIn = async (rows: string, more: Omit<MadeWorkbook, 'sheets'> = {}) => (await readBook({ sheets: [{ rows }], ...more })).rows;
/** The cells of the first row. */
const cellsIn = async (cells: string, more?: Omit<MadeWorkbook, 'sheets'>) => (await rowsIn(`<row r="1">${cells}</row>`, more))[0];

const finding = (code: string, detail: string, more: object = {}) =>
  expect.objectContaining({ code: 'validation-failed', findings: [{ code, detail, ...more }] });
const damaged = finding('truncated', 'The file is cut off or damaged: send it again');

const text = (place: string, content: string) => `<c r="${place}" t="inlineStr"><is>${content}</is></c>`;
const plain = (place: string, content: string) => text(place, `<t>${content}</t>`);

describe('cells of a workbook', () => {
  it('texts: shared, inline and of a formula that is gone', async () => {
    const strings = '<si><t>Чехол</t></si><si><t>手机壳</t></si>';
    const cells = `<c r="A1" t="s"><v>1</v></c>${plain('B1', 'inline')}<c r="C1" t="str"><v>text</v></c><c r="D1" t="s"><v>0</v></c>`;
    expect(await cellsIn(cells, { strings })).toEqual({ number: 1, cells: ['手机壳', 'inline', 'text', 'Чехол'] });
  });

  it('rich text runs are one text', async () => {
    const strings = '<si><r><t xml:space="preserve">Чехол </t></r><r><rPr><b/></rPr><t>красный</t></r></si>';
    expect((await cellsIn('<c r="A1" t="s"><v>0</v></c>', { strings })).cells).toEqual(['Чехол красный']);
    expect((await cellsIn(text('A1', '<r><t>a</t></r><r><t>b</t></r>'))).cells).toEqual(['ab']);
  });

  it('phonetic runs are no text', async () => {
    const content = '<t>課きく</t><rPh sb="0" eb="1"><t>カ</t></rPh><phoneticPr fontId="1"/>';
    expect((await cellsIn('<c r="A1" t="s"><v>0</v></c>', { strings: `<si>${content}</si>` })).cells).toEqual(['課きく']);
    expect((await cellsIn(text('A1', content))).cells).toEqual(['課きく']);
  });

  it('blanks stay, with xml:space and without; so do references, CDATA and escaped characters', async () => {
    const cells = [
      text('A1', '<t xml:space="preserve">  a </t>'),
      plain('B1', ' b '),
      plain('C1', '&lt;b&gt; &amp;&quot;&apos; &#1046;&#x416;'),
      plain('D1', '<![CDATA[<x> & y]]>'),
      plain('E1', 'line_x000D_\nnext_x005F_x0041_'),
    ];
    expect((await cellsIn(cells.join(''))).cells).toEqual(['  a ', ' b ', '<b> &"\' ЖЖ', '<x> & y', 'line\r\nnext_x0041_']);
  });

  it('leading zeros as text stay', async () => {
    expect((await cellsIn(plain('A1', '007701'))).cells).toEqual(['007701']);
  });

  it('numbers as text and as number', async () => {
    expect((await cellsIn(`${plain('A1', '3926909709')}<c r="B1"><v>3926909709</v></c><c r="C1" t="n"><v>0.432</v></c>`)).cells).toEqual([
      '3926909709',
      '3926909709',
      '0.432',
    ]);
  });

  it.each([
    ['1E5', '100000'],
    ['3.926909709E9', '3926909709'],
    ['1.5e-7', '0.00000015'],
    ['-2.50', '-2.5'],
    ['0.43199999999999999', '0.432'],
    ['12.300000000000001', '12.3'],
    ['35.000', '35'],
    ['123456789012345', '123456789012345'],
    ['-0', '0'],
    ['.5', '0.5'],
  ])('exponents and what a binary number adds: %s is %s', async (value, cell) => {
    expect(await cellsIn(`<c r="A1"><v>${value}</v></c>`)).toEqual({ number: 1, cells: [cell] });
  });

  it.each(['1234567890123456', '1.23456789012346E+18', '4.6E20'])('long numbers lose digits: %s', async (value) => {
    const words = 'A number cell keeps only 15 digits: format the column as text and enter the number again';
    expect((await cellsIn(`<c r="B1"><v>${value}</v></c>`)).faults).toEqual([{ column: 1, code: 'cell_error', words }]);
  });

  it('numbers that are none', async () => {
    const { cells, faults } = await cellsIn('<c r="A1"><v>0x10</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>1E999</v></c>');
    expect(cells).toEqual(['0x10', 'NaN', '1E999']);
    expect(faults?.map(({ column, code }) => [column, code])).toEqual([
      [0, 'cell_error'],
      [1, 'cell_error'],
      [2, 'cell_error'],
    ]);
  });

  it('truth values, and days written as such', async () => {
    const cells = '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="d"><v>2026-11-22T00:00:00</v></c>';
    expect((await cellsIn(cells)).cells).toEqual(['TRUE', 'FALSE', '2026-11-22']);
  });

  it('error cells are faults', async () => {
    const row = await cellsIn('<c r="A1" t="e"><v>#N/A</v></c>');
    const words = 'The cell shows an error instead of a value';
    expect(row).toEqual({ number: 1, cells: ['#N/A'], faults: [{ column: 0, code: 'cell_error', words }] });
  });

  it('formula cell: a fault that names it, with the value it showed', async () => {
    const row = await cellsIn(`${plain('A1', 'x')}<c r="C1"><f>A1*2</f><v>70</v></c><c r="D1"><f t="shared" si="0"/></c>`);
    const fault = { code: 'formula_cell', words: 'The cell holds a formula: paste its value instead' };
    expect(row).toEqual({
      number: 1,
      cells: ['x', '', '70'],
      faults: [
        { column: 2, ...fault },
        { column: 3, ...fault },
      ],
    });
  });

  it('a cell that is too long', async () => {
    const { faults } = await cellsIn(plain('A1', 'ж'.repeat(4_097)));
    expect(faults).toMatchObject([{ column: 0, code: 'max_length' }]);
  });
});

describe('date serials', () => {
  const xf = (format: number) => `<xf numFmtId="${format}"/>`;
  const day = async (value: string, format: number, more: Omit<MadeWorkbook, 'sheets'> = {}) =>
    (await cellsIn(`<c r="A1" s="1"><v>${value}</v></c>`, { cellXfs: xf(0) + xf(format), ...more })).cells[0];

  it.each([14, 15, 16, 17, 22, 31, 45, 57])('built-in format %i shows a day', async (format) => {
    expect(await day('46348', format)).toBe('2026-11-22');
  });

  it.each([0, 1, 2, 9, 37, 44, 48, 49])('built-in format %i does not', async (format) => {
    expect(await day('46348', format)).toBe('46348');
  });

  it.each([
    ['dd.mm.yyyy', true],
    ['yyyy\\-mm\\-dd;@', true],
    ['[$-419]d\\ mmmm\\ yyyy', true],
    ['yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;', true],
    ['[h]:mm', true],
    ['0.00', false],
    ['#,##0.00\\ &quot;days&quot;', false],
    ['[Red]0.00', false],
    ['General', false],
    ['0.00E+00', false],
    ['_-* #,##0.00\\ [$€-1]_-', false],
  ])('own format %s: %s', async (code, isDate) => {
    const numFmts = `<numFmt numFmtId="170" formatCode="${code}"/>`;
    expect(await day('46348.75', 170, { numFmts })).toBe(isDate ? '2026-11-22' : '46348.75');
  });

  it('a code of the workbook itself goes before the built-in one', async () => {
    expect(await day('46348', 50, { numFmts: '<numFmt numFmtId="50" formatCode="0.00"/>' })).toBe('46348');
  });

  it.each([
    ['1', '1900-01-01'],
    ['59', '1900-02-28'],
    ['60', '1900-02-29'],
    ['61', '1900-03-01'],
    ['2958465', '9999-12-31'],
    ['2958466', '2958466'],
    ['0.5', '0.5'],
    ['-1', '-1'],
  ])('counted from 1900 with its day that never was: %s is %s', async (value, shown) => {
    expect(await day(value, 14)).toBe(shown);
  });

  it.each([
    ['0', '1904-01-01'],
    ['44886', '2026-11-22'],
  ])('counted from 1904: %s is %s', async (value, shown) => {
    expect(await day(value, 14, { is1904: true })).toBe(shown);
  });
});

describe('rows of a workbook', () => {
  it('sparse cells: gaps, no places, prefixes, any order of attributes', async () => {
    const rows = [
      '<row r="2"><c r="B2"><v>1</v></c><c r="AB2"><v>2</v></c></row>',
      '<row><c><v>3</v></c><c s="0" r="D3"><v>4</v></c><c><v>5</v></c></row>',
      "<row r='7'><c s='0'\n r = 'C7' ><v>6</v></c></row>",
    ];
    const read = await rowsIn(rows.join('\n'));
    expect(read.map(({ number }) => number)).toEqual([2, 3, 7]);
    expect(read[0].cells).toEqual(['', '1', ...Array.from({ length: 25 }, () => ''), '2']);
    expect(read[1].cells).toEqual(['3', '', '', '4', '5']);
    expect(read[2].cells).toEqual(['', '', '6']);
  });

  it('the names of elements may have a prefix', async () => {
    const parts = workbookParts({ sheets: [{ rows: '' }] });
    parts['xl/worksheets/sheet0.xml'] =
      '<?xml version="1.0"?><!-- > --><x:worksheet xmlns:x="m" a=">"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet >';
    expect((await readParts(parts)).rows).toEqual([{ number: 1, cells: ['1'] }]);
  });

  it('rows without text are passed over and counted', async () => {
    expect(
      await rowsIn(`<row r="1"><c r="A1" s="1"/></row><row r="2">${plain('A2', ' ')}</row><row r="4">${plain('A4', 'x')}</row>`),
    ).toEqual([{ number: 4, cells: ['x'] }]);
  });

  it('1 048 576 empty rows', async () => {
    const empty = Array.from({ length: 1_048_575 }, (_, at) => `<row r="${at + 2}" s="1"/>`).join('');
    const bytes = await zipOf(workbookParts({ sheets: [{ rows: `<row r="1">${plain('A1', 'x')}</row>${empty}` }] }));
    const before = process.memoryUsage().rss;
    const started = performance.now();
    expect((await read(bytes)).rows).toEqual([{ number: 1, cells: ['x'] }]);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1_048_576);
  });

  it('many rows keep their numbers and texts', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, at) => `<row r="${at + 1}">${plain(`A${at + 1}`, `Ж ${at}`)}<c r="B${at + 1}"><v>${at}</v></c></row>`,
    );
    const read = await rowsIn(rows.join(''));
    expect(read.every(({ number, cells }, at) => number === at + 1 && cells[0] === `Ж ${at}` && cells[1] === `${at}`)).toBe(true);
    expect(read).toHaveLength(20_000);
  });

  it.each([
    ['rows out of order', '<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>', 3],
    ['a row beyond the last', '<row r="1048577"/>', 1],
    ['a row that is no number', '<row r="x"/>', 1],
    ['a cell without a column', '<row r="4"><c r="4"><v>1</v></c></row>', 4],
  ])('%s', async (_name, rows, row) => {
    await expect(rowsIn(rows)).rejects.toEqual(finding('format', 'Rows and cells stand in order', { row }));
  });

  it('more columns than there may be: cells with a format alone do not count', async () => {
    expect((await cellsIn(`${plain('AMJ1', 'x')}<c r="XFD1" s="1"/>`)).cells).toHaveLength(1_024);
    const beyond = rowsIn(`<row r="3">${plain('AMK3', 'x')}</row>`);
    await expect(beyond).rejects.toEqual(finding('max_items', 'At most {0} columns', { row: 3, values: [1_024] }));
  });
});

describe('sheets', () => {
  const row = (content: string) => `<row r="1">${plain('A1', content)}</row>`;

  it('the visible one with rows is read, and named', async () => {
    const { rows, form } = await readBook({
      sheets: [
        { name: 'Пусто', rows: '' },
        { name: 'Реестр &amp; 1', rows: row('x') },
        { rows: '<row r="9"/>', state: 'hidden' },
      ],
    });
    expect(rows).toEqual([{ number: 1, cells: ['x'] }]);
    expect(form).toEqual({ format: 'xlsx', sheet: 'Реестр & 1' });
  });

  it.each(['hidden', 'veryHidden'])('hidden sheet with rows: %s', async (state) => {
    const book = readBook({ sheets: [{ rows: row('x') }, { name: 'Справочник', state, rows: row('y') }] });
    const detail = 'The hidden sheet "{0}" holds rows: remove it, or send it alone';
    await expect(book).rejects.toEqual(finding('hidden_sheet', detail, { values: ['Справочник'] }));
  });

  it('a second visible sheet with rows', async () => {
    const detail = 'A second sheet, "{0}", holds rows: send one sheet in a file';
    await expect(readBook({ sheets: [{ rows: row('x') }, { rows: row('y') }] })).rejects.toEqual(
      finding('hidden_sheet', detail, { values: ['S1'] }),
    );
  });

  it.each([
    ['no rows', '<row r="1"><c r="A1" s="1"/></row>'],
    ['blanks alone', row(' ')],
  ])('no headings: %s', async (_name, rows) => {
    await expect(rowsIn(rows)).rejects.toEqual(finding('no_rows', 'The file holds no rows'));
  });

  it('merged cells in rows with text, named with the row', async () => {
    const rows = `${row('x')}<row r="5">${plain('A5', 'y')}</row>`;
    const book = readBook({
      sheets: [{ rows, behind: '<mergeCells count="2"><mergeCell ref="A2:B4"/><mergeCell ref="C3:D9"/></mergeCells>' }],
    });
    const detail = 'The cells {0} are merged: undo it, so that every row has its own';
    await expect(book).rejects.toEqual(finding('merged_cells', detail, { row: 5, values: ['C3:D9'] }));
  });

  it('merged cells below and between the rows are nothing', async () => {
    const behind = '<mergeCells><mergeCell ref="A2:B4"/><mergeCell ref="A6:F1048576"/><mergeCell ref="XFD9"/></mergeCells>';
    expect((await readBook({ sheets: [{ rows: `${row('x')}<row r="5">${plain('A5', 'y')}</row>`, behind }] })).rows).toHaveLength(2);
  });
});

describe('bad workbooks', () => {
  const parts = workbookParts({ sheets: [{ rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }], strings: '<si><t>x</t></si>' });
  const SHEET = 'xl/worksheets/sheet0.xml';

  it('truncated xlsx', async () => {
    const bytes = await zipOf(parts);
    for (const end of [4, 500, bytes.length - 40]) await expect(read(bytes.subarray(0, end))).rejects.toEqual(damaged);
  });

  it.each([
    ['a sheet that ends early', { [SHEET]: '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>' }],
    ['an empty part', { [SHEET]: '' }],
    ['a shared text that is not there', { 'xl/sharedStrings.xml': '<sst/>' }],
  ])('%s', async (_name, broken) => {
    const error: unknown = await readParts({ ...parts, ...broken }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'validation-failed', findings: [{ code: 'truncated' }] });
  });

  it.each([
    ['tags that do not match', '<worksheet><sheetData></worksheet></sheetData>', 'tags do not match'],
    ['a DOCTYPE with an entity', '<!DOCTYPE x [<!ENTITY e "boom">]><worksheet/>', 'a DOCTYPE is not accepted'],
    [
      'an entity that nobody declared',
      '<worksheet><sheetData><row><c t="str"><v>&e;</v></c></row></sheetData></worksheet>',
      'a reference is not known',
    ],
    ['elements that nest without end', '<a>'.repeat(1_000), 'elements nest too deep'],
    ['a text without end', `<worksheet><sheetData><row><c t="str"><v>${'x'.repeat(2_000_000)}`, 'a tag or text is too long'],
  ])('%s', async (_name, xml, reason) => {
    const detail = 'This part of the workbook is not well-formed XML: {0}';
    await expect(readParts({ ...parts, [SHEET]: xml })).rejects.toEqual(finding('format', detail, { values: [reason] }));
  });

  it.each([
    ['a tag without end', `<worksheet ${'x'.repeat(900_000)}/>`],
    ['attributes without values', `<worksheet><sheetData><row ${'x '.repeat(400_000)}/></sheetData></worksheet>`],
    [
      'merged ranges by the thousand',
      `<worksheet><sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>${'<mergeCell ref="A1:B1048575"/>'.repeat(20_000)}</worksheet>`,
    ],
  ])('costs no more than its length: %s', async (_name, xml) => {
    const bytes = await zipOf({ ...parts, [SHEET]: xml });
    const started = performance.now();
    await read(bytes).catch(() => {});
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('a format code without end', async () => {
    const numFmts = `<numFmt numFmtId="170" formatCode="${'['.repeat(900_000)}"/>`;
    const started = performance.now();
    expect((await cellsIn('<c r="A1"><v>1</v></c>', { numFmts })).cells).toEqual(['1']);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('a part that is not UTF-8', async () => {
    const bytes = await zipOf({
      ...parts,
      [SHEET]: Buffer.concat([Buffer.from('<worksheet>'), Buffer.from([0xcf, 0xf0]), Buffer.from('</worksheet>')]),
    });
    await expect(read(bytes)).rejects.toMatchObject({ findings: [{ code: 'encoding' }] });
  });

  it('no workbook', async () => {
    await expect(readParts({ '[Content_Types].xml': '' })).rejects.toEqual(finding('format', 'This is no XLSX workbook: save it as .xlsx'));
  });

  it('zip bomb: in a sheet, and in the texts', async () => {
    const tags = '<x/>'.repeat(3_000_000);
    await expect(readParts({ ...parts, [SHEET]: `<worksheet>${tags}</worksheet>` })).rejects.toMatchObject({ code: 'too-large' });
    await expect(readParts({ ...parts, 'xl/sharedStrings.xml': `<sst>${tags}</sst>` })).rejects.toMatchObject({ code: 'too-large' });
  });

  it('more shared texts than may be kept', () => {
    const strings = new SharedStrings();
    const text = 'ж'.repeat(524_288);
    for (let at = 0; at < 64; at++) strings.add(text);
    expect(() => strings.add('x')).toThrow(expect.objectContaining({ code: 'too-large' }));
    expect([strings.at(0), strings.at(63), strings.at(64)]).toEqual([text, text, undefined]);
  });
});
