import { type Language, say, textOf, type Words } from '../../../domain/wording/wording.js';
import type { Cell } from '../../../files/cell.js';
import { csvBytes } from '../../../files/csv/write-csv.js';
import { xlsxBytes } from '../../../files/xlsx/write-xlsx.js';
import type { RegisterRow } from '../../../store/register.store.js';
import type { ReadRow, RegisterColumn } from './register-columns.js';

export interface Register {
  flight: string;
  language: Language;
  columns: readonly RegisterColumn[];
  rows: AsyncIterable<RegisterRow>;
}

/** A register as a workbook or as CSV; rows are read as the bytes are asked for. Sums stand in the last row, those of what is held above. */
export function registerFile(format: 'xlsx' | 'csv', { flight, language, columns, rows }: Register): AsyncIterable<Uint8Array> {
  const said = (words: Words) => textOf(typeof words === 'string' ? { detail: words } : words, language);
  const sums = new RegisterSums(columns, said);
  const cells = cellsOf(flight, language, columns, rows, sums);
  const headed = columns.map(({ heading, kind = 'text', width }) => ({
    heading: said(heading),
    kind,
    ...(width === undefined ? {} : { width }),
  }));
  if (format === 'xlsx') return xlsxBytes([{ name: said('Register'), columns: headed, rows: cells, foot: () => sums.rows() }]);
  return csvBytes(
    headed.map(({ heading }) => heading),
    withFoot(cells, sums),
  );
}

async function* cellsOf(
  flight: string,
  language: Language,
  columns: readonly RegisterColumn[],
  rows: AsyncIterable<RegisterRow>,
  sums: RegisterSums,
): AsyncGenerator<Cell[]> {
  for await (const row of rows) {
    const read: ReadRow = {
      ...row,
      flight,
      sent: parsed(row.body),
      values: valuesByCurrency(row.lineValues),
    };
    sums.add(read);
    yield columns.map((column) => {
      if ('text' in column) return column.text(read, language) ?? '';
      const value = column.sum(read);
      return value === null || value === undefined ? '' : column.form(value);
    });
  }
}

async function* withFoot(rows: AsyncIterable<Cell[]>, sums: RegisterSums): AsyncGenerator<readonly Cell[]> {
  yield* rows;
  yield* sums.rows();
}

/** What was sent; nothing of what is no JSON, which intake never stores. */
function parsed(body: string | null): unknown {
  try {
    return JSON.parse(body ?? 'null');
  } catch {
    return undefined;
  }
}

/** Hundredths by currency of `CNY 3500,CNY 9600`. */
function valuesByCurrency(lineValues: string | null): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const line of lineValues?.split(',') ?? []) {
    const [currency, amount] = [line.slice(0, 3), Number(line.slice(4))];
    if (Number.isSafeInteger(amount)) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return sums;
}

/** Sums of columns over the consignments that are not held, which are what documents add up to, and apart over those that are. */
class RegisterSums {
  readonly #flown: Group;
  readonly #held: Group;

  constructor(
    private readonly columns: readonly RegisterColumn[],
    private readonly said: (words: Words) => string,
  ) {
    this.#flown = { count: 0, sums: columns.map(() => 0n) };
    this.#held = { count: 0, sums: columns.map(() => 0n) };
  }

  add(row: ReadRow): void {
    const group = row.isHeld ? this.#held : this.#flown;
    group.count += 1;
    this.columns.forEach((column, at) => {
      if ('sum' in column) group.sums[at] += BigInt(column.sum(row) ?? 0);
    });
  }

  rows(): Cell[][] {
    const held = this.#held.count === 0 ? [] : [this.#row(say('Held: {0}', this.#held.count), this.#held)];
    return [...held, this.#row(say('Total of {0}', this.#flown.count), this.#flown)];
  }

  #row(words: Words, { sums }: Group): Cell[] {
    return this.columns.map((column, at) => ({
      text: at === 0 ? this.said(words) : 'sum' in column ? column.form(Number(sums[at])) : '',
      tone: 'total',
    }));
  }
}

interface Group {
  count: number;
  sums: bigint[];
}
