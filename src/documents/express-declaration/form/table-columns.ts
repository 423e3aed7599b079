import type { Declaration } from '../../subjects.js';
import { CellPlace, FixedText } from './cells.js';
import { type DocumentText, documentTexts, type GoodsText, goodsTexts, type HouseText, houseTexts } from './column-texts.js';
import type { Sheets } from './sheets.js';

/** A column: where its cells stand and what puts their texts. */
interface Column<T> {
  place: CellPlace;
  put: T;
}

/** The cells of a total row, which stand under several columns. */
export interface TotalColumns {
  caption: FixedText;
  weight: CellPlace;
  roubles: CellPlace;
}

/** What the rows of a declaration's table are made of. */
export class TableColumns {
  readonly house: readonly (Column<HouseText> | FixedText)[];
  readonly goods: readonly Column<GoodsText>[];
  readonly documents: readonly Column<DocumentText>[];
  readonly note: CellPlace;
  readonly houseTotal: TotalColumns;
  readonly declarationTotal: TotalColumns;

  constructor({ form, grid, styles }: Sheets, declaration: Declaration) {
    const { borders, widths, gross, roubles } = grid;
    const centred = (column: number): CellPlace => new CellPlace(styles.centre, borders[column], widths[column]);
    const texts = houseTexts(declaration);
    this.house = form.columns.house.map(({ content }, column) => {
      const put = texts[content];
      return typeof put === 'string' ? new FixedText(centred(column), put) : { place: centred(column), put };
    });
    this.goods = form.columns.goods.map(({ content }, i) => ({ place: centred(grid.goods + i), put: goodsTexts[content] }));
    this.documents = form.columns.documents.map(({ content }, i) => ({
      place: centred(grid.documents + i),
      put: documentTexts[content],
    }));
    this.note = new CellPlace(styles.link, borders[grid.note], widths[grid.note]);
    const total = (from: number, caption: string): TotalColumns => ({
      caption: new FixedText(new CellPlace(styles.left, borders[from], borders[gross] - borders[from]), caption),
      weight: centred(gross),
      roubles: centred(roubles),
    });
    this.houseTotal = total(1, form.houseTotal);
    this.declarationTotal = total(0, form.declarationTotal);
  }
}
