import { say } from '../../domain/wording/wording.js';
import { restored } from '../cell.js';
import { longFault } from '../cell-faults.js';
import { fileFault } from '../file-fault.js';
import { MAX_CELL, MAX_COLUMNS, MAX_PIECE } from '../limits.js';
import type { CellFault, FileRow } from '../rows.js';
import { hasLostLetters } from './charset.js';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;

/** What a row needs the careful way for: quotes, an apostrophe that may hide a formula, a carriage return that ends a row alone. */
const special = /["']|\r(?!\n)/g;

/**
 * Text into rows of cells. Source: RFC 4180; beyond it any delimiter, rows that end in CR or LF alone, and quotes inside a cell that
 * does not begin with one are text.
 *
 * Rows without quotes, or with all cells between quotes, go a fast way, which is a native split.
 */
export class CsvSplitter {
  /** Rows so far, blank ones and those of earlier batches included. */
  number = 0;
  #rest = '';
  #rows: FileRow[] = [];
  #isSuspect = false;

  constructor(readonly delimiter: string) {}

  /** The rows that end in this text or, at the last one, with it. */
  push(text: string, isLast: boolean): FileRow[] {
    this.#rows = [];
    const all = this.#rest + text;
    this.#isSuspect = hasLostLetters(all);
    const from = this.#split(all, isLast);
    this.#rest = all.slice(from);
    if (this.#rest.length > MAX_PIECE) throw this.#tooLong();
    return this.#rows;
  }

  /** Takes whole rows off the text; answers where the first unfinished one begins. */
  #split(text: string, isLast: boolean): number {
    let from = 0;
    let nextSpecial = -1;
    let lineFeed = -1;
    while (from < text.length) {
      if (nextSpecial < from) nextSpecial = indexOfSpecial(text, from);
      if (lineFeed < from) lineFeed = indexOf(text, '\n', from);
      if (nextSpecial < lineFeed) {
        const next = this.#quoted(text, from, lineFeed) ? lineFeed + 1 : this.#careful(text, from, isLast);
        if (next < 0) return from;
        from = next;
        continue;
      }
      if (lineFeed === Number.POSITIVE_INFINITY && !isLast) return from;
      const end = Math.min(lineFeed, text.length);
      const stop = text.charCodeAt(end - 1) === CARRIAGE_RETURN && end > from ? end - 1 : end;
      this.#add(text.slice(from, stop).split(this.delimiter), stop - from > MAX_CELL);
      from = end + 1;
    }
    return from;
  }

  /** A row in one line whose cells all stand between quotes and hold none, as databases write them; false for any other. */
  #quoted(text: string, from: number, lineFeed: number): boolean {
    const stop = text.charCodeAt(lineFeed - 1) === CARRIAGE_RETURN ? lineFeed - 1 : lineFeed;
    const isOne = stop - from >= 2 && text.charCodeAt(from) === QUOTE && text.charCodeAt(stop - 1) === QUOTE;
    if (!isOne || lineFeed === Number.POSITIVE_INFINITY) return false;
    const cells = text.slice(from + 1, stop - 1).split(`"${this.delimiter}"`);
    if (cells.some(hasQuote)) return false;
    this.#add(cells.map(restored), stop - from > MAX_CELL);
    return true;
  }

  /** One row, sign by sign. Answers where the next one begins, or -1 if this one does not end yet. */
  #careful(text: string, from: number, isLast: boolean): number {
    const cells: string[] = [];
    const faults: CellFault[] = [];
    let at = from;
    for (;;) {
      let cell = '';
      const isQuoted = text.charCodeAt(at) === QUOTE;
      if (isQuoted) {
        const start = at + 1;
        at = closingQuote(text, start);
        if (at < 0 && isLast) throw fileFault('truncated', 'A quote opens in this row and does not close', this.number + 1);
        if (at < 0 || (at + 1 === text.length && !isLast)) return -1;
        cell = text.slice(start, at).replaceAll('""', '"');
        at += 1;
      }
      const end = this.#cellEnd(text, at);
      if (isQuoted && end > at) faults.push({ column: cells.length, code: 'format', words: 'Text stands behind the closing quote' });
      cell += text.slice(at, end);
      cells.push(restored(cell));
      at = end;
      const sign = text.charCodeAt(at);
      if (sign === LINE_FEED || sign === CARRIAGE_RETURN || at === text.length) break;
      at += 1;
    }
    // A carriage return may be half of a line's end.
    if (!isLast && text.charCodeAt(at) !== LINE_FEED && at + 1 >= text.length) return -1;
    this.#add(cells, at - from > MAX_CELL, faults);
    return text.startsWith('\r\n', at) ? at + 2 : at + 1;
  }

  #cellEnd(text: string, from: number): number {
    const delimiter = this.delimiter.charCodeAt(0);
    let at = from;
    for (; at < text.length; at++) {
      const sign = text.charCodeAt(at);
      if (sign === delimiter || sign === LINE_FEED || sign === CARRIAGE_RETURN) break;
    }
    return at;
  }

  #add(cells: readonly string[], mayBeLong: boolean, faults: CellFault[] = []): void {
    this.number += 1;
    if (cells.length > MAX_COLUMNS) throw fileFault('max_items', say('At most {0} columns', MAX_COLUMNS), this.number);
    if (cells.every(isBlank)) return;
    if (mayBeLong) faults.push(...cells.flatMap(longFault));
    if (this.#isSuspect) faults.push(...cells.flatMap(lostLetters));
    this.#rows.push(faults.length === 0 ? { number: this.number, cells } : { number: this.number, cells, faults });
  }

  #tooLong() {
    if (this.#rest.includes('"')) return fileFault('truncated', 'A quote opens in this row and does not close', this.number + 1);
    return fileFault('max_length', say('A row has at most {0} characters', MAX_PIECE), this.number + 1);
  }
}

const hasQuote = (cell: string): boolean => cell.includes('"');

const isBlank = (cell: string): boolean => cell === '' || cell.trim() === '';

/** As `indexOf`, with Infinity for nothing found. */
function indexOf(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function indexOfSpecial(text: string, from: number): number {
  special.lastIndex = from;
  return special.exec(text)?.index ?? Number.POSITIVE_INFINITY;
}

/** Where the quote stands that closes a cell; two in a row are one in its text. -1 if none does. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

const lostLetters = (cell: string, column: number): CellFault[] =>
  hasLostLetters(cell) ? [{ column, code: 'encoding', words: 'Letters were lost or garbled before the file was sent' }] : [];
