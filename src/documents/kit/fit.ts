import type { Font } from './font.js';
import { type TextStyle, textStyle, textWidth, wrappedHeight } from './wrap.js';

/** Below this a waybill is no longer legible; sizes in points. */
const LEGIBLE = 5;
const STEP = 0.5;

/** A rectangle in points from the top left corner of the page. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The style in which a text stays inside an area: the largest size, from `size` down in half points, at which it fits when
 * wrapped between words. Where that needs less than a legible size, words may be split instead; where that does not help either,
 * the size goes on falling: what stands on an official form is never cut and never leaves its box.
 */
export function fittingStyle(font: Font, size: number, area: Area, text: string, more: Partial<TextStyle> = {}): TextStyle {
  const words = text.split(/[\s]+|(?<=\S\S-)/);
  const inHeight = (style: TextStyle): boolean => wrappedHeight(style, area.width, text) <= area.height;
  const whole = (style: TextStyle): boolean => words.every((word) => textWidth(style, word) <= area.width);
  for (let at = size; at >= LEGIBLE; at -= STEP) {
    const style = textStyle(font, at, more);
    if (inHeight(style) && whole(style)) return style;
  }
  for (let at = size; at > STEP; at -= STEP) {
    const style = textStyle(font, at, more);
    if (inHeight(style)) return style;
  }
  return textStyle(font, STEP, more);
}
