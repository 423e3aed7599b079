import type { Assets } from '../../kit/assets.js';
import { mm, type Page } from '../../kit/page.js';
import { type TextStyle, textStyle, wrappedHeight } from '../../kit/wrap.js';
import { PADDING_X, PADDING_Y } from './cells.js';

/** Margins on all sides, forms.md 1. */
export const MARGIN = mm(10);

/** Rules above and below totals: three and four times a border. */
export const HOUSE_TOTAL_RULE = 1.5;
export const DECLARATION_TOTAL_RULE = 2;

/** How the texts of a form are set: Arimo, which has the metrics of the Arial that the forms name. */
export interface FormStyles {
  title: TextStyle;
  left: TextStyle;
  centre: TextStyle;
  /** The same for headings of blocks, and for column headings overleaf. */
  section: TextStyle;
  repeated: TextStyle;
  link: TextStyle;
  /** Foot of each page, left and right. */
  footer: TextStyle;
  footerRight: TextStyle;
}

const made = new WeakMap<Assets, FormStyles>();

/** The styles of a process's fonts; the same objects for every document. */
export function formStyles(assets: Assets): FormStyles {
  let styles = made.get(assets);
  if (styles === undefined) {
    const { regular, bold } = assets.fonts;
    styles = {
      title: textStyle(bold, 8, { align: 'center', tag: 'H1' }),
      left: textStyle(regular, 6.5),
      centre: textStyle(regular, 6.5, { align: 'center' }),
      section: textStyle(regular, 6.5, { align: 'center', tag: 'H2' }),
      repeated: textStyle(regular, 6.5, { align: 'center', tag: 'Artifact' }),
      link: textStyle(regular, 5, { colour: 'blue' }),
      footer: textStyle(regular, 6, { tag: 'Artifact' }),
      footerRight: textStyle(regular, 6, { align: 'right', tag: 'Artifact' }),
    };
    made.set(assets, styles);
  }
  return styles;
}

/** Height of a text in a box with its padding. */
export function boxHeight(style: TextStyle, width: number, text: string): number {
  return wrappedHeight(style, width - 2 * PADDING_X, text) + 2 * PADDING_Y;
}

/** A framed text. */
export function box(page: Page, style: TextStyle, x: number, y: number, width: number, height: number, text: string): void {
  page.frame(x, y, width, height);
  page.paragraph(style, x + PADDING_X, y + PADDING_Y, width - 2 * PADDING_X, text);
}
