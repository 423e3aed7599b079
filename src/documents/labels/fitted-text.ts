import type { Area } from '../kit/fit.js';
import type { Font } from '../kit/font.js';
import { shortened } from '../kit/shorten.js';
import { type TextStyle, textStyle, textWidth, wrap } from '../kit/wrap.js';

/** Sizes in points: the one that a text has where there is room, and the one below which it loses words instead. */
interface Sizes {
  size: number;
  least: number;
}

export interface FittedText {
  style: TextStyle;
  lines: readonly string[];
}

const STEP = 0.5;

/**
 * A text as it stands in an area of a label: as large as it may be, smaller down to the least size that is read at arm's length,
 * and below that shorter, with `…` where words were left out. Words are split only where one alone is wider than the area.
 *
 * `lessOf` shortens what the text can spare to so many characters. Where that is not enough, and where it is left out, the text
 * loses its last words.
 * Errors: `unrenderable-character`.
 */
export function fittedText(
  font: Font,
  { size, least }: Sizes,
  area: Area,
  text: string,
  more: Partial<TextStyle> = {},
  lessOf?: (limit: number) => string,
): FittedText {
  for (let at = size; at >= least; at -= STEP) {
    const style = textStyle(font, at, more);
    const lines = wrap(style, area.width, text);
    if (isInside(style, lines, area) && hasWholeWords(style, text, area)) return { style, lines };
  }
  const style = textStyle(font, least, more);
  const ways = [() => text, ...(lessOf === undefined ? [] : [lessOf]), (limit: number) => shortened(text, limit)];
  for (const way of ways) {
    const lines = longest(
      text.length,
      (limit) => wrap(style, area.width, way(limit)),
      (found) => isInside(style, found, area),
    );
    if (isInside(style, lines, area)) return { style, lines };
  }
  throw new RangeError('an area of a label that is lower than one line');
}

const isInside = ({ lineHeight }: TextStyle, lines: readonly string[], { height }: Area): boolean => lines.length * lineHeight <= height;

const hasWholeWords = (style: TextStyle, text: string, { width }: Area): boolean =>
  text.split(/\s+|(?<=\S\S-)/).every((word) => textWidth(style, word) <= width);

/** The lines of the longest text that stays inside, found by halving. */
function longest(length: number, linesOf: (limit: number) => string[], fits: (lines: readonly string[]) => boolean): string[] {
  let low = 1;
  let high = length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(linesOf(middle))) low = middle;
    else high = middle - 1;
  }
  return linesOf(low);
}
