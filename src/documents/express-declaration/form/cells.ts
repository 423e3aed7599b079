import type { Page } from '../../kit/page.js';
import { Lines, type TextStyle, wrapInto } from '../../kit/wrap.js';

/** Space between a cell's border and its text, in points. */
export const PADDING_X = 1.8;
export const PADDING_Y = 1.6;

/** Forgives the rounding of sums of heights, in points. */
const TOLERANCE = 0.01;

/**
 * The texts of one consignment, wrapped and waiting to be drawn: all at once, or line by line over several pages. Cells are known
 * by the order in which they were added. Reused for every consignment, so that a table makes no object per cell.
 */
export class Cells {
  readonly #lines = new Lines();
  readonly #texts: string[] = [];
  readonly #styles: TextStyle[] = [];
  readonly #widths: number[] = [];
  /** First line not drawn yet, and the one after the last. */
  readonly #next: number[] = [];
  readonly #ends: number[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#lines.clear();
    this.#count = 0;
  }

  /** Wraps a text into a cell as wide as `width` points with its padding. Errors: `unrenderable-character`. */
  add(style: TextStyle, width: number, text: string): void {
    const cell = this.#count++;
    this.#texts[cell] = text;
    this.#styles[cell] = style;
    this.#widths[cell] = width - 2 * PADDING_X;
    this.#next[cell] = this.#lines.count;
    wrapInto(this.#lines, style, this.#widths[cell], text);
    this.#ends[cell] = this.#lines.count;
  }

  text(cell: number): string {
    return this.#texts[cell];
  }

  /** Height that the lines not drawn yet need, with padding; zero if there are none. */
  height(cell: number): number {
    const lines = this.#ends[cell] - this.#next[cell];
    return lines === 0 ? 0 : lines * this.#styles[cell].lineHeight + 2 * PADDING_Y;
  }

  /** Draws as many of the lines left as fit into a height; answers how many. */
  draw(cell: number, page: Page, x: number, y: number, height: number): number {
    const style = this.#styles[cell];
    const from = this.#next[cell];
    const fitting = Math.floor((height - 2 * PADDING_Y + TOLERANCE) / style.lineHeight);
    const to = Math.min(this.#ends[cell], from + Math.max(0, fitting));
    if (to > from) page.lines(style, x + PADDING_X, y + PADDING_Y, this.#widths[cell], this.#lines, from, to);
    this.#next[cell] = to;
    return to - from;
  }
}
