import { type CellRows, neutralised, textOfCell } from '../cell.js';

/** Written at a time. */
const BLOCK = 65_536;

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A CSV that spreadsheets open as it is: UTF-8 with a mark, CRLF, cells that look like formulas behind an apostrophe (R52), which
 * `readCsvRows` takes off again. Rows are asked for as their bytes are.
 */
export async function* csvBytes(
  headings: readonly string[],
  rows: CellRows,
  { delimiter = ';' }: { delimiter?: string } = {},
): AsyncGenerator<Uint8Array> {
  const needsQuotes = new RegExp(`["\\r\\n${delimiter.replace(/[\]\\^-]/g, '\\$&')}]|^\\s|\\s$`);
  const line = (cells: readonly string[]): string => `${cells.map((cell) => quoted(neutralised(cell), needsQuotes)).join(delimiter)}\r\n`;
  let text = BYTE_ORDER_MARK + line(headings);
  for await (const row of rows) {
    text += line(row.map(textOfCell));
    if (text.length < BLOCK) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

const quoted = (cell: string, needsQuotes: RegExp): string => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
