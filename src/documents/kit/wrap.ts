import { unscaled } from '../../domain/units.js';
import type { Font } from './font.js';
import { unrenderable } from './font.js';
import type { TextSink } from './text-sink.js';

/** What a text is to readers that speak: title of the document, heading of a section, any other text, or what every page repeats. */
export type Tag = 'H1' | 'H2' | 'P' | 'Artifact';

/** How a text is set: made once and used for many texts. Sizes and heights in points. */
export interface TextStyle {
  readonly font: Font;
  readonly size: number;
  readonly align: 'left' | 'center' | 'right';
  readonly lineHeight: number;
  readonly colour: 'black' | 'blue';
  readonly tag: Tag;
}

/** A style; the line height is the font's own if left out. */
export function textStyle(font: Font, size: number, more: Partial<Omit<TextStyle, 'font' | 'size'>> = {}): TextStyle {
  return { font, size, align: 'left', lineHeight: font.lineHeight * size, colour: 'black', tag: 'P', ...more };
}

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const HYPHEN = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const LARGEST_INT32 = 0x7fff_ffff;
const NO_ADVANCES = new Uint16Array(0);

/** Digits of one number, the last first. */
const digits = new Uint8Array(16);

/**
 * The lines of wrapped texts, ready to be drawn. One is reused for a whole table, so that wrapping makes no object: `wrapInto`
 * appends the lines of a text, and the caller keeps the index of its first one.
 *
 * A text that is joined of parts is better put part by part between `begin` and `wrap`: reading characters out of strings that were
 * joined just before took a twentieth of the time of a declaration.
 */
export class Lines implements TextSink {
  count = 0;
  /** Indices into `codes` of a line's first character and of the one after its last. */
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** Width in font units. */
  widths = new Int32Array(64);
  /** UTF-16 units of all texts, one after another. */
  codes = new Uint16Array(1024);
  codeCount = 0;
  /** Of the text that is being put: its font's advances, first character, width, and whether it has line feeds. */
  #advances: Uint16Array = NO_ADVANCES;
  #from = 0;
  #units = 0;
  #hasBreaks = false;

  clear(): void {
    this.count = 0;
    this.codeCount = 0;
  }

  add(start: number, end: number, width: number): void {
    if (this.count === this.starts.length) this.#growLines();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.widths[this.count] = width;
    this.count += 1;
  }

  /** Begins a text. */
  begin(font: Font): void {
    this.#advances = font.advances;
    this.#from = this.codeCount;
    this.#units = 0;
    this.#hasBreaks = false;
  }

  /** Goes on with the text. Errors: `unrenderable-character` if the font has no glyph for a character. */
  put(part: string): void {
    const { length } = part;
    const codes = this.#reserve(length);
    const advances = this.#advances;
    const from = this.codeCount;
    let units = this.#units;
    for (let i = 0; i < length; i += 1) {
      const code = part.charCodeAt(i);
      const advance = advances[code];
      if (advance === 0) this.#putBreak(part, i);
      codes[from + i] = code;
      units += advance;
    }
    this.codeCount = from + length;
    this.#units = units;
  }

  /** Goes on with a number as `unscaled` would write it, without making a string. */
  putDecimal(value: number, scale: number): void {
    if (value < 0 || value > LARGEST_INT32) {
      this.put(unscaled(value, scale));
      return;
    }
    let places = 0;
    let rest = value;
    while (rest > 0 || places <= scale) {
      const tenth = (rest / 10) | 0;
      digits[places++] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    const codes = this.#reserve(places + 1);
    let at = this.codeCount;
    let units = this.#units;
    while (places > 0) {
      if (places === scale) {
        codes[at++] = POINT;
        units += this.#advances[POINT];
      }
      places -= 1;
      codes[at++] = digits[places];
      units += this.#advances[digits[places]];
    }
    this.codeCount = at;
    this.#units = units;
  }

  /** Ends the text and breaks it into lines no wider than a limit of `lineLimit`, as `wrapInto` says; answers how many. */
  wrap(limit: number): number {
    if (this.#hasBreaks || this.#units > limit) return breakLines(this, this.#advances, limit, this.#from, this.codeCount);
    this.add(this.#from, this.codeCount, this.#units);
    return 1;
  }

  /** Makes room for so many characters more. */
  #reserve(characters: number): Uint16Array {
    if (this.codeCount + characters > this.codes.length) {
      const larger = new Uint16Array(2 * (this.codeCount + characters));
      larger.set(this.codes);
      this.codes = larger;
    }
    return this.codes;
  }

  #putBreak(part: string, index: number): void {
    if (part.charCodeAt(index) !== LINE_FEED) throw unrenderable(part, index);
    this.#hasBreaks = true;
  }

  #growLines(): void {
    for (const key of ['starts', 'ends', 'widths'] as const) {
      const larger = new Int32Array(2 * this[key].length);
      larger.set(this[key]);
      this[key] = larger;
    }
  }
}

/**
 * Breaks a text into lines no wider than `width` points: after spaces, which the break swallows, after hyphens but for that of a
 * single letter (`e-mail`), at line feeds, and inside a word that is longer than a line. Appends to `lines`; answers how many, at least one.
 * Errors: `unrenderable-character` if the font has no glyph for a character.
 */
export function wrapInto(lines: Lines, style: TextStyle, width: number, text: string): number {
  lines.begin(style.font);
  lines.put(text);
  return lines.wrap(lineLimit(style, width));
}

/** Width of a line in font units, of points. */
export const lineLimit = ({ font, size }: TextStyle, width: number): number => Math.floor((width * font.unitsPerEm) / size);

function breakLines(lines: Lines, advances: Uint16Array, limit: number, from: number, to: number): number {
  const first = lines.count;
  const { codes } = lines;
  let start = from; // of the line
  let used = 0; // width from `start`
  let breakEnd = -1; // where the line would end at its last opportunity, -1 if it has none
  let breakWidth = 0;
  let breakNext = 0; // where the next line would start
  let breakUsed = 0; // width up to there
  for (let i = from; i < to; i += 1) {
    const code = codes[i];
    if (code === LINE_FEED) {
      lines.add(start, i, used);
      start = i + 1;
      used = 0;
      breakEnd = -1;
      continue;
    }
    const advance = advances[code];
    if (code === SPACE) {
      // A run of spaces is one opportunity: the line ends before the run, the next one starts after it.
      if (breakEnd < 0 || breakNext !== i) {
        breakEnd = i;
        breakWidth = used;
      }
      used += advance;
      breakNext = i + 1;
      breakUsed = used;
      continue;
    }
    // A single character wider than the line still takes a line, so every step goes forward.
    while (used + advance > limit && i > start) {
      if (breakEnd > start) {
        lines.add(start, breakEnd, breakWidth);
        start = breakNext;
        used -= breakUsed;
      } else {
        lines.add(start, i, used);
        start = i;
        used = 0;
      }
      breakEnd = -1;
    }
    used += advance;
    if (code === HYPHEN && i > start && i > from + 1 && codes[i - 2] > SPACE) {
      breakEnd = i + 1;
      breakWidth = used;
      breakNext = i + 1;
      breakUsed = used;
    }
  }
  lines.add(start, to, used);
  return lines.count - first;
}

const scratch = new Lines();

/** The lines of a text as `wrapInto` finds them, for texts outside the hot path. */
export function wrap(style: TextStyle, width: number, text: string): string[] {
  scratch.clear();
  const count = wrapInto(scratch, style, width, text);
  return Array.from({ length: count }, (_, line) => text.slice(scratch.starts[line], scratch.ends[line]));
}

/** Height of a text wrapped to a width, in points. */
export function wrappedHeight(style: TextStyle, width: number, text: string): number {
  scratch.clear();
  return wrapInto(scratch, style, width, text) * style.lineHeight;
}

/** Width of a text on one line, in points. Errors: `unrenderable-character`, also for a line feed. */
export function textWidth(style: TextStyle, text: string): number {
  const { advances, unitsPerEm } = style.font;
  let units = 0;
  for (let i = 0; i < text.length; i += 1) {
    const advance = advances[text.charCodeAt(i)];
    if (advance === 0) throw unrenderable(text, i);
    units += advance;
  }
  return (units * style.size) / unitsPerEm;
}
