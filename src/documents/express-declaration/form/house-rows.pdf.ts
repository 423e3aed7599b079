import { KILOGRAM } from '../../../domain/codes/units.js';
import { kilograms } from '../../../domain/units.js';
import { printedQuantity, printedWeightWithUnit } from '../../kit/format.js';
import type { TextStyle } from '../../kit/wrap.js';
import type { Declaration, DeclaredConsignment } from '../../subjects.js';
import { presentedDocuments } from '../presented-documents.js';
import { Cells } from './cells.js';
import { documentTexts, goodsTexts, houseTexts, roubles } from './column-texts.js';
import type { DeclarationForm } from './declaration-form.js';
import { DECLARATION_TOTAL_RULE, HOUSE_TOTAL_RULE } from './form-styles.js';
import type { Grid } from './grid.js';
import type { Sheets } from './sheets.js';

/** Least height of a part of a goods item at the foot of a page, in points: a few lines, so that turning the page is worth it. */
const LEAST_PART = 30;

/**
 * Draws the consignments of a declaration. The rows of one stand on one page, unless they are taller than a page: then goods
 * items go on overleaf, and an item taller than a page goes on line by line. Nothing is cut.
 *
 * The cells of a consignment lie in `cells` in this order: its own, then for each item its goods cells, its note and its documents
 * in pairs, then the total row.
 */
export class HouseRows {
  readonly #cells = new Cells();
  readonly #grid: Grid;
  readonly #form: DeclarationForm;
  readonly #houseTexts: ReturnType<typeof houseTexts>;
  /** Borders that total rows interrupt. */
  readonly #inner: readonly number[];
  #items = 0;
  #documents = 0;

  constructor(
    readonly sheets: Sheets,
    readonly declaration: Declaration,
  ) {
    const { grid, form } = sheets;
    this.#grid = grid;
    this.#form = form;
    this.#houseTexts = houseTexts(declaration);
    this.#inner = grid.borders.filter((_, border) => !grid.through.includes(border));
  }

  draw(house: DeclaredConsignment): void {
    const { sheets } = this;
    this.#measure(house);
    const total = this.#measureTotal(1, this.#form.houseTotal, printedWeightWithUnit(house.consignment.grossWeightKg), house.valueKopecks);
    if (this.#heightFrom(0) + total > sheets.room && !sheets.isFresh) sheets.continueTable();
    let item = 0;
    while (this.#heightFrom(item) + total > sheets.room) {
      item = this.#drawPart(item);
      sheets.continueTable();
    }
    this.#drawRest(item);
    this.#drawTotal(1, total, HOUSE_TOTAL_RULE);
    sheets.isFresh = false;
  }

  drawTotal(): void {
    const { grossWeightG, valueKopecks } = this.declaration;
    this.#cells.clear();
    const weight = printedQuantity(kilograms(grossWeightG), KILOGRAM);
    const total = this.#measureTotal(0, this.#form.declarationTotal, weight, valueKopecks);
    if (total > this.sheets.room) this.sheets.continueTable();
    this.#drawTotal(0, total, DECLARATION_TOTAL_RULE);
  }

  get #style(): TextStyle {
    return this.sheets.styles.centre;
  }

  #measure(house: DeclaredConsignment): void {
    const { columns } = this.#form;
    const { goods, documents, note, widths } = this.#grid;
    const { consignment, lineKopecks } = house;
    const presented = presentedDocuments(consignment).map((document) =>
      columns.documents.map(({ content }) => documentTexts[content](document)),
    );
    const cells = this.#cells;
    const style = this.#style;
    cells.clear();
    columns.house.forEach(({ content }, column) => {
      cells.add(style, widths[column], this.#houseTexts[content](house));
    });
    consignment.goods.forEach((item, i) => {
      columns.goods.forEach(({ content }, column) => {
        cells.add(style, widths[goods + column], goodsTexts[content](item, i, lineKopecks[i]));
      });
      cells.add(this.sheets.styles.link, widths[note], item.url ?? '');
      for (const document of presented) {
        for (let column = 0; column < document.length; column += 1) cells.add(style, widths[documents + column], document[column]);
      }
    });
    this.#items = consignment.goods.length;
    this.#documents = presented.length;
  }

  /** First cell of a goods item. */
  #cellOf(item: number): number {
    const { goods, documents } = this.#grid;
    return goods + item * (documents - goods + 1 + 2 * this.#documents);
  }

  /** Height that the consignment still needs from a goods item on, without its total row. */
  #heightFrom(item: number): number {
    let height = 0;
    for (let i = item; i < this.#items; i += 1) height += this.#itemHeight(i);
    for (let cell = 0; cell < this.#grid.goods; cell += 1) height = Math.max(height, this.#cells.height(cell));
    return height;
  }

  #itemHeight(item: number): number {
    const first = this.#cellOf(item);
    const documents = first + this.#grid.documents - this.#grid.goods + 1;
    let height = 0;
    for (let cell = first; cell < documents; cell += 1) height = Math.max(height, this.#cells.height(cell));
    let stack = 0;
    for (let i = 0; i < this.#documents; i += 1) stack += this.#documentHeight(documents + 2 * i);
    return Math.max(height, stack);
  }

  #documentHeight(cell: number): number {
    return Math.max(this.#cells.height(cell), this.#cells.height(cell + 1));
  }

  /** Everything that is left of the consignment; the last item is as high as the consignment's own cells ask for. */
  #drawRest(item: number): void {
    const { sheets } = this;
    const top = sheets.y;
    const bottom = top + this.#heightFrom(item);
    this.#drawHouseCells(top, bottom);
    let y = top;
    for (let i = item; i < this.#items; i += 1) {
      const next = i === this.#items - 1 ? bottom : y + this.#itemHeight(i);
      this.#drawItem(i, y, next);
      if (next < bottom) sheets.page.rule(this.#grid.borders[this.#grid.goods], next, this.#grid.right, next);
      y = next;
    }
    this.#drawInner(top, bottom);
    sheets.y = bottom;
  }

  /** As much as fits on the page; answers the item to go on with. */
  #drawPart(item: number): number {
    const { sheets } = this;
    const top = sheets.y;
    const limit = top + sheets.room;
    let y = top;
    let next = item;
    while (next < this.#items && limit - y >= LEAST_PART) {
      const height = this.#itemHeight(next);
      const bottom = Math.min(limit, y + height);
      this.#drawItem(next, y, bottom);
      y = bottom;
      sheets.page.rule(this.#grid.borders[this.#grid.goods], y, this.#grid.right, y);
      if (this.#itemHeight(next) > 0) break;
      next += 1;
    }
    if (next === this.#items) y = Math.min(limit, Math.max(y, top + this.#heightFrom(next)));
    this.#drawHouseCells(top, y);
    this.#drawInner(top, y);
    sheets.page.rule(this.#grid.left, y, this.#grid.right, y);
    sheets.y = y;
    return next;
  }

  #drawHouseCells(top: number, bottom: number): void {
    for (let cell = 0; cell < this.#grid.goods; cell += 1) {
      this.#cells.draw(cell, this.sheets.page, this.#grid.borders[cell], top, bottom - top);
    }
  }

  #drawItem(item: number, top: number, bottom: number): void {
    const { goods, documents, note, borders, widths } = this.#grid;
    const { page } = this.sheets;
    const cells = this.#cells;
    const first = this.#cellOf(item);
    const noteCell = first + documents - goods;
    for (let column = goods; column < documents; column += 1) {
      cells.draw(first + column - goods, page, borders[column], top, bottom - top);
    }
    this.#drawDocuments(noteCell + 1, top, bottom);
    if (cells.draw(noteCell, page, borders[note], top, bottom - top) > 0) {
      page.link(borders[note], top, widths[note], bottom - top, cells.text(noteCell));
    }
  }

  /** Documents one under another; those that do not fit stay for the next page. */
  #drawDocuments(first: number, top: number, bottom: number): void {
    const { documents, note, borders } = this.#grid;
    const { page } = this.sheets;
    let y = top;
    for (let i = 0; i < this.#documents; i += 1) {
      const cell = first + 2 * i;
      const height = this.#documentHeight(cell);
      if (height === 0) continue;
      if (y > top) {
        if (y + height > bottom) return;
        page.rule(borders[documents], y, borders[note], y);
      }
      const room = Math.min(height, bottom - y);
      this.#cells.draw(cell, page, borders[documents], y, room);
      this.#cells.draw(cell + 1, page, borders[documents + 1], y, room);
      y += room;
    }
  }

  #drawInner(top: number, bottom: number): void {
    for (const x of this.#inner) this.sheets.page.rule(x, top, x, bottom);
  }

  /** Adds the cells of a total row that begins at a column; answers its height. */
  #measureTotal(from: number, caption: string, weight: string, kopecks: number): number {
    const { gross, roubles: value, borders, widths } = this.#grid;
    const cells = this.#cells;
    const first = cells.count;
    cells.add(this.sheets.styles.left, borders[gross] - borders[from], caption);
    cells.add(this.#style, widths[gross], weight);
    cells.add(this.#style, widths[value], roubles(kopecks));
    return Math.max(cells.height(first), cells.height(first + 1), cells.height(first + 2));
  }

  /** Draws the total row measured last between two thick rules. */
  #drawTotal(from: number, height: number, thickness: number): void {
    const { gross, roubles: value, borders, right } = this.#grid;
    const { sheets } = this;
    const { page } = sheets;
    const first = this.#cells.count - 3;
    const top = sheets.y;
    const bottom = top + height;
    this.#cells.draw(first, page, borders[from], top, height);
    this.#cells.draw(first + 1, page, borders[gross], top, height);
    this.#cells.draw(first + 2, page, borders[value], top, height);
    page.rule(borders[from], top, right, top, thickness);
    page.rule(borders[from], bottom, right, bottom, thickness);
    if (from > 0) {
      page.rule(borders[0], bottom, borders[from], bottom);
      page.rule(borders[from], top, borders[from], bottom);
    }
    sheets.y = bottom;
  }
}
