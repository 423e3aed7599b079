import type { Assets } from '../kit/assets.js';
import { mm } from '../kit/page.js';
import type { TextStyle } from '../kit/wrap.js';
import { type FittedText, fittedText } from './fitted-text.js';

/** `x, y, width, height` in millimetres from the top left corner of the label. */
type Place = readonly [number, number, number, number];

/** A box of a label, as its form describes it. Sizes in points. */
interface Box<Id extends string> {
  id: Id;
  at: Place;
  /** Printed small above the value. */
  title?: string;
  size: number;
  /** The value is not made smaller than this but shorter. */
  least: number;
  bold?: boolean;
  align?: 'left' | 'center';
}

/** What stands where on every label of a kind: `templates/labels/`. */
export interface LabelForm<Id extends string> {
  /** Width and height in millimetres. */
  size: readonly [number, number];
  barcode: { at: Place };
  /** Straight lines from `x, y` to `x, y`. */
  rules: readonly Place[];
  boxes: readonly Box<Id>[];
}

/** Lines of one style, one under another. Points from the top left corner of the label. */
export interface LabelText extends FittedText {
  x: number;
  y: number;
  width: number;
}

/** A label before it is a PDF or ZPL: what both print, line by line and place by place. Points from its top left corner. */
export interface Label {
  width: number;
  height: number;
  texts: readonly LabelText[];
  barcode: { x: number; y: number; width: number; height: number; text: string };
  rules: readonly Place[];
}

/** How a value loses words where the end of the text is not what to leave out. */
type Shorter<Id extends string> = Partial<Record<Id, (limit: number) => string>>;

/** Thickness of the lines of a label, in points. */
export const LINE = 0.8;

const TITLE = { size: 6, least: 6 };
/** Space inside a box, in millimetres: at the sides, and what a title takes. */
const SIDE = 1;
const UNDER_TITLE = 2.8;
const OVER_TITLE = 0.4;

/** A label from its form and values; an empty value leaves its box empty, a title stays. Errors: `unrenderable-character`. */
export function labelOf<Id extends string>(
  form: LabelForm<Id>,
  values: Readonly<Record<Id, string>>,
  barcode: string,
  { fonts }: Pick<Assets, 'fonts'>,
  shorter: Shorter<Id> = {},
): Label {
  const [x, y, width, height] = form.barcode.at.map(mm);
  const titles = form.boxes.flatMap(({ at: [left, top, wide], title }) =>
    title === undefined ? [] : [textIn([left, top + OVER_TITLE, wide, UNDER_TITLE], fonts.regular, TITLE, title)],
  );
  const texts = form.boxes.flatMap(({ id, at: [left, top, wide, high], title, bold = false, align = 'left', ...sizes }) => {
    if (values[id] === '') return [];
    const above = title === undefined ? 0 : UNDER_TITLE;
    const font = bold ? fonts.bold : fonts.regular;
    return [textIn([left, top + above, wide, high - above], font, sizes, values[id], { align }, shorter[id])];
  });
  return {
    width: mm(form.size[0]),
    height: mm(form.size[1]),
    texts: [...titles, ...texts],
    barcode: { x, y, width, height, text: barcode },
    rules: form.rules,
  };
}

function textIn(
  [left, top, wide, high]: Place,
  font: TextStyle['font'],
  sizes: { size: number; least: number },
  text: string,
  more: Partial<TextStyle> = {},
  lessOf?: (limit: number) => string,
): LabelText {
  const area = { x: mm(left + SIDE), y: mm(top), width: mm(wide - 2 * SIDE), height: mm(high) };
  return { ...fittedText(font, sizes, area, text, more, lessOf), x: area.x, y: area.y, width: area.width };
}
