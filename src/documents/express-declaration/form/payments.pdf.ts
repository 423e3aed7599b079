import { mm, type Page } from '../../kit/page.js';
import type { Declaration } from '../../subjects.js';
import type { DeclarationForm } from './declaration-form.js';
import { box, boxHeight, DECLARATION_TOTAL_RULE, HOUSE_TOTAL_RULE } from './form-styles.js';
import type { Sheets } from './sheets.js';
import { powerOfAttorneyText, signatoryLines } from './signatory-text.js';

/** The blocks under a table: measured first, because they stand on one page together. Points. */
export interface Foot {
  height: number;
  /** From `y` down. */
  draw(page: Page, y: number): void;
}

/** Least height of block B1, and of D beside it; points. */
const DETAILS_BLOCK = mm(14);

/**
 * Blocks B and B1 of a ДТЭГ with the person who filled it in and the blocks of customs beside them. Payments are not computed
 * yet: the table is as the form has it, with one empty row. Source: formats/forms.md 3.3.
 */
export function paymentsFoot(
  { form, grid, styles }: Sheets,
  declaration: Declaration,
  payments: NonNullable<DeclarationForm['payments']>,
): Foot {
  const widths = payments.columns.map(({ w }) => mm(w));
  const lefts = widths.map((_, column) => grid.left + sum(widths.slice(0, column)));
  const right = grid.left + sum(widths);
  const beside = grid.right - right;
  const person = [form.foot.person, '', ...signatoryLines(declaration), '', powerOfAttorneyText(declaration)].join('\n');
  const line = boxHeight(styles.centre, mm(100), payments.title);
  const titles = Math.max(...payments.columns.map(({ title }, column) => boxHeight(styles.centre, widths[column], title)));
  const declarationTotal = boxHeight(styles.centre, widths[0], payments.declarationTotal);
  const head = line + titles + line;
  const body = Math.max(line, boxHeight(styles.left, beside, person) - head);
  const totals = line + declarationTotal;
  return {
    height: head + body + totals + DETAILS_BLOCK,
    draw: (page: Page, top: number) => {
      const row = (y: number, height: number, texts: (column: number) => string): void => {
        for (const [column, width] of widths.entries()) box(page, styles.centre, lefts[column], y, width, height, texts(column));
      };
      const bodyTop = top + head;
      const totalsTop = bodyTop + body;
      const detailsTop = totalsTop + totals;
      box(page, styles.centre, grid.left, top, right - grid.left, line, payments.title);
      row(top + line, titles, (column) => payments.columns[column].title);
      row(top + line + titles, line, (column) => String(column + 1));
      row(bodyTop, body, () => '');
      row(totalsTop, line, (column) => (column === 0 ? payments.houseTotal : ''));
      row(totalsTop + line, declarationTotal, (column) => (column === 0 ? payments.declarationTotal : ''));
      page.rule(grid.left, totalsTop, right, totalsTop, HOUSE_TOTAL_RULE);
      page.rule(grid.left, totalsTop + line, right, totalsTop + line, DECLARATION_TOTAL_RULE);
      page.rule(grid.left, detailsTop, right, detailsTop, DECLARATION_TOTAL_RULE);
      box(page, styles.centre, grid.left, detailsTop, right - grid.left, DETAILS_BLOCK, payments.details);
      box(page, styles.left, right, top, beside, head + body, person);
      box(page, styles.left, right, totalsTop, beside, totals, form.foot.c);
      box(page, styles.left, right, detailsTop, beside, DETAILS_BLOCK, form.foot.d);
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
