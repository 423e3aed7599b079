import type { Page, Span } from '../../kit/page.js';
import { Lines, lineLimit, type TextStyle } from '../../kit/wrap.js';

/** Space between a cell's border and its text, in points. */
export const PADDING_X = 1.8;
export const PADDING_Y = 1.6;

/** Forgives the rounding of sums of heights, in points. */
const TOLERANCE = 0.01;

/**
 * How the cells of a column are set and where their texts stand. Made once for a document: handed on as numbers, the same measures
 * of ten thousand cells are as many objects.
 */
export class CellPlace implements Span {
  readonly x: number;
  readonly width: number;
  /** Width of a line, in font units. */
  readonly limit: number;

  /** Left border and width of the cell with its padding, in points. */
  constructor(
    readonly style: TextStyle,
    left: number,
    width: number,
  ) {
    this.x = left + PADDING_X;
    this.width = width - 2 * PADDING_X;
    this.limit = lineLimit(style, this.width);
  }
}

/** A text that all consignments print: wrapped once. Errors: `unrenderable-character`. */
export class FixedText {
  readonly lines = new Lines();

  constructor(
    readonly place: CellPlace,
    text: string,
  ) {
    this.lines.begin(place.style.font);
    this.lines.put(text);
    this.lines.wrap(place.limit);
  }
}

/**
 * The texts of one consignment, wrapped and waiting to be drawn: all at once, or line by line over several pages. Cells are known
 * by the order in which they were added. Reused for every consignment, so that a table makes no object per cell.
 */
export class Cells {
  readonly #own = new Lines();
  /** Where each cell's lines are: here, or with a fixed text. */
  readonly #lines: Lines[] = [];
  readonly #places: CellPlace[] = [];
  /** First line not drawn yet, and the one after the last. */
  readonly #next: number[] = [];
  readonly #ends: number[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#own.clear();
    this.#count = 0;
  }

  /** Begins a cell; its text is put into what is answered, then the cell is closed. */
  open({ style }: CellPlace): Lines {
    this.#own.begin(style.font);
    return this.#own;
  }

  /** Wraps the text put since `open`. */
  close(place: CellPlace): void {
    const first = this.#own.count;
    this.#own.wrap(place.limit);
    this.#add(place, this.#own, first, this.#own.count);
  }

  /** A cell of one text. Errors: `unrenderable-character`. */
  add(place: CellPlace, text: string): void {
    this.open(place).put(text);
    this.close(place);
  }

  addFixed({ place, lines }: FixedText): void {
    this.#add(place, lines, 0, lines.count);
  }

  /** The text of a cell that nothing is drawn of yet, once more. */
  repeat(cell: number): void {
    this.#add(this.#places[cell], this.#lines[cell], this.#next[cell], this.#ends[cell]);
  }

  /** Height that the tallest of some cells needs for its lines not drawn yet, with padding; zero if there are none. */
  height(first: number, count = 1): number {
    let height = 0;
    for (let cell = first; cell < first + count; cell += 1) {
      const lines = this.#ends[cell] - this.#next[cell];
      if (lines > 0) height = Math.max(height, lines * this.#places[cell].style.lineHeight + 2 * PADDING_Y);
    }
    return height;
  }

  /** Draws as many as fit into a height of the lines left of some cells side by side; answers how many of the last one's. */
  draw(first: number, count: number, page: Page, top: number, height: number): number {
    const y = top + PADDING_Y;
    const room = height - 2 * PADDING_Y + TOLERANCE;
    let drawn = 0;
    for (let cell = first; cell < first + count; cell += 1) {
      const place = this.#places[cell];
      const from = this.#next[cell];
      drawn = Math.min(this.#ends[cell] - from, Math.max(0, Math.floor(room / place.style.lineHeight)));
      if (drawn > 0) page.lines(place.style, place, y, this.#lines[cell], from, from + drawn);
      this.#next[cell] = from + drawn;
    }
    return drawn;
  }

  #add(place: CellPlace, lines: Lines, from: number, to: number): void {
    const cell = this.#count++;
    this.#places[cell] = place;
    this.#lines[cell] = lines;
    this.#next[cell] = from;
    this.#ends[cell] = to;
  }
}
