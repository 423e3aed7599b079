import { totalKopecks } from '../../../domain/payment.js';
import { money } from '../../../domain/units.js';
import { mm } from '../../kit/page.js';
import type { Declaration } from '../../subjects.js';
import type { DeclarationForm } from './declaration-form.js';
import { box, boxHeight, DECLARATION_TOTAL_RULE, HOUSE_TOTAL_RULE } from './form-styles.js';
import { type PaymentGroup, paymentGroups } from './payment-rows.js';
import type { Sheets } from './sheets.js';
import { powerOfAttorneyText, signatoryLines } from './signatory-text.js';

type PaymentsForm = NonNullable<DeclarationForm['payments']>;

/** Least height of block B1, and of D beside it; points. */
const DETAILS_BLOCK = mm(14);

/** A form before anything is figured: one empty row and no sum. */
const NOTHING: PaymentGroup = { goods: '', rows: [['', '', '', '', '']], houseTotal: '' };

/**
 * Blocks B and B1 of a ДТЭГ with the person who filled it in and the blocks of customs beside them. B goes on overleaf under its headings
 * again; the rows of a goods line stay together, and its last sums with B1, which is empty until something is paid.
 *
 * Source: formats/forms.md 3.3.
 */
export class PaymentsFoot {
  readonly #widths: readonly number[];
  readonly #lefts: readonly number[];
  readonly #right: number;
  readonly #line: number;
  readonly #titles: number;
  readonly #person: string;
  readonly #personHeight: number;
  /** Top of the blocks on this page. */
  #top = 0;
  #isFirstPage = true;

  constructor(
    readonly sheets: Sheets,
    readonly declaration: Declaration,
    readonly form: PaymentsForm,
  ) {
    const { grid, styles } = sheets;
    this.#widths = form.columns.map(({ w }) => mm(w));
    this.#lefts = this.#widths.map((_, column) => grid.left + sum(this.#widths.slice(0, column)));
    this.#right = grid.left + sum(this.#widths);
    this.#line = boxHeight(styles.centre, mm(100), form.title);
    this.#titles = Math.max(...form.columns.map(({ title }, column) => boxHeight(styles.centre, this.#widths[column], title)));
    this.#person = [sheets.form.foot.person, '', ...signatoryLines(declaration), '', powerOfAttorneyText(declaration)].join('\n');
    this.#personHeight = boxHeight(styles.left, this.#beside, this.#person);
  }

  /** Draws the blocks below what stands on the page, if there is room to begin, and leaves as much as `below` under them. */
  draw(gap: number, below: number): void {
    const { sheets } = this;
    const groups = paymentGroups(this.declaration);
    const [last = NOTHING] = groups.splice(-1);
    const least = this.#headHeight + this.#groupHeight(groups[0] ?? last);
    if (gap + Math.max(this.#personHeight, least) > sheets.room) sheets.nextPage();
    else sheets.y += gap;
    this.#begin();
    for (const group of groups) this.#drawGroup(group, this.#groupHeight(group));
    this.#drawLast(last, below);
  }

  get #beside(): number {
    return this.sheets.grid.right - this.#right;
  }

  get #headHeight(): number {
    return 2 * this.#line + this.#titles;
  }

  #begin(): void {
    const { sheets, form } = this;
    const { page, styles, grid } = sheets;
    this.#top = sheets.y;
    const style = this.#isFirstPage ? styles.section : styles.repeated;
    box(page, style, grid.left, sheets.y, this.#right - grid.left, this.#line, form.title);
    this.#row(this.#line, this.#titles, (column) => form.columns[column].title);
    this.#row(this.#line + this.#titles, this.#line, (column) => String(column + 1));
    sheets.y += this.#headHeight;
  }

  /** The cells beside the rows of this page: the person on the first one, nothing overleaf. */
  #end(): void {
    const { page, styles, y } = this.sheets;
    const height = Math.max(y - this.#top, this.#isFirstPage ? this.#personHeight : 0);
    box(page, styles.left, this.#right, this.#top, this.#beside, height, this.#isFirstPage ? this.#person : '');
    this.#isFirstPage = false;
  }

  #turn(): void {
    this.#end();
    this.sheets.nextPage();
    this.#begin();
  }

  #drawGroup(group: PaymentGroup, height: number): void {
    const { sheets } = this;
    if (height > sheets.room) this.#turn();
    this.#drawRows(group, sheets.y + sum(group.rows.map((row) => this.#rowHeight(row))));
    if (group.houseTotal !== undefined) this.#drawTotal(this.form.houseTotal, group.houseTotal, HOUSE_TOTAL_RULE);
  }

  /** The last group, the sums behind it and B1; beside the sums C, beside B1 D. */
  #drawLast(group: PaymentGroup, below: number): void {
    const { sheets, form, declaration } = this;
    const rows = sum(group.rows.map((row) => this.#rowHeight(row)));
    const sums = this.#totalHeight(form.houseTotal) + this.#totalHeight(form.declarationTotal);
    const personLeft = this.#isFirstPage ? this.#top + this.#personHeight - sheets.y : 0;
    if (Math.max(rows, personLeft) + sums + DETAILS_BLOCK + below > sheets.room) this.#turn();
    this.#drawRows(group, Math.max(sheets.y + rows, this.#isFirstPage ? this.#top + this.#personHeight : 0));
    this.#end();
    const { page, styles, grid } = sheets;
    const sumsTop = sheets.y;
    this.#drawTotal(form.houseTotal, group.houseTotal ?? '', HOUSE_TOTAL_RULE);
    const { payments } = declaration;
    this.#drawTotal(form.declarationTotal, payments.length === 0 ? '' : money(totalKopecks(payments)), DECLARATION_TOTAL_RULE);
    box(page, styles.section, grid.left, sheets.y, this.#right - grid.left, DETAILS_BLOCK, form.details);
    box(page, styles.left, this.#right, sumsTop, this.#beside, sheets.y - sumsTop, sheets.form.foot.c);
    box(page, styles.left, this.#right, sheets.y, this.#beside, DETAILS_BLOCK, sheets.form.foot.d);
    sheets.y += DETAILS_BLOCK;
  }

  /** Rows down to `bottom`, to which the last one is stretched; the cell of the goods spans them. */
  #drawRows({ goods, rows }: PaymentGroup, bottom: number): void {
    const { sheets } = this;
    const { page, styles, grid } = sheets;
    box(page, styles.centre, grid.left, sheets.y, this.#widths[0], bottom - sheets.y, goods);
    for (const [index, row] of rows.entries()) {
      const end = index === rows.length - 1 ? bottom : sheets.y + this.#rowHeight(row);
      for (const [i, text] of row.entries()) {
        box(page, styles.centre, this.#lefts[i + 1], sheets.y, this.#widths[i + 1], end - sheets.y, text);
      }
      sheets.y = end;
    }
  }

  #drawTotal(caption: string, amount: string, rule: number): void {
    const { sheets } = this;
    const height = this.#totalHeight(caption);
    const last = this.#widths.length - 1;
    this.#row(sheets.y - this.#top, height, (column) => (column === 0 ? caption : column === last ? amount : ''));
    for (const y of [sheets.y, sheets.y + height]) sheets.page.rule(sheets.grid.left, y, this.#right, y, rule);
    sheets.y += height;
  }

  /** A row of boxes, so far below the top of the blocks. */
  #row(down: number, height: number, text: (column: number) => string): void {
    const { page, styles } = this.sheets;
    for (const [column, width] of this.#widths.entries()) {
      box(page, styles.centre, this.#lefts[column], this.#top + down, width, height, text(column));
    }
  }

  #rowHeight(row: readonly string[]): number {
    return Math.max(...row.map((text, i) => boxHeight(this.sheets.styles.centre, this.#widths[i + 1], text)));
  }

  #totalHeight(caption: string): number {
    return boxHeight(this.sheets.styles.centre, this.#widths[0], caption);
  }

  #groupHeight({ rows, houseTotal }: PaymentGroup): number {
    return sum(rows.map((row) => this.#rowHeight(row))) + (houseTotal === undefined ? 0 : this.#totalHeight(this.form.houseTotal));
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
