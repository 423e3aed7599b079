import { FindingList } from '../../domain/finding-list.js';
import { DomainError, type Finding } from '../../domain/problem.js';
import { say, type Words } from '../../domain/wording/wording.js';
import type { FileRow, RowSource } from '../../files/rows.js';
import { Inspection } from '../fields/inspection.js';
import { csvLine, plainCell } from './list-csv.js';
import type { Cells, ListDefinition } from './list-definition.js';
import { type Column, readHeadings } from './list-headings.js';

const MAX_ROWS = 300_000;

/** A list that was read whole and has no fault. */
export interface ReadList<Row> {
  rows: readonly Row[];
  /** The same in one form, however it was written: columns in their order, commas, UTF-8. */
  csv: string;
}

/**
 * A list of a file of rows. Nothing is kept of a list with any fault.
 *
 * Errors: `validation-failed` with all faults counted and the first of them listed, each with row and heading; what the source throws.
 */
export async function readList<Row>(definition: ListDefinition<Row>, source: RowSource): Promise<ReadList<Row>> {
  const reader = new ListReader(definition);
  for await (const batch of source) for (const row of batch) reader.take(row);
  return reader.finish();
}

class ListReader<Row> {
  readonly #findings = new FindingList();
  readonly #inspection = new Inspection('');
  readonly #rows: Row[] = [];
  readonly #lines: string[];
  readonly #firstRows = new Map<string, number>();
  #columns: readonly Column[] | undefined;
  #count = 0;

  constructor(private readonly definition: ListDefinition<Row>) {
    this.#lines = [csvLine(definition.headings.map(({ name }) => name))];
  }

  /** Errors: `validation-failed` for headings that are not the list's, and for too many rows: what follows would be noise. */
  take(row: FileRow): void {
    if (this.#columns === undefined) {
      this.#columns = readHeadings(row, this.definition.headings, (finding) => this.#add(finding));
      if (this.#findings.count > 0) throw this.#fault();
      return;
    }
    this.#count += 1;
    if (this.#count > MAX_ROWS) {
      this.#add({ row: row.number, code: 'max_items', ...said(say('At most {0} rows', MAX_ROWS)) });
      throw this.#fault();
    }
    this.#takeCells(row, this.#columns);
  }

  finish(): ReadList<Row> {
    if (this.#columns === undefined) this.#add({ code: 'no_rows', detail: 'A row of headings is due' });
    if (this.#findings.count > 0) throw this.#fault();
    return { rows: this.#rows, csv: this.#lines.join('') };
  }

  #takeCells({ number, cells, faults = [] }: FileRow, columns: readonly Column[]): void {
    for (const { column, code, words } of faults) this.#add({ row: number, column: columns[column]?.heading, code, ...said(words) });
    const surplus = cells.findIndex((cell, index) => index >= columns.length && cell !== '');
    if (surplus >= 0) this.#add({ row: number, code: 'format', detail: 'More cells than headings' });
    const given: Cells = {};
    for (const [index, { name }] of columns.entries()) {
      const cell = cells[index] ?? '';
      if (cell !== '') given[name] = plainCell(cell);
    }
    const read = this.definition.read(given, this.#inspection);
    this.#addAll(this.#inspection.finish(), number, columns);
    if (read === undefined) return;
    const first = this.#firstRows.get(read.key);
    if (first === undefined) this.#firstRows.set(read.key, number);
    else this.#add({ row: number, code: 'duplicate', ...said(say('Same as row {0}', first)) });
    if (this.#findings.count > 0) return;
    this.#rows.push(read.row);
    this.#lines.push(csvLine(this.definition.headings.map(({ name }) => given[name] ?? '')));
  }

  /** Findings of a row as they stand in the file: in the column that is called so there. */
  #addAll(findings: readonly Finding[], row: number, columns: readonly Column[]): void {
    for (const { pointer = '', ...finding } of findings) {
      const name = pointer.split('/')[1];
      this.#add({ ...finding, row, column: columns.find((column) => column.name === name)?.heading ?? name });
    }
  }

  #add({ column, ...finding }: Omit<Finding, 'column'> & { column?: string | undefined }): void {
    this.#findings.add(column === undefined ? finding : { ...finding, column });
  }

  #fault(): DomainError {
    return new DomainError('validation-failed', undefined, { findings: this.#findings.list, findingCount: this.#findings.count });
  }
}

const said = (words: Words) => (typeof words === 'string' ? { detail: words } : words);
