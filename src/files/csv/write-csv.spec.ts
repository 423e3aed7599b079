import fc from 'fast-check';
import { bytesOf, rowsOf } from '../../../test/fixtures/workbook.js';
import type { CellRows } from '../cell.js';
import { readCsvRows } from './read-csv.js';
import { csvBytes } from './write-csv.js';

const written = (rows: CellRows, delimiter?: string) => bytesOf(csvBytes(['a', 'b'], rows, delimiter === undefined ? {} : { delimiter }));

describe('a CSV that is written', () => {
  it('has a mark, CRLF and quotes where they are needed', async () => {
    const bytes = await written([
      ['1;2', 'Чехол'],
      ['say "x"', 'a\r\nb'],
      [' x', { text: 'y', tone: 'fault' }],
    ]);
    expect(bytes.toString()).toBe('\uFEFFa;b\r\n"1;2";Чехол\r\n"say ""x""";"a\r\nb"\r\n" x";y\r\n');
  });

  it.each(['=1+1', '+79161234567', '-5', '@SUM(A1)', '\tx', '\rx', "'=1", "''+1"])('puts an apostrophe before %j', async (text) => {
    const bytes = await written([[text, 'x=1']]);
    expect(bytes.toString()).toContain(`'${text}`);
    expect((await rowsOf(readCsvRows(pieces(bytes))))[1].cells).toEqual([text, 'x=1']);
  });

  it('is read as it was written, whatever stands in it', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'a1Жж手😀"\'=+-@;,\t\r\n \u00A0'), maxLength: 12 });
    const rows = fc.array(fc.tuple(fc.constant('x'), text), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(',', ';', '\t', '|'), async (sent, delimiter) => {
        const read = await rowsOf(readCsvRows(pieces(await written(sent, delimiter)), { charset: 'utf-8' }));
        expect(read.map(({ cells }) => cells)).toEqual([['a', 'b'], ...sent]);
        expect(read.some(({ faults }) => faults !== undefined)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('asks for rows as its bytes are asked for', async () => {
    let asked = 0;
    async function* rows(): AsyncGenerator<string[]> {
      for (;;) yield [`${asked++}`, 'x'.repeat(1_000)];
    }
    const bytes = csvBytes(['a', 'b'], rows());
    await bytes.next();
    expect(asked).toBeLessThan(100);
    await bytes.return(undefined);
  });
});

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
