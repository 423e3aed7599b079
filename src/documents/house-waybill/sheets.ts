import type { Assets } from '../kit/assets.js';
import { drawBarcode } from '../kit/barcode.js';
import { pageNumber } from '../kit/format.js';
import { mm, Page, THIN } from '../kit/page.js';
import { type TextStyle, textStyle, textWidth, wrappedHeight } from '../kit/wrap.js';

/** Sizes in points; places in millimetres from the top left corner of a portrait A4. */
export const LEFT = 13;
export const WIDTH = 184;
const TOP = 12;
const BOTTOM = 284;
const FOOT = 287;
/** Value to rule, rule to caption, caption to the next value; in points. */
const RULE_GAP = 0.8;
const CAPTION_GAP = 0.4;
const FIELD_GAP = 0.8;
const BARCODE = { x: 120, y: 10, width: 77, height: 9 };

export interface SheetStyles {
  title: TextStyle;
  section: TextStyle;
  heading: TextStyle;
  value: TextStyle;
  caption: TextStyle;
  lineTitle: TextStyle;
  cell: TextStyle;
  figure: TextStyle;
  foot: TextStyle;
}

/** Only the title is a heading to readers that speak: of thousands of waybills in a file, sections as well would be a quarter of it. */
export function sheetStyles({ fonts: { regular, bold } }: Assets): SheetStyles {
  return {
    title: textStyle(bold, 12, { align: 'center', tag: 'H1' }),
    section: textStyle(bold, 10, { align: 'center' }),
    heading: textStyle(bold, 9.5),
    value: textStyle(regular, 9, { align: 'center' }),
    caption: textStyle(regular, 6, { align: 'center' }),
    lineTitle: textStyle(bold, 6.5),
    cell: textStyle(regular, 7),
    figure: textStyle(regular, 7, { align: 'right' }),
    foot: textStyle(regular, 7, { tag: 'Artifact' }),
  };
}

/**
 * The sheets of one house waybill, filled from the top: `y` is where the next thing stands, in points. The first has the number as
 * a Code 128 in its corner.
 */
export class Sheets {
  readonly pages: Page[] = [];
  y = 0;

  constructor(
    readonly styles: SheetStyles,
    private readonly number: string,
  ) {
    this.begin();
    drawBarcode(this.page, { x: mm(BARCODE.x), y: mm(BARCODE.y), width: mm(BARCODE.width), height: mm(BARCODE.height) }, number);
    this.y = mm(BARCODE.y + BARCODE.height + 3);
  }

  get page(): Page {
    return this.pages[this.pages.length - 1];
  }

  begin(): void {
    this.pages.push(new Page('portrait'));
    this.y = mm(TOP);
  }

  /** Begins a sheet if so many points are not left on this one. */
  need(height: number): void {
    if (this.y + height > mm(BOTTOM)) this.begin();
  }

  /** The number and `Лист 1 из 2` at the foot of every sheet. */
  numberSheets(words: string): void {
    const { foot } = this.styles;
    this.pages.forEach((page, i) => {
      const text = pageNumber(words, i + 1, this.pages.length);
      page.text(foot, mm(LEFT), mm(FOOT), this.number);
      page.text(foot, mm(LEFT + WIDTH) - textWidth(foot, text), mm(FOOT), text);
    });
  }

  /** Height of a field, in points. */
  fieldHeight(width: number, value: string): number {
    const { value: style, caption } = this.styles;
    const height = value === '' ? style.lineHeight : wrappedHeight(style, width, value);
    return height + RULE_GAP + CAPTION_GAP + caption.lineHeight + FIELD_GAP;
  }

  /** A value over a rule, its caption under it; answers the height. Lines of several values stand one under another. */
  field(x: number, y: number, width: number, value: string, caption: string): number {
    const { page, styles } = this;
    const height = this.fieldHeight(width, value);
    const rule = y + height - styles.caption.lineHeight - CAPTION_GAP - FIELD_GAP;
    if (value !== '') page.paragraph(styles.value, x, y, width, value);
    page.rule(x, rule, x + width, rule, THIN);
    page.paragraph(styles.caption, x, rule + CAPTION_GAP, width, caption);
    return height;
  }
}
