import { mm, type Page, type Span, THIN } from './page.js';
import { Lines, type TextStyle, wrapInto, wrappedHeight } from './wrap.js';

/** A column of a printed list, as its form describes it: title of one or more lines, width in millimetres. */
export interface Column {
  title: string;
  w: number;
  align?: TextStyle['align'];
}

/** Where rows may stand on a page, in points. */
export interface TablePlace {
  page: Page;
  top: number;
  bottom: number;
}

export interface TableStyles {
  head: TextStyle;
  body: TextStyle;
  total: TextStyle;
  /** Of a group's heading; that of totals if left out. */
  group?: TextStyle;
}

/** Space between a cell's border and its text, in points. */
const PADDING_X = 2.2;
const PADDING_Y = 1.2;

/**
 * A list over as many pages as it needs, its column titles on each of them. A row is kept on one page, unless it is taller than
 * a page; then it goes on overleaf. Nothing is cut. Made for tens of thousands of rows: no object per cell.
 */
export class Table {
  readonly #lefts: readonly number[];
  readonly #right: number;
  /** Where the texts of each column stand. */
  readonly #spans: readonly Span[];
  /** Column titles of the first page; of the later ones, where they are furniture. */
  #head: readonly TextStyle[];
  readonly #styles: { overleaf: readonly TextStyle[]; body: readonly TextStyle[]; total: readonly TextStyle[]; group: TextStyle };
  readonly #lines = new Lines();
  readonly #firsts: Int32Array;
  readonly #counts: Int32Array;
  #place: TablePlace;
  /** Top of the grid on this page, and of the next row. */
  #top = 0;
  #y = 0;
  /** True until the page has a row. */
  #isFresh = true;
  /** Heading of the group that rows belong to. */
  #group: string | undefined;

  /**
   * `begin` makes a page with what stands above the list and answers the place for its rows; `pageTotal` gives a last row for each
   * page, in the space that `begin` left free under `bottom`.
   */
  constructor(
    readonly columns: readonly Column[],
    readonly x: number,
    styles: TableStyles,
    readonly begin: () => TablePlace,
    readonly pageTotal?: () => readonly string[],
  ) {
    const widths = columns.map(({ w }) => mm(w));
    this.#lefts = columns.map((_, i) => x + widths.slice(0, i).reduce((sum, width) => sum + width, 0));
    this.#right = this.#lefts[columns.length - 1] + widths[columns.length - 1];
    this.#spans = widths.map((width, i) => ({ x: this.#lefts[i] + PADDING_X, width: width - 2 * PADDING_X }));
    const aligned = (style: TextStyle): TextStyle[] => columns.map(({ align = 'left' }) => ({ ...style, align }));
    const head = columns.map(() => ({ ...styles.head, align: 'center' as const }));
    this.#head = head;
    this.#styles = {
      overleaf: head.map((style) => ({ ...style, tag: 'Artifact' as const })),
      body: aligned(styles.body),
      total: aligned(styles.total),
      group: styles.group ?? styles.total,
    };
    this.#firsts = new Int32Array(columns.length);
    this.#counts = new Int32Array(columns.length);
    this.#place = this.#open();
  }

  row(cells: readonly string[]): void {
    this.#draw(cells, this.#styles.body);
  }

  total(cells: readonly string[]): void {
    this.#draw(cells, this.#styles.total);
  }

  /**
   * Begins a group of rows under a heading over all columns, on a page that has room for a row of a line under it; each page on
   * which the group goes on has it again. Undefined ends the last group.
   */
  group(heading: string | undefined): void {
    this.#group = heading;
    if (heading === undefined) return;
    const { lineHeight } = this.#styles.body[0];
    if (this.#y + this.#groupHeight(heading) + lineHeight + 2 * PADDING_Y > this.#place.bottom && !this.#isFresh) {
      this.#shut();
      this.#open();
    } else this.#drawGroup(heading);
  }

  /** Ends the list; a total given here stands under the page's own, in the space under `bottom`. */
  close(total?: readonly string[]): void {
    this.#shut(total);
  }

  #open(): TablePlace {
    this.#place = this.begin();
    this.#top = this.#place.top;
    this.#y = this.#top;
    this.#place.page.rule(this.x, this.#y, this.#right, this.#y);
    const titles = this.columns.map(({ title }) => title);
    const height = this.#lay(titles, this.#head);
    this.#slice(titles, this.#head, 0, height);
    this.#head = this.#styles.overleaf;
    if (this.#group !== undefined) this.#drawGroup(this.#group);
    this.#isFresh = true;
    return this.#place;
  }

  #shut(total?: readonly string[]): void {
    for (const cells of [this.pageTotal?.(), total]) {
      if (cells !== undefined) this.#slice(cells, this.#styles.total, 0, this.#lay(cells, this.#styles.total));
    }
    this.#drawColumns();
  }

  /** Rules between the columns, from where they were last left off down to here. */
  #drawColumns(): void {
    const { page } = this.#place;
    page.uprights([...this.#lefts, this.#right], this.#top, this.#y);
    this.#top = this.#y;
  }

  #groupHeight(heading: string): number {
    return wrappedHeight(this.#styles.group, this.#right - this.x - 2 * PADDING_X, heading) + 2 * PADDING_Y;
  }

  #drawGroup(heading: string): void {
    this.#drawColumns();
    const { page } = this.#place;
    const bottom = this.#y + this.#groupHeight(heading);
    page.paragraph(this.#styles.group, this.x + PADDING_X, this.#y + PADDING_Y, this.#right - this.x - 2 * PADDING_X, heading);
    for (const edge of [this.x, this.#right]) page.rule(edge, this.#y, edge, bottom);
    page.rule(this.x, bottom, this.#right, bottom, THIN);
    this.#top = bottom;
    this.#y = bottom;
  }

  #draw(cells: readonly string[], styles: readonly TextStyle[]): void {
    const rows = this.#lay(cells, styles);
    const { lineHeight } = styles[0];
    let from = 0;
    while (from < rows) {
      const room = Math.floor((this.#place.bottom - this.#y - 2 * PADDING_Y) / lineHeight);
      if (rows - from <= room || this.#isFresh) {
        const to = Math.min(rows, from + Math.max(1, room));
        this.#slice(cells, styles, from, to);
        this.#isFresh = false;
        from = to;
      }
      if (from < rows) {
        this.#shut();
        this.#open();
        this.#lay(cells, styles);
      }
    }
  }

  /** Wraps the cells of a row; answers the lines of the tallest. */
  #lay(cells: readonly string[], styles: readonly TextStyle[]): number {
    const lines = this.#lines;
    lines.clear();
    let tallest = 0;
    for (let i = 0; i < cells.length; i += 1) {
      this.#firsts[i] = lines.count;
      const count = wrapInto(lines, styles[i], this.#spans[i].width, cells[i]);
      this.#counts[i] = count;
      if (count > tallest) tallest = count;
    }
    return tallest;
  }

  /** Draws lines `from` to `to` of the row that was laid last, and the rule under them. */
  #slice(cells: readonly string[], styles: readonly TextStyle[], from: number, to: number): void {
    const { page } = this.#place;
    const y = this.#y + PADDING_Y;
    for (let i = 0; i < cells.length; i += 1) {
      const last = Math.min(to, this.#counts[i]);
      if (from >= last) continue;
      const first = this.#firsts[i];
      page.lines(styles[i], this.#spans[i], y, this.#lines, first + from, first + last);
    }
    this.#y = y + (to - from) * styles[0].lineHeight + PADDING_Y;
    page.rule(this.x, this.#y, this.#right, this.#y, THIN);
  }
}
