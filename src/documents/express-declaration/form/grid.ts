import { mm } from '../../kit/page.js';
import type { DeclarationForm } from './declaration-form.js';
import { MARGIN } from './form-styles.js';

/** The columns of a form by number from 0, in points. */
export class Grid {
  readonly titles: readonly string[];
  readonly widths: readonly number[];
  /** Left borders of the columns and, last, the right border of the table. */
  readonly borders: readonly number[];
  /** Numbers of the first goods column, of the first document column, of the note, and of the columns that totals fill in. */
  readonly goods: number;
  readonly documents: number;
  readonly note: number;
  readonly gross: number;
  readonly roubles: number;

  constructor({ columns: { house, goods, documents, note } }: DeclarationForm) {
    const columns = [...house, ...goods, ...documents, note];
    const borders = [MARGIN];
    for (const { w } of columns) borders.push(borders[borders.length - 1] + mm(w));
    this.titles = columns.map(({ title }) => title);
    this.widths = columns.map(({ w }) => mm(w));
    this.borders = borders;
    this.goods = house.length;
    this.documents = house.length + goods.length;
    this.note = columns.length - 1;
    this.gross = house.length + goods.findIndex(({ content }) => content === 'grossWeight');
    this.roubles = house.length + goods.findIndex(({ content }) => content === 'roubles');
  }

  get left(): number {
    return this.borders[0];
  }

  get right(): number {
    return this.borders[this.borders.length - 1];
  }

  get width(): number {
    return this.right - this.left;
  }

  /** Borders that run from the headings to the end of the table on every page; total rows interrupt the others. */
  get through(): number[] {
    return [0, this.gross, this.gross + 1, this.roubles, this.roubles + 1, this.borders.length - 1];
  }
}
