import type { FindingCode } from '../domain/problem.js';
import type { Words } from '../domain/wording/wording.js';

/** What is wrong with a cell whatever it means: a formula, a number whose last digits are lost. */
export interface CellFault {
  /** From 0. */
  column: number;
  code: FindingCode;
  words: Words;
}

/** One row of a file with its cells as text, as they were sent. Rows without any text are passed over; numbers count them. */
export interface FileRow {
  /** From 1, as the sender's program shows it. */
  number: number;
  cells: readonly string[];
  faults?: readonly CellFault[];
}

/** What was found out about a file while its first rows were read. */
export interface RowForm {
  format: 'csv' | 'xlsx';
  delimiter?: string;
  charset?: 'utf-8' | 'windows-1251';
  sheet?: string;
}

/**
 * Rows of a file as they stream by, in batches; the row of headings is the first of them.
 *
 * Errors, while iterating: `validation-failed` with findings that name row and column for a file that cannot be understood,
 * `too-large`, and whatever its source throws.
 */
export interface RowSource extends AsyncIterable<readonly FileRow[]> {
  /** Known from the first batch on. */
  readonly form: RowForm;
}
