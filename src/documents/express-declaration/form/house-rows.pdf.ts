import type { GoodsItem } from '../../../domain/goods-item.js';
import { grams } from '../../../domain/units.js';
import { putWeight } from '../../kit/format.js';
import type { Declaration, DeclaredConsignment } from '../../subjects.js';
import { type PresentedDocument, presentedDocuments } from '../presented-documents.js';
import { Cells, FixedText } from './cells.js';
import { putRoubles } from './column-texts.js';
import { DECLARATION_TOTAL_RULE, HOUSE_TOTAL_RULE } from './form-styles.js';
import type { Grid } from './grid.js';
import type { Sheets } from './sheets.js';
import { TableColumns, type TotalColumns } from './table-columns.js';

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
  readonly #columns: TableColumns;
  /** Borders that total rows interrupt. */
  readonly #inner: readonly number[];
  /** Addresses of the goods of the consignment being drawn. */
  readonly #urls: string[] = [];
  #items = 0;
  #documents = 0;

  constructor(
    readonly sheets: Sheets,
    readonly declaration: Declaration,
  ) {
    const { grid } = sheets;
    this.#grid = grid;
    this.#columns = new TableColumns(sheets, declaration);
    this.#inner = grid.borders.filter((_, border) => !grid.through.includes(border));
  }

  draw(house: DeclaredConsignment): void {
    const { sheets } = this;
    this.#measure(house);
    const total = this.#measureTotal(this.#columns.houseTotal, grams(house.consignment.grossWeightKg), house.valueKopecks);
    let height = this.#heightFrom(0);
    if (height + total > sheets.room && !sheets.isFresh) sheets.continueTable();
    let item = 0;
    while (height + total > sheets.room) {
      item = this.#drawPart(item);
      sheets.continueTable();
      height = this.#heightFrom(item);
    }
    this.#drawRest(item, height);
    this.#drawTotal(1, total, HOUSE_TOTAL_RULE);
    sheets.isFresh = false;
  }

  drawTotal(): void {
    const { grossWeightG, valueKopecks } = this.declaration;
    this.#cells.clear();
    const total = this.#measureTotal(this.#columns.declarationTotal, grossWeightG, valueKopecks);
    if (total > this.sheets.room) this.sheets.continueTable();
    this.#drawTotal(0, total, DECLARATION_TOTAL_RULE);
  }

  #measure(house: DeclaredConsignment): void {
    const { consignment, lineKopecks } = house;
    const { goods } = consignment;
    const presented = presentedDocuments(consignment);
    this.#items = goods.length;
    this.#documents = presented.length;
    this.#cells.clear();
    this.#measureHouse(house);
    for (let i = 0; i < goods.length; i += 1) {
      const url = goods[i].url ?? '';
      this.#measureGoods(goods[i], i, lineKopecks[i]);
      this.#cells.add(this.#columns.note, url);
      this.#urls[i] = url;
      if (i === 0) this.#measureDocuments(presented);
      else this.#repeatDocuments();
    }
  }

  #measureHouse(house: DeclaredConsignment): void {
    const cells = this.#cells;
    for (const column of this.#columns.house) {
      if (column instanceof FixedText) {
        cells.addFixed(column);
        continue;
      }
      column.put(cells.open(column.place), house);
      cells.close(column.place);
    }
  }

  #measureGoods(item: GoodsItem, index: number, kopecks: number): void {
    for (const { place, put } of this.#columns.goods) {
      put(this.#cells.open(place), item, index, kopecks);
      this.#cells.close(place);
    }
  }

  #measureDocuments(presented: readonly PresentedDocument[]): void {
    for (const document of presented) {
      for (const { place, put } of this.#columns.documents) {
        put(this.#cells.open(place), document);
        this.#cells.close(place);
      }
    }
  }

  /** Every goods item has the documents of the first beside it. */
  #repeatDocuments(): void {
    const first = this.#cellOf(1) - 2 * this.#documents;
    for (let i = 0; i < 2 * this.#documents; i += 1) this.#cells.repeat(first + i);
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
    return Math.max(height, this.#cells.height(0, this.#grid.goods));
  }

  #itemHeight(item: number): number {
    const first = this.#cellOf(item);
    const count = this.#grid.documents - this.#grid.goods + 1;
    let stack = 0;
    for (let i = 0; i < this.#documents; i += 1) stack += this.#cells.height(first + count + 2 * i, 2);
    return Math.max(this.#cells.height(first, count), stack);
  }

  /** Everything that is left of the consignment; the last item is as high as the consignment's own cells ask for. */
  #drawRest(item: number, height: number): void {
    const { sheets } = this;
    const top = sheets.y;
    const bottom = top + height;
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
    this.#cells.draw(0, this.#grid.goods, this.sheets.page, top, bottom - top);
  }

  #drawItem(item: number, top: number, bottom: number): void {
    const { goods, documents, note, borders, widths } = this.#grid;
    const { page } = this.sheets;
    const first = this.#cellOf(item);
    const noteCell = first + documents - goods;
    this.#cells.draw(first, documents - goods, page, top, bottom - top);
    this.#drawDocuments(noteCell + 1, top, bottom);
    if (this.#cells.draw(noteCell, 1, page, top, bottom - top) > 0) {
      page.link(borders[note], top, widths[note], bottom - top, this.#urls[item]);
    }
  }

  /** Documents one under another; those that do not fit stay for the next page. */
  #drawDocuments(first: number, top: number, bottom: number): void {
    const { documents, note, borders } = this.#grid;
    const { page } = this.sheets;
    let y = top;
    for (let i = 0; i < this.#documents; i += 1) {
      const cell = first + 2 * i;
      const height = this.#cells.height(cell, 2);
      if (height === 0) continue;
      if (y > top) {
        if (y + height > bottom) return;
        page.rule(borders[documents], y, borders[note], y);
      }
      const room = Math.min(height, bottom - y);
      this.#cells.draw(cell, 2, page, y, room);
      y += room;
    }
  }

  #drawInner(top: number, bottom: number): void {
    this.sheets.page.uprights(this.#inner, top, bottom);
  }

  /** Adds the cells of a total row; answers its height. */
  #measureTotal({ caption, weight, roubles }: TotalColumns, weightG: number, kopecks: number): number {
    const cells = this.#cells;
    const first = cells.count;
    cells.addFixed(caption);
    putWeight(cells.open(weight), weightG);
    cells.close(weight);
    putRoubles(cells.open(roubles), kopecks);
    cells.close(roubles);
    return cells.height(first, 3);
  }

  /** Draws the total row measured last between two thick rules. */
  #drawTotal(from: number, height: number, thickness: number): void {
    const { borders, right } = this.#grid;
    const { sheets } = this;
    const { page } = sheets;
    const top = sheets.y;
    const bottom = top + height;
    this.#cells.draw(this.#cells.count - 3, 3, page, top, height);
    page.rule(borders[from], top, right, top, thickness);
    page.rule(borders[from], bottom, right, bottom, thickness);
    if (from > 0) {
      page.rule(borders[0], bottom, borders[from], bottom);
      page.rule(borders[from], top, borders[from], bottom);
    }
    sheets.y = bottom;
  }
}
