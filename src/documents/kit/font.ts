import { create, type Font as TrueType } from 'fontkit';
import { codePointName, REPERTOIRE } from '../../domain/characters.js';
import { DomainError } from '../../domain/problem.js';

/**
 * A TrueType font made ready to measure, wrap and embed: opened once per process and shared by every document.
 *
 * A text is written with its UTF-16 units as character codes, so `advances` is all that wrapping needs, and the two tables at the
 * end tell a viewer which glyph and which letter a code is. No kerning and no ligatures, as in the customs' own prints.
 */
export interface Font {
  /** Names the font in a document's resources. */
  readonly name: string;
  readonly postScriptName: string;
  readonly unitsPerEm: number;
  /** Advance width by UTF-16 unit, in font units; zero where there is no glyph. */
  readonly advances: Uint16Array;
  /** Top of a line to its baseline, and from line to line, for a size of one. */
  readonly ascent: number;
  readonly lineHeight: number;
  /** What the font descriptor holds, in thousandths of the size. */
  readonly descriptor: Readonly<{
    Flags: number;
    FontBBox: number[];
    ItalicAngle: number;
    Ascent: number;
    Descent: number;
    CapHeight: number;
    StemV: number;
  }>;
  /** Advance widths in thousandths, as the `W` array of a font dictionary: `[32 [278 278 …] …]`. */
  readonly widths: readonly (number | number[])[];
  /** The TrueType file with the glyphs of the repertoire alone. */
  readonly file: Uint8Array;
  /** Glyph of the file for each code, two bytes each. */
  readonly glyphMap: Uint8Array;
  readonly toUnicode: string;
}

const CODES = 0x10000;
const FIXED_PITCH = 1;
const NON_SYMBOLIC = 32;

/** Opens a TrueType font and cuts it down to the repertoire. Errors: RangeError if the font lacks a character of it. */
export function prepareFont(ttf: Uint8Array, name: string): Font {
  const font = open(ttf);
  const subset = font.createSubset();
  const advances = new Uint16Array(CODES);
  const glyphMap = new Uint8Array(2 * ((REPERTOIRE.at(-1)?.[1] ?? 0) + 1));
  // The subset numbers glyphs in the order in which they are first included, after the missing glyph, which is 0.
  const numbers = new Map<number, number>();
  for (const [from, to] of REPERTOIRE) {
    for (let code = from; code <= to; code += 1) {
      if (!font.hasGlyphForCodePoint(code)) throw new RangeError(`${name} has no glyph for ${codePointName(String.fromCharCode(code), 0)}`);
      const glyph = font.glyphForCodePoint(code);
      subset.includeGlyph(glyph);
      const number = numbers.get(glyph.id) ?? numbers.size + 1;
      numbers.set(glyph.id, number);
      advances[code] = glyph.advanceWidth;
      glyphMap[2 * code] = number >> 8;
      glyphMap[2 * code + 1] = number & 0xff;
    }
  }
  const thousandths = 1000 / font.unitsPerEm;
  return {
    name,
    postScriptName: font.postscriptName,
    unitsPerEm: font.unitsPerEm,
    advances,
    ascent: (font.ascent + font.lineGap / 2) / font.unitsPerEm,
    lineHeight: (font.ascent - font.descent + font.lineGap) / font.unitsPerEm,
    descriptor: {
      Flags: advances[0x69] === advances[0x57] ? FIXED_PITCH + NON_SYMBOLIC : NON_SYMBOLIC,
      FontBBox: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map((units) => Math.round(units * thousandths)),
      ItalicAngle: font.italicAngle,
      Ascent: Math.round(font.ascent * thousandths),
      Descent: Math.round(font.descent * thousandths),
      CapHeight: Math.round(font.capHeight * thousandths),
      StemV: 0,
    },
    widths: REPERTOIRE.flatMap(([from, to]) => [
      from,
      Array.from(advances.subarray(from, to + 1), (units) => Math.round(units * thousandths * 100) / 100),
    ]),
    file: subset.encode(),
    glyphMap,
    toUnicode: toUnicode(),
  };
}

/** The fault of a text that holds a character without a glyph; names the character and not the text, which may be a person's. */
export function unrenderable(text: string, index: number): DomainError {
  return new DomainError('unrenderable-character', codePointName(text, index));
}

function open(ttf: Uint8Array): TrueType {
  const opened = create(Buffer.from(ttf.buffer, ttf.byteOffset, ttf.byteLength));
  if ('fonts' in opened) throw new RangeError('a collection of fonts where one font is due');
  return opened;
}

/** Codes are Unicode already. A range may not cross a 256-code boundary (PDF 32000-1, 9.10.3). */
function toUnicode(): string {
  const hex = (code: number): string => `<${code.toString(16).padStart(4, '0')}>`;
  const ranges: string[] = [];
  for (let block = 0; block < CODES; block += 0x100) {
    if (REPERTOIRE.some(([from, to]) => from < block + 0x100 && to >= block)) {
      ranges.push(`${hex(block)} ${hex(block + 0xff)} ${hex(block)}`);
    }
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <ffff>',
    'endcodespacerange',
    `${ranges.length} beginbfrange`,
    ...ranges,
    'endbfrange',
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}
