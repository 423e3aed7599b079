import bwip from 'bwip-js';
import type { Area } from './fit.js';
import type { Page } from './page.js';

/** Clear space that a reader needs at either end of a symbol, in modules. */
const QUIET_ZONE = 10;

/**
 * Code 128 as widths in modules: a bar, a space, a bar and so on to the last bar. Digits are packed in pairs (set C).
 *
 * `text` is ASCII. Source: ISO/IEC 15417.
 */
export function code128(text: string): readonly number[] {
  const [symbol] = bwip.raw({ bcid: 'code128', text });
  return 'sbs' in symbol ? symbol.sbs : [];
}

/** Draws a text as Code 128 over the whole of an area, its quiet zones at the left and right end. */
export function drawBarcode(page: Page, { x, y, width, height }: Area, text: string): void {
  const widths = code128(text);
  const module = width / (widths.reduce((sum, each) => sum + each, 0) + 2 * QUIET_ZONE);
  let at = x + QUIET_ZONE * module;
  widths.forEach((each, i) => {
    if (i % 2 === 0) page.fill(at, y, each * module, height);
    at += each * module;
  });
}
