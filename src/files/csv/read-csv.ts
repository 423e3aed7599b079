import { blocksOf } from '../blocks.js';
import { fileFault } from '../file-fault.js';
import { MAX_PIECE } from '../limits.js';
import type { FileRow, RowForm, RowSource } from '../rows.js';
import { type Charset, CharsetReader } from './charset.js';
import { CsvSplitter } from './csv-splitter.js';
import { delimiterOf } from './delimiter.js';

/** What is known of a CSV beforehand; the rest is told by its bytes. */
export interface CsvOptions {
  charset?: Charset;
  delimiter?: string;
}

/** Bytes that are decoded and split at a time. */
const BLOCK = 131_072;

/**
 * Rows of a CSV as its bytes come, none kept.
 *
 * Errors: `validation-failed` with `encoding`, `delimiter`, `truncated` (a quote that does not close), `max_items`, `max_length` or
 * `no_rows`, and what the bytes throw.
 */
export function readCsvRows(bytes: AsyncIterable<Uint8Array>, options: CsvOptions = {}): RowSource {
  return new CsvRows(bytes, options);
}

class CsvRows implements RowSource {
  readonly form: RowForm = { format: 'csv' };
  readonly #letters: CharsetReader;
  #splitter: CsvSplitter | undefined;
  /** Text that no splitter has had yet. */
  #lead = '';

  constructor(
    private readonly bytes: AsyncIterable<Uint8Array>,
    private readonly options: CsvOptions,
  ) {
    this.#letters = new CharsetReader(options.charset);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly FileRow[]> {
    let isEmpty = true;
    for await (const rows of this.#batches()) {
      if (rows.length === 0) continue;
      isEmpty = false;
      this.form.charset = this.#letters.charset ?? 'utf-8';
      yield rows;
    }
    if (isEmpty) throw fileFault('no_rows', 'The file holds no rows');
  }

  async *#batches(): AsyncGenerator<FileRow[]> {
    for await (const block of blocksOf(this.bytes, BLOCK)) yield this.#rowsOf(block, false);
    yield this.#rowsOf(Buffer.alloc(0), true);
  }

  #rowsOf(block: Buffer, isLast: boolean): FileRow[] {
    this.#lead += this.#letters.read(block, isLast);
    // The delimiter is told by the first line that is not blank.
    const isTold = isLast || this.#letters.fault !== undefined || this.#lead.length > MAX_PIECE || this.#lead.trim() !== '';
    if (this.#splitter === undefined && !isTold) return [];
    this.#splitter ??= this.#begin(this.#lead);
    const rows = this.#splitter.push(this.#lead, isLast);
    this.#lead = '';
    if (this.#letters.fault !== undefined) throw fileFault('encoding', this.#letters.fault, this.#splitter.number + 1);
    return rows;
  }

  #begin(text: string): CsvSplitter {
    this.form.delimiter = delimiterOf(text, this.options.delimiter);
    return new CsvSplitter(this.form.delimiter);
  }
}
