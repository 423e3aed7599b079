import { Content } from './content.js';
import type { Font } from './font.js';
import { writeLink } from './links.js';
import { Lines, type Tag, type TextStyle, wrapInto } from './wrap.js';

export type Orientation = 'portrait' | 'landscape';

/** The size of a page that is not A4, in points. */
export interface PageSize {
  width: number;
  height: number;
}

/** Points to a millimetre. */
const POINTS_PER_MM = 72 / 25.4;

/** Millimetres as points. */
export const mm = (millimetres: number): number => millimetres * POINTS_PER_MM;

/** A4, ISO 216. */
const SHORT_SIDE = mm(210);
const LONG_SIDE = mm(297);

/** Width of the borders of a form, in points. */
export const THIN = 0.5;

/** Texts and rules stand on tenths of a point: finer is not seen, and short whole numbers deflate faster. */
const tenths = (points: number): number => Math.round(points * 10);
const IN_TENTHS = Buffer.from('.1 0 0 .1 0 0 cm\n');

/** Around what is no text: readers that speak leave it out (PDF 32000-1, 14.8.2.2). */
const FURNITURE = Buffer.from('/Artifact BMC\n');
const END = Buffer.from('EMC\n');

const NONE = new Uint8Array(0);

/** For texts that are wrapped and drawn at once. */
const scratch = new Lines();

/** One page's stream at a time is put together in it. */
let stream = Buffer.allocUnsafe(1 << 17);

/** Parts one behind another, valid until the next call. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length > stream.length) stream = Buffer.allocUnsafe(2 * length);
  let at = 0;
  for (const part of parts) {
    stream.set(part, at);
    at += part.length;
  }
  return stream.subarray(0, length);
}

/** Where lines begin, from the left, and the width in which they are aligned; points. */
export interface Span {
  x: number;
  width: number;
}

/** What stood on a page when it was asked, for other pages of its size to begin with. */
export interface Beginning {
  readonly texts: Uint8Array;
  readonly rules: readonly (readonly [thickness: number, path: Uint8Array])[];
  readonly fonts: readonly Font[];
  readonly pieces: readonly Tag[];
  readonly style: TextStyle | undefined;
  readonly textX: number;
  readonly textY: number;
}

/**
 * One page being drawn. Points from the top left corner; `y` of a text is the top of its line. Pages stay open until the document
 * is finished, so a page can take what is known only at the end, such as the number of pages.
 *
 * Fills lie undermost, then texts, then rules. The rules of one thickness make one path. Fills and rules are marked as furniture, and
 * texts by the tags of their styles.
 */
export class Page {
  readonly width: number;
  readonly height: number;
  readonly fonts = new Set<Font>();
  /** What the pieces of text are, by their numbers in the page's stream; furniture has none. */
  readonly pieces: Tag[] = [];
  readonly #fills = new Content(256);
  readonly #texts = new Content(16_384);
  readonly #rules = new Map<number, Content>();
  #links: Content | undefined;
  #style: TextStyle | undefined;
  /** Where the last line of text began, in tenths of a point from the bottom left corner. */
  #textX = 0;
  #textY = 0;

  /** A4 either way up, or a size of its own. */
  constructor(size: Orientation | PageSize) {
    const isUpright = size === 'portrait';
    const { width, height } =
      typeof size === 'object' ? size : { width: isUpright ? SHORT_SIDE : LONG_SIDE, height: isUpright ? LONG_SIDE : SHORT_SIDE };
    this.width = width;
    this.height = height;
  }

  /**
   * A text on one line, aligned between `x` and `x + width`; with no width it starts, ends or is centred at `x`. Never wrapped
   * or cut. Errors: `unrenderable-character`; RangeError for a text of several lines.
   */
  text(style: TextStyle, x: number, y: number, text: string, width = 0): void {
    scratch.clear();
    if (wrapInto(scratch, style, Number.MAX_VALUE, text) > 1) throw new RangeError('a text of one line has a line feed');
    this.lines(style, { x, width }, y, scratch, 0, 1);
  }

  /** A text wrapped to a width; answers its height. Errors: `unrenderable-character`. */
  paragraph(style: TextStyle, x: number, y: number, width: number, text: string): number {
    scratch.clear();
    const count = wrapInto(scratch, style, width, text);
    this.lines(style, { x, width }, y, scratch, 0, count);
    return count * style.lineHeight;
  }

  /** Lines `from` to `to` of texts that were wrapped before, one under another. */
  lines(style: TextStyle, { x, width }: Span, y: number, lines: Lines, from: number, to: number): void {
    if (style !== this.#style) this.#use(style);
    const { font, size, align, lineHeight } = style;
    const { codes, starts, ends, widths } = lines;
    const baseline = this.height - y - (lineHeight - font.lineHeight * size) / 2 - font.ascent * size;
    for (let line = from; line < to; line += 1) {
      const start = starts[line];
      const end = ends[line];
      if (end === start) continue;
      const shift = align === 'left' ? 0 : (width - (widths[line] * size) / font.unitsPerEm) * (align === 'center' ? 0.5 : 1);
      const textX = tenths(x + shift);
      const textY = tenths(baseline - (line - from) * lineHeight);
      this.#texts.text(textX - this.#textX, textY - this.#textY, codes, start, end);
      this.#textX = textX;
      this.#textY = textY;
    }
  }

  /** A straight rule. */
  rule(x1: number, y1: number, x2: number, y2: number, thickness = THIN): void {
    this.#path(thickness).segment(tenths(x1), tenths(this.height - y1), tenths(x2), tenths(this.height - y2));
  }

  /** Upright rules at several places from `top` to `bottom`. */
  uprights(places: readonly number[], top: number, bottom: number): void {
    const path = this.#path(THIN);
    const from = tenths(this.height - top);
    const to = tenths(this.height - bottom);
    for (let i = 0; i < places.length; i += 1) {
      const x = tenths(places[i]);
      path.segment(x, from, x, to);
    }
  }

  /** The outline of a rectangle. */
  frame(x: number, y: number, width: number, height: number, thickness = THIN): void {
    const path = this.#path(thickness);
    const left = tenths(x);
    const bottom = tenths(this.height - y - height);
    path.point(left, bottom, '');
    path.point(tenths(x + width) - left, tenths(this.height - y) - bottom, 're\n');
  }

  /** A filled rectangle: `grey` 0 is black, 1 white. Exact to a hundredth of a point, as bars of a barcode must be. */
  fill(x: number, y: number, width: number, height: number, grey = 0): void {
    const place = [x, this.height - y - height, width, height].map((points) => Math.round(points * 100) / 100);
    this.#fills.operator(`${grey} g ${place.join(' ')} re f\n`);
  }

  /** Makes a place open an address. Only web addresses: what else a sender may write there is not for clicking. */
  link(x: number, y: number, width: number, height: number, url: string): void {
    if (!/^https?:\/\//i.test(url)) return;
    if (this.#links === undefined) this.#links = new Content(4096);
    else this.#links.operator('\n');
    const hundredths = (points: number): number => Math.round(points * 100);
    writeLink(this.#links, hundredths(x), hundredths(this.height - y - height), hundredths(x + width), hundredths(this.height - y), url);
  }

  /** The page's links as its dictionary lists them: as objects of their own they would double the number of objects in the file. */
  get links(): Uint8Array {
    return this.#links?.bytes ?? NONE;
  }

  /** Gives back what the page holds. To be called when it has been written. */
  release(): void {
    for (const part of [this.#fills, this.#texts, this.#links, ...this.#rules.values()]) part?.release();
  }

  /** A copy of the texts and rules that stand on the page so far. */
  beginning(): Beginning {
    return {
      texts: Uint8Array.from(this.#texts.bytes),
      rules: Array.from(this.#rules, ([thickness, path]) => [thickness, Uint8Array.from(path.bytes)]),
      fonts: [...this.fonts],
      pieces: [...this.pieces],
      style: this.#style,
      textX: this.#textX,
      textY: this.#textY,
    };
  }

  /**
   * Begins an empty page with what stands on another: headings that every page repeats are wrapped and encoded once. Drawn anew on
   * each page they took a twentieth of the time of a declaration.
   */
  beginWith({ texts, rules, fonts, pieces, style, textX, textY }: Beginning): void {
    this.#texts.append(texts);
    for (const [thickness, path] of rules) this.#path(thickness).append(path);
    for (const font of fonts) this.fonts.add(font);
    this.pieces.push(...pieces);
    this.#style = style;
    this.#textX = textX;
    this.#textY = textY;
  }

  /** The page's content stream, not yet compressed; valid until another page is asked. */
  content(): Uint8Array {
    const parts: Uint8Array[] = [];
    if (this.#fills.length > 0) parts.push(FURNITURE, this.#fills.bytes, Buffer.from('0 g\n'), END);
    parts.push(IN_TENTHS);
    if (this.#texts.length > 0) parts.push(Buffer.from('BT\n'), this.#texts.bytes, END, Buffer.from('ET\n'));
    if (this.#rules.size > 0) parts.push(FURNITURE);
    for (const [thickness, path] of this.#rules) parts.push(Buffer.from(`2 J ${tenths(thickness)} w\n`), path.bytes, Buffer.from('S\n'));
    if (this.#rules.size > 0) parts.push(END);
    return joined(parts);
  }

  #use(style: TextStyle): void {
    const before = this.#style;
    if (before?.tag !== style.tag) this.#mark(style.tag, before !== undefined);
    if (before?.font !== style.font || before.size !== style.size) {
      this.#texts.operator('/');
      this.#texts.operator(style.font.name);
      this.#texts.operator(' ');
      this.#texts.number(tenths(style.size));
      this.#texts.operator('Tf\n');
    }
    if ((before?.colour ?? 'black') !== style.colour) this.#texts.operator(style.colour === 'blue' ? '0 0 0.8 rg\n' : '0 g\n');
    this.fonts.add(style.font);
    this.#style = style;
  }

  /** Ends the piece of text before and begins one. */
  #mark(tag: Tag, isMarked: boolean): void {
    if (isMarked) this.#texts.operator('EMC\n');
    if (tag === 'Artifact') this.#texts.operator('/Artifact BMC\n');
    else this.#texts.operator(`/${tag}<</MCID ${this.pieces.push(tag) - 1}>>BDC\n`);
  }

  #path(thickness: number): Content {
    let path = this.#rules.get(thickness);
    if (path === undefined) {
      path = new Content(4096);
      this.#rules.set(thickness, path);
    }
    return path;
  }
}
