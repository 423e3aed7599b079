import { say } from '../../domain/wording/wording.js';
import { longFault } from '../cell-faults.js';
import { fileFault } from '../file-fault.js';
import { MAX_CELL, MAX_COLUMNS } from '../limits.js';
import type { CellFault, FileRow } from '../rows.js';
import { attributeOf, type XmlHandler } from '../xml/xml-scan.js';
import type { CellFormats } from './cell-formats.js';
import { CellTag, numberIn, rowOfPlace } from './cell-tag.js';
import { dayOfSerial, decimalText, FIRST_LONG, spreadsheetText } from './cell-text.js';
import type { SharedStrings } from './shared-strings.js';

/** Rows of a sheet. Source: ECMA-376 part 1, 18.3.1.73. */
const MAX_ROWS = 1_048_576;

/** What cells of a sheet are read by. */
export interface CellContext {
  strings: SharedStrings;
  formats: CellFormats;
  is1904: boolean;
}

/**
 * The rows of a sheet as its tags come. Rows and cells without a number follow the one before them. Source: ECMA-376 part 1, 18.3.1.
 *
 * Errors: `validation-failed` with `max_items` beyond 1 024 columns, `format` for rows out of order, and `merged_cells` for a range that
 * touches a row with text: merged ranges are told behind all rows.
 */
export class SheetRows implements XmlHandler {
  #rows: FileRow[] = [];
  #number = 0;
  #cells: string[] = [];
  #faults: CellFault[] = [];
  #hasText = false;
  readonly #tag = new CellTag();
  #value = '';
  #isInData = false;
  #isInCell = false;
  #isReading = false;
  #hasFormula = false;
  /** One bit a row: the rows that hold text. */
  readonly #filled = new Uint8Array(MAX_ROWS / 8 + 1);
  #nextFilled: Uint32Array | undefined;

  constructor(private readonly context: CellContext) {}

  /** The rows that are complete, once. */
  take(): FileRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: string): boolean {
    if (this.#isInCell) return this.#openInCell(name);
    if (this.#isInData) {
      if (name === 'c') this.#openCell(attributes);
      else if (name === 'row') this.#openRow(attributes);
    } else if (name === 'sheetData') this.#isInData = true;
    else if (name === 'mergeCell') this.#checkMerged(attributeOf(attributes, 'ref') ?? '');
    return false;
  }

  close(name: string): void {
    if (this.#isInCell) {
      if (name === 'c') this.#closeCell();
      else if (name === 'rPh') this.#isReading = false;
    } else if (name === 'row' && this.#isInData) this.#closeRow();
    else if (name === 'sheetData') this.#isInData = false;
  }

  text(text: string): void {
    this.#value += text;
  }

  #openRow(attributes: string): void {
    const number = rowNumber(attributes) ?? this.#number + 1;
    if (!(number > this.#number && number <= MAX_ROWS)) throw fileFault('format', 'Rows and cells stand in order', this.#number + 1);
    this.#number = number;
    this.#tag.column = -1;
  }

  #closeRow(): void {
    if (this.#hasText || this.#faults.length > 0) {
      this.#filled[this.#number >> 3] |= 1 << (this.#number & 7);
      this.#rows.push(this.#faults.length === 0 ? this.#row() : { ...this.#row(), faults: this.#faults });
      this.#cells = [];
      this.#faults = [];
      this.#hasText = false;
    } else if (this.#cells.length > 0) this.#cells = [];
  }

  #row(): FileRow {
    return { number: this.#number, cells: this.#cells };
  }

  #openCell(attributes: string): void {
    this.#tag.read(attributes);
    this.#isInCell = true;
    this.#hasFormula = false;
    this.#value = '';
  }

  /** Answers whether text follows that counts. */
  #openInCell(name: string): boolean {
    if (name === 'v') return true;
    if (name === 't') return !this.#isReading;
    if (name === 'f') this.#hasFormula = true;
    else if (name === 'rPh') this.#isReading = true;
    return false;
  }

  #closeCell(): void {
    this.#isInCell = false;
    if (this.#value === '' && !this.#hasFormula) return;
    const { column } = this.#tag;
    if (column < 0) throw fileFault('format', 'Rows and cells stand in order', this.#number);
    if (column >= MAX_COLUMNS) throw fileFault('max_items', say('At most {0} columns', MAX_COLUMNS), this.#number);
    const text = this.#textOf(column);
    if (this.#hasFormula) this.#faults.push({ column, code: 'formula_cell', words: 'The cell holds a formula: paste its value instead' });
    if (text.length > 0) this.#put(column, text);
  }

  #put(column: number, text: string): void {
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = text;
    if (text.length > MAX_CELL) this.#faults.push(...longFault(text, column));
    this.#hasText ||= text.trim() !== '';
  }

  /** Source: ECMA-376 part 1, 18.18.11 (what cells hold by their type). */
  #textOf(column: number): string {
    const value = this.#value;
    switch (this.#tag.type) {
      case 's': {
        const text = this.context.strings.at(numberIn(value));
        if (text === undefined) throw fileFault('truncated', 'The file is cut off or damaged: send it again', this.#number);
        return text;
      }
      case 'inlineStr':
      case 'str':
        return spreadsheetText(value);
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
      case 'd':
        return value.slice(0, 10);
      case 'e':
        this.#faults.push({ column, code: 'cell_error', words: 'The cell shows an error instead of a value' });
        return value;
      default:
        return value === '' ? '' : this.#numberText(value, column);
    }
  }

  #numberText(value: string, column: number): string {
    const text = decimalText(value);
    if (text === undefined) {
      this.#faults.push({ column, code: 'cell_error', words: 'The cell holds a number that is none' });
      return value;
    }
    if (this.context.formats.isDate(this.#tag.format)) return dayOfSerial(Number(text), this.context.is1904) ?? text;
    if (text.length >= 16 && Math.abs(Number(text)) >= FIRST_LONG) {
      const words = 'A number cell keeps only 15 digits: format the column as text and enter the number again';
      this.#faults.push({ column, code: 'cell_error', words });
    }
    return text;
  }

  #checkMerged(range: string): void {
    const [from, to = from] = range.split(':').map((place) => rowOfPlace(place));
    this.#nextFilled ??= nextFilled(this.#filled);
    const row = this.#nextFilled[from] ?? 0;
    if (row === 0 || row > to) return;
    throw fileFault('merged_cells', say('The cells {0} are merged: undo it, so that every row has its own', range.slice(0, 32)), row);
  }
}

/** For each row the first one with text from it on, 0 if there is none: thousands of merged ranges are then looked up, not walked. */
function nextFilled(filled: Uint8Array): Uint32Array {
  const next = new Uint32Array(MAX_ROWS + 1);
  let found = 0;
  for (let row = MAX_ROWS; row >= 0; row--) {
    if (((filled[row >> 3] >> (row & 7)) & 1) === 1) found = row;
    next[row] = found;
  }
  return next;
}

/** The number that a row's tag tells; most begin with it. */
function rowNumber(attributes: string): number | undefined {
  if (attributes.startsWith(' r="')) return numberIn(attributes, 4, attributes.indexOf('"', 4));
  const told = attributeOf(attributes, 'r');
  return told === undefined ? undefined : numberIn(told);
}
