import type { Page } from '../../kit/page.js';
import type { TextStyle } from '../../kit/wrap.js';
import type { DeclarationForm } from './declaration-form.js';
import { box, boxHeight, type FormStyles } from './form-styles.js';
import type { Grid } from './grid.js';

/** The heading rows of the table: groups, titles, numbers. Measured once, drawn on every page. */
export class Headings {
  readonly #groupHeight: number;
  readonly #overHeight: number;
  readonly #titleHeight: number;
  readonly #numberHeight: number;
  #style: TextStyle;

  constructor(
    readonly form: DeclarationForm,
    readonly grid: Grid,
    readonly styles: FormStyles,
  ) {
    this.#style = styles.centre;
    const heightOf = (title: string, from: number, to: number): number =>
      boxHeight(styles.centre, grid.borders[to] - grid.borders[from], title);
    this.#groupHeight = Math.max(...form.groups.map(({ title, from, to }) => heightOf(title, from, to)));
    this.#overHeight = Math.max(0, ...form.over.map(({ title, from, to }) => heightOf(title, from, to)));
    this.#titleHeight = Math.max(
      ...grid.titles.slice(0, grid.note).map((title, column) => heightOf(title, column, column + 1) + this.#down(column)),
    );
    this.#numberHeight = heightOf('1', 0, 1);
  }

  /** Draws the rows from `y` down, on the first page or overleaf; answers where they end. */
  draw(page: Page, y: number, isRepeated: boolean): number {
    this.#style = isRepeated ? this.styles.repeated : this.styles.centre;
    const { form, grid } = this;
    const titles = y + this.#groupHeight;
    const numbers = titles + this.#titleHeight;
    const bottom = numbers + this.#numberHeight;
    for (const { title, from, to } of form.groups) this.#heading(page, title, from, to, y, titles);
    this.#heading(page, grid.titles[grid.note], grid.note, grid.note + 1, y, bottom);
    for (const { title, from, to } of form.over) this.#heading(page, title, from, to, titles, titles + this.#overHeight);
    for (let column = 0; column < grid.note; column += 1) {
      this.#heading(page, grid.titles[column], column, column + 1, titles + this.#down(column), numbers);
      this.#heading(page, String(column + 1), column, column + 1, numbers, bottom);
    }
    return bottom;
  }

  /** How far a column's title is moved down by a heading over it. */
  #down(column: number): number {
    return this.form.over.some(({ from, to }) => from <= column && column < to) ? this.#overHeight : 0;
  }

  #heading(page: Page, title: string, from: number, to: number, top: number, bottom: number): void {
    const { borders } = this.grid;
    box(page, this.#style, borders[from], top, borders[to] - borders[from], bottom - top, title);
  }
}
