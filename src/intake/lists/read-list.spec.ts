import { Readable } from 'node:stream';
import { DomainError, type Finding } from '../../domain/problem.js';
import type { TradeListName } from '../../domain/trade-lists.js';
import { readCsvRows } from '../../files/csv/read-csv.js';
import type { FileRow } from '../../files/rows.js';
import { withBuiltIn } from '../checks/built-in/built-in-lists.js';
import { builtInCsv } from './list-csv.js';
import { readList } from './read-list.js';
import { listNames, lists } from './registry.js';

/** Rows as a CSV reader gives them; the first are the headings. */
const file = (...rows: (string[] | FileRow)[]) => ({
  form: { format: 'csv' as const },
  async *[Symbol.asyncIterator]() {
    yield rows.map((row, index) => (Array.isArray(row) ? { number: index + 1, cells: row } : row));
  },
});

/** A CSV as its rows. */
async function rowsOf(csv: string): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for await (const batch of readCsvRows(Readable.from([Buffer.from(csv)]))) rows.push(...batch);
  return rows;
}

const read = (name: TradeListName, ...rows: (string[] | FileRow)[]) => readList(lists[name], file(...rows));

async function faults(name: TradeListName, ...rows: (string[] | FileRow)[]): Promise<string[]> {
  try {
    await read(name, ...rows);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.findings.map(({ row, column, code }: Finding) => `${row} ${column ?? '-'} ${code}`);
  }
}

describe.each(listNames)('list %s', (name) => {
  it('takes its own example', async () => {
    const { rows } = await read(name, ...(await rowsOf(lists[name].example)));
    expect(rows.length).toBe(lists[name].example.trimEnd().split('\n').length - 1);
  });

  it('reads again what it writes', async () => {
    const { csv, rows } = await read(name, ...(await rowsOf(lists[name].example)));
    expect(await read(name, ...(await rowsOf(csv)))).toEqual({ csv, rows });
  });

  it('says of each column what stands in it', () => {
    expect(lists[name].headings.filter(({ description }) => description === '')).toEqual([]);
  });

  it('has built-in rows that can be exported and imported', async () => {
    const { csv, rows } = await read(name, ...(await rowsOf(builtInCsv(lists[name]))));
    expect(csv).toBe(builtInCsv(lists[name]));
    expect(rows).toEqual(withBuiltIn({})[name]);
  });
});

describe('rows of lists', () => {
  it('have their defaults', async () => {
    const { rows } = await read('stop-words', ['phrase'], ['нож'], ['газовый баллон']);
    expect(rows).toEqual([
      { phrase: 'нож', match: 'form', severity: 'hold' },
      { phrase: 'газовый баллон', match: 'phrase', severity: 'hold' },
    ]);
  });

  it('have exceptions apart, and no member for an empty cell', async () => {
    const headings = ['prefix', 'except', 'applies', 'finding', 'severity', 'reason', 'from', 'to', 'source'];
    const { rows } = await read(
      'barred-goods',
      headings,
      ['8517', '851770 851771', 'individual', 'not_personal', 'error', 'Причина', '2026-01-01', '', ''],
      ['22', '', '', 'barred_goods', 'hold', 'Алкоголь', '', '', 'Акт'],
    );
    expect(rows).toEqual([
      {
        prefix: '8517',
        exceptions: ['851770', '851771'],
        applies: 'individual',
        finding: 'not_personal',
        severity: 'error',
        reason: 'Причина',
        from: '2026-01-01',
      },
      { prefix: '22', exceptions: [], applies: 'all', finding: 'barred_goods', severity: 'hold', reason: 'Алкоголь', source: 'Акт' },
    ]);
  });

  it('have grams and hundredths of euros', async () => {
    const { rows } = await read('plausibility', ['prefix', 'maxUnitG', 'minUnitEur', 'maxUnitEur'], ['8517', '3000', '5', '2999.99']);
    expect(rows).toEqual([{ prefix: '8517', maxUnitG: 3000, minUnitEur: 500, maxUnitEur: 299_999 }]);
  });

  it.each([
    ['5%', '20%', { percentHundredths: 500 }, 2000],
    ['0.35 EUR/kg', '10', { specific: { amount: 3500, currency: 'EUR', unit: '166' } }, 1000],
    [
      '10% min 0.5 EUR/kg',
      '0',
      { percentHundredths: 1000, specific: { amount: 5000, currency: 'EUR', unit: '166' }, combine: 'greater' },
      0,
    ],
    [
      '10% + 0.5 EUR/796',
      '22.5%',
      { percentHundredths: 1000, specific: { amount: 5000, currency: 'EUR', unit: '796' }, combine: 'sum' },
      2250,
    ],
  ])('have a rate of duty: %s', async (duty, vat, rate, vatHundredths) => {
    const { rows } = await read('tariffs', ['code', 'duty', 'vat', 'from'], ['3926', duty, vat, '2026-01-01']);
    expect(rows).toEqual([{ prefix: '3926', duty: rate, vatHundredths, from: '2026-01-01', source: '' }]);
  });

  it('stand under headings in any order and case', async () => {
    const { csv } = await read('tariffs', ['VAT', ' From', 'code', 'Duty', ''], ['20', '2026-01-01', '3926', '5%', '']);
    expect(csv).toBe('code,duty,vat,from,source\r\n3926,5%,20,2026-01-01,\r\n');
  });

  it('are none: a list may be empty', async () => {
    expect(await read('stop-words', ['phrase'])).toEqual({ csv: 'phrase,match,severity,reason,source\r\n', rows: [] });
  });

  it('come back as they were where a spreadsheet would see a formula', async () => {
    const { csv, rows } = await read('brands', ['brand'], ['=A1'], ['+7UP, "X"'], ["'=B1"], ["'ROCK'"]);
    expect(rows).toEqual([{ brand: '=A1' }, { brand: '+7UP, "X"' }, { brand: '=B1' }, { brand: "'ROCK'" }]);
    expect(csv).toBe('brand,source\r\n\'=A1,\r\n"\'+7UP, ""X""",\r\n\'=B1,\r\n\'ROCK\',\r\n');
  });
});

describe('faults of lists', () => {
  it('are told all at once, in the order of the file', async () => {
    expect(
      await faults(
        'tariffs',
        ['code', 'duty', 'vat', 'from', 'source'],
        ['39 26', '5', '20%', '2026-02-30', ''],
        ['3926', '', '101%', '2026-01-01', ' x'],
        ['64', '10% min 0.5 XXX/kg', '20%', '01.01.2026', '', 'more'],
        ['85', '5%', '20%', '2026-01-01'],
        ['85', '7%', '20%', '2026-01-01'],
        ['85', '7%', '20%', '2027-01-01'],
      ),
    ).toEqual([
      '2 code format',
      '2 duty format',
      '2 from date_invalid',
      '3 vat format',
      '3 source outer_space',
      '3 duty required',
      '4 - format',
      '4 duty format',
      '4 from date_invalid',
      '6 - duplicate',
    ]);
  });

  it.each<[TradeListName, string[], string[], string[]]>([
    ['stop-words', ['phrase', 'match'], ['газовый баллон', 'form'], ['2 phrase format']],
    [
      'stop-words',
      ['phrase', 'match', 'severity'],
      ['!!', 'any', 'error'],
      ['2 phrase format', '2 match unknown_code', '2 severity unknown_code'],
    ],
    ['nomenclature', ['code', 'from', 'to'], ['8517', '2026-01-02', '2026-01-01'], ['2 to date_range']],
    ['plausibility', ['prefix', 'minUnitG', 'maxUnitG'], ['8517', '10', '9'], ['2 maxUnitG range']],
    ['plausibility', ['prefix', 'minUnitEur', 'maxUnitEur'], ['8517', '10', '9.99'], ['2 maxUnitEur range']],
    ['plausibility', ['prefix', 'minUnitEur', 'maxUnitG'], ['8517', '1,50', '0.5'], ['2 minUnitEur format', '2 maxUnitG format']],
    ['plausibility', ['prefix'], ['8517'], ['2 - required_if']],
    ['brands', ['brand'], ['EXA\u200bMPLE'], ['2 brand illegal_character']],
    ['vague-words', ['word'], ['a\nb'], ['2 word line_break']],
  ])('in a row of %s', async (name, headings, row, expected) => {
    expect(await faults(name, headings, row)).toEqual(expected);
  });

  it('are exceptions from elsewhere', async () => {
    const headings = ['prefix', 'except', 'finding', 'severity', 'reason'];
    expect(await faults('barred-goods', headings, ['8517', '8516', 'barred_goods', 'hold', 'x'])).toEqual(['2 except mismatch']);
    expect(await faults('barred-goods', headings, ['8517', '8517', 'barred_goods', 'hold', 'x'])).toEqual(['2 except mismatch']);
    expect(await faults('barred-goods', headings, ['8517', '851712,851713', 'barred_goods', 'hold', 'x'])).toEqual(['2 except format']);
  });

  it('are rows that say the same, in any letter case', async () => {
    expect(await faults('stop-words', ['phrase'], ['Ёлка'], ['нож'], ['елка'], ['ёлка'])).toEqual(['4 - duplicate', '5 - duplicate']);
  });

  it('are cells that their reader could not take', async () => {
    const cell = {
      number: 2,
      cells: ['3926'],
      faults: [{ column: 0, code: 'formula_cell' as const, words: 'At least one item' as const }],
    };
    expect(await faults('nomenclature', ['Code'], cell)).toEqual(['2 Code formula_cell']);
  });

  it.each<[string, string[], string[]]>([
    ['missing', ['code', 'duty'], ['1 vat missing_column', '1 from missing_column']],
    ['twice', ['code', 'duty', 'vat', 'from', 'CODE'], ['1 CODE duplicate_column']],
    ['unknown', ['code', 'duty', 'vat', 'from', 'rate', 'x'.repeat(65)], ['1 rate unknown_property', '1 - unknown_property']],
  ])('are headings that are %s', async (_, headings, expected) => {
    expect(await faults('tariffs', headings, ['no', 'row', 'is', 'read'])).toEqual(expected);
  });

  it('are no rows at all', async () => {
    expect(await faults('tariffs')).toEqual(['undefined - no_rows']);
  });

  it('are counted beyond the thousand that are listed', async () => {
    const rows = Array.from({ length: 3_000 }, () => ['x']);
    const error = await read('nomenclature', ['code'], ...rows).catch((thrown: unknown) => thrown);
    if (!(error instanceof DomainError)) throw error;
    expect([error.findings.length, error.findingCount]).toEqual([1_000, 3_000]);
  });

  it('are too many rows, told once', async () => {
    async function* batches() {
      yield [{ number: 1, cells: ['code'] }];
      for (let batch = 0; batch <= 300; batch += 1) {
        yield Array.from({ length: 1_000 }, (_, index) => ({
          number: batch * 1_000 + index + 2,
          cells: [String(1_000_000 + batch * 1_000 + index)],
        }));
      }
    }
    const source = { form: { format: 'csv' as const }, [Symbol.asyncIterator]: batches };
    await expect(readList(lists.nomenclature, source)).rejects.toMatchObject({
      findings: [{ row: 300_002, code: 'max_items', values: [300_000] }],
      findingCount: 1,
    });
  });
});
