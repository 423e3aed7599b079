import type { Beginning, Page } from '../../kit/page.js';
import type { PdfDocument } from '../../kit/pdf.js';
import type { DeclarationForm } from './declaration-form.js';
import { type FormStyles, MARGIN } from './form-styles.js';
import { Grid } from './grid.js';
import { Headings } from './headings.js';

/** The sheets of one declaration and where on them the next row goes. */
export class Sheets {
  readonly grid: Grid;
  page: Page;
  y = MARGIN;
  /** True until the page has a row of the table. */
  isFresh = true;
  readonly #headings: Headings;
  #tableTop = 0;
  /** Column headings of the later pages, and where they end. */
  #overleaf: { page: Beginning; bottom: number } | undefined;

  constructor(
    readonly pdf: PdfDocument,
    readonly form: DeclarationForm,
    readonly styles: FormStyles,
  ) {
    this.grid = new Grid(form);
    this.#headings = new Headings(form, this.grid, styles);
    this.page = pdf.page();
  }

  /** Height left on the page. */
  get room(): number {
    return this.page.height - MARGIN - this.y;
  }

  /** Column headings, below what stands on the page already. */
  beginTable(): void {
    this.#startRows(this.#headings.draw(this.page, this.y, this.pdf.pages.length > 1));
  }

  /** The table goes on overleaf, under the same headings on every page. */
  continueTable(): void {
    this.endTable();
    this.nextPage();
    if (this.#overleaf === undefined) {
      this.beginTable();
      this.#overleaf = { page: this.page.beginning(), bottom: this.y };
    } else {
      this.page.beginWith(this.#overleaf.page);
      this.#startRows(this.#overleaf.bottom);
    }
  }

  /** Draws the vertical rules that run through all rows of the page. */
  endTable(): void {
    for (const border of this.grid.through) {
      const x = this.grid.borders[border];
      this.page.rule(x, this.#tableTop, x, this.y);
    }
  }

  nextPage(): void {
    this.page = this.pdf.page();
    this.y = MARGIN;
  }

  #startRows(top: number): void {
    this.y = top;
    this.#tableTop = top;
    this.isFresh = true;
  }
}
