import { rowsOf } from '../../../test/fixtures/workbook.js';
import type { CsvOptions } from './read-csv.js';
import { readCsvRows } from './read-csv.js';

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const source = (content: string | Buffer, options?: CsvOptions, size = 1_000_000) => readCsvRows(cut(Buffer.from(content), size), options);

const cellsOf = async (content: string | Buffer, options?: CsvOptions, size?: number) =>
  (await rowsOf(source(content, options, size))).map(({ cells }) => cells);

/** The finding that ends the reading. */
async function findingOf(content: string | Buffer, options?: CsvOptions): Promise<unknown> {
  const error: unknown = await rowsOf(source(content, options)).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'validation-failed', findings: [expect.anything()] });
  return typeof error === 'object' && error !== null && 'findings' in error && Array.isArray(error.findings)
    ? error.findings[0]
    : undefined;
}

/** Russian letters as windows-1251 has them; ё and № among them. */
const cp1251 = (text: string): Buffer =>
  Buffer.from(
    [...text].map((letter) => {
      const point = letter.codePointAt(0) ?? 0;
      if (letter === '№') return 0xb9;
      if (letter === 'ё') return 0xb8;
      return point >= 0x410 && point <= 0x44f ? point - 0x350 : point;
    }),
  );

const russian = 'номер;описание\n1;Чехол для телефона, чёрный\n2;Кружка №5\n';

describe('the rows of a CSV', () => {
  it.each([
    ['LF', 'a,b\n1,2\n3,4\n'],
    ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['CR', 'a,b\r1,2\r3,4\r'],
    ['no line break at the end', 'a,b\n1,2\n3,4'],
    ['all cells between quotes', '"a","b"\r\n"1","2"\r\n"3","4"'],
    ['a mark before', '\uFEFFa,b\n1,2\n3,4\n'],
  ])('%s', async (_name, text) => {
    for (const size of [1, 2, 5, 1_000])
      expect(await cellsOf(text, {}, size)).toEqual([
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ]);
  });

  it.each([
    ['a delimiter', 'a,"1,2"', '1,2'],
    ['a line break', 'a,"1\r\n2"', '1\r\n2'],
    ['two quotes for one', 'a,"1 ""2"" 3"', '1 "2" 3'],
    ['nothing', 'a,""', ''],
    ['blanks, which stay', 'a,"  1 "', '  1 '],
    ['quotes inside a cell that does not begin with one', 'a,Диагональ 15"', 'Диагональ 15"'],
    ['blanks without quotes, which stay', 'a,  1 ', '  1 '],
    ['leading zeros', 'a,0077', '0077'],
  ])('a cell with %s', async (_name, line, cell) => {
    expect(await cellsOf(`h,i\n${line}\n"z",z\n`)).toEqual([
      ['h', 'i'],
      ['a', cell],
      ['z', 'z'],
    ]);
  });

  it.each([
    [',', 'a,b;c,d\n1,2,3\n', ['a', 'b;c', 'd']],
    [';', 'Масса, кг.;b;c\n1;2;3\n', ['Масса, кг.', 'b', 'c']],
    ['\t', 'a\tb, c\td\n', ['a', 'b, c', 'd']],
    ['|', '"x;y;z"|a|b\n', ['x;y;z', 'a', 'b']],
  ])('finds the delimiter %j by the headings', async (delimiter, text, headings) => {
    const rows = source(text);
    expect((await rowsOf(rows))[0].cells).toEqual(headings);
    expect(rows.form).toEqual({ format: 'csv', delimiter, charset: 'utf-8' });
  });

  it('takes a given delimiter, whatever it is', async () => {
    expect(await cellsOf('a~b\n1~2\n', { delimiter: '~' })).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('passes over rows without text and counts them', async () => {
    const rows = await rowsOf(source('\n ; ;\na;b\n;;\n\n1;2\n'));
    expect(rows).toEqual([
      { number: 3, cells: ['a', 'b'] },
      { number: 6, cells: ['1', '2'] },
    ]);
  });

  it('keeps cells beyond the headings', async () => {
    expect(await cellsOf('a,b\n1,2,3\n')).toEqual([
      ['a', 'b'],
      ['1', '2', '3'],
    ]);
  });

  it('takes off the apostrophe that hides a formula, and no other', async () => {
    expect(await cellsOf("h,i\n'=1+1,'+7\n'-x,'@y\nO'Neil,'quoted'\n''=2,z\n")).toEqual([
      ['h', 'i'],
      ['=1+1', '+7'],
      ['-x', '@y'],
      ["O'Neil", "'quoted'"],
      ["'=2", 'z'],
    ]);
  });

  it('holds across blocks: rows of all lengths, quotes and line breaks', async () => {
    const lines = Array.from({ length: 8_000 }, (_, at) => [`${at}`, 'ж'.repeat(at % 50), at % 7 === 0 ? `a "q"\n${at}` : "d'or"]);
    const quoted = (cell: string) => (/["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const text = lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
    expect(await cellsOf(text, {}, 9_973)).toEqual(lines);
  });
});

describe('character sets of a CSV', () => {
  it('finds windows-1251 by itself, in pieces of any size', async () => {
    for (const size of [1, 3, 1_000]) {
      const rows = source(cp1251(russian), {}, size);
      expect((await rowsOf(rows))[2].cells).toEqual(['2', 'Кружка №5']);
      expect(rows.form.charset).toBe('windows-1251');
    }
  });

  it.each(['Я', 'ая', 'Ж№1', 'ткань'])('takes few letters of windows-1251 as given: %s', async (text) => {
    const bytes = Buffer.concat([Buffer.from('a;b\n1;'), cp1251(text)]);
    expect((await cellsOf(bytes, { charset: 'windows-1251' }))[1]).toEqual(['1', text]);
    // By itself the pair Ж№ is a character of UTF-8 as well.
    if (!text.startsWith('Ж')) expect((await cellsOf(bytes))[1]).toEqual(['1', text]);
  });

  it('names the end of a file that is cut inside a character', async () => {
    const bytes = Buffer.from(russian).subarray(0, -4);
    expect(await findingOf(bytes)).toMatchObject({ code: 'encoding', detail: 'The file is cut off or damaged: send it again' });
  });

  it('takes windows-1251 as given', async () => {
    expect((await cellsOf(cp1251(russian), { charset: 'windows-1251' }))[1]).toEqual(['1', 'Чехол для телефона, чёрный']);
  });

  it('keeps characters of UTF-8 whole that two pieces share', async () => {
    expect((await cellsOf('a;b\n手机壳;😀\n', {}, 1))[1]).toEqual(['手机壳', '😀']);
  });

  it.each<[string, Buffer, CsvOptions, number, string]>([
    [
      'windows-1251 as UTF-8',
      Buffer.concat([Buffer.from('a;b\nc;d\n'), cp1251(russian)]),
      { charset: 'utf-8' },
      3,
      'The file is not UTF-8: save it as UTF-8, or send it with charset windows-1251',
    ],
    [
      'UTF-8 as windows-1251',
      Buffer.from(`a;b\n${russian}`),
      { charset: 'windows-1251' },
      2,
      'The file is UTF-8, not windows-1251: send it with charset utf-8',
    ],
    [
      'UTF-8 with a mark as windows-1251',
      Buffer.from(`\uFEFF${russian}`),
      { charset: 'windows-1251' },
      1,
      'The file is UTF-8, not windows-1251: send it with charset utf-8',
    ],
    [
      'rows of windows-1251 among UTF-8',
      Buffer.concat([Buffer.from(russian), cp1251('3;Ложка\n')]),
      {},
      4,
      'Rows before this one are in another character set: save the whole file as UTF-8',
    ],
    [
      'rows of UTF-8 among windows-1251',
      Buffer.concat([cp1251(russian), Buffer.from('3;Ложка\n')]),
      {},
      4,
      'Rows before this one are in another character set: save the whole file as UTF-8',
    ],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a;b', 'utf16le')]), {}, 1, 'The file is UTF-16: save it as UTF-8'],
    ['NUL bytes', Buffer.from('a;b\n1;\u0000\n'), {}, 2, 'This is not text: it holds NUL bytes'],
    // 手机壳 保护套 as a Chinese spreadsheet saves it (GBK).
    [
      'a set that is neither',
      Buffer.concat([Buffer.from('a;b\n'), Buffer.from('cad6bbfabfc73b b1a3bba4ccd70a'.replaceAll(' ', ''), 'hex')]),
      {},
      2,
      'The letters are neither UTF-8 nor windows-1251: save the file as UTF-8',
    ],
  ])('%s: names the row', async (_name, bytes, options, row, detail) => {
    expect(await findingOf(bytes, options)).toEqual({ code: 'encoding', row, detail });
  });

  it('names the row far into a file that changes its set', async () => {
    const many = 'номер;описание\n'.repeat(20_000);
    expect(await findingOf(Buffer.concat([Buffer.from(many), cp1251('3;Ложка\n')]))).toMatchObject({ code: 'encoding', row: 20_001 });
    expect(await findingOf(Buffer.concat([cp1251(many), Buffer.from('3;Ложка\n')]))).toMatchObject({ code: 'encoding', row: 20_001 });
  });

  it('marks the cells whose letters were lost before', async () => {
    const rows = await rowsOf(source('a;b\n1;ok\n\uFFFD;РџСЂРёРІРµС‚ РјРѕСЃРєРІР°\nРоссия;С.П.\n'));
    const fault = { code: 'encoding', words: 'Letters were lost or garbled before the file was sent' };
    expect(rows.map(({ faults }) => faults)).toEqual([
      undefined,
      undefined,
      [
        { column: 0, ...fault },
        { column: 1, ...fault },
      ],
      undefined,
    ]);
  });
});

describe('bad CSV', () => {
  it('wrong delimiter given', async () => {
    const finding = { code: 'delimiter', row: 1, detail: 'Not "{0}" but "{1}" stands between the headings', values: ['TAB', ';'] };
    expect(await findingOf('a;b;c\n1;2;3\n', { delimiter: '\t' })).toEqual(finding);
    expect(await findingOf('Масса, кг;b;c;d\n', { delimiter: ',' })).toMatchObject({ code: 'delimiter' });
    for (const delimiter of ['', '"', ';;']) expect(await findingOf('a;b\n', { delimiter })).toMatchObject({ code: 'delimiter' });
  });

  it.each([
    ['empty', ''],
    ['a mark alone', '\uFEFF'],
    ['only blanks', ' \n\r\n  ;;\n'],
    ['more blanks than a block', '\n'.repeat(300_000)],
  ])('no headings: %s', async (_name, text) => {
    expect(await findingOf(text)).toEqual({ code: 'no_rows', detail: 'The file holds no rows' });
  });

  it('unclosed quote, at the end and in a file of any size', async () => {
    const finding = { code: 'truncated', row: 3, detail: 'A quote opens in this row and does not close' };
    expect(await findingOf('a,b\n1,2\n3,"4\n5,6\n')).toEqual(finding);
    expect(await findingOf(`a,b\n1,2\n3,"4\n${'5,6\n'.repeat(600_000)}`)).toEqual(finding);
  });

  it('text behind a closing quote is a fault of its cell', async () => {
    const [, row] = await rowsOf(source('a,b\n1,"15" monitor"\n'));
    expect(row).toEqual({
      number: 2,
      cells: ['1', '15 monitor"'],
      faults: [{ column: 1, code: 'format', words: 'Text stands behind the closing quote' }],
    });
  });

  it('a cell that is too long is a fault of its own, a row that is too long of the file', async () => {
    const [, row, next] = await rowsOf(source(`a,b\n1,${'ж'.repeat(4_097)}\n2,${'😀'.repeat(4_096)}\n`));
    expect(row.faults).toEqual([{ column: 1, code: 'max_length', words: { detail: 'At most {0} characters', values: [4_096] } }]);
    expect(next.faults).toBeUndefined();
    expect(await findingOf(`a,b\n${'x'.repeat(1_200_000)}`)).toMatchObject({ code: 'max_length', row: 2 });
  });

  it('more columns than there may be', async () => {
    expect(await findingOf(`a,b\n1,2\n${','.repeat(1_023)}\n${'x,'.repeat(1_024)}\n`)).toMatchObject({
      code: 'max_items',
      row: 4,
      values: [1_024],
    });
  });
});
