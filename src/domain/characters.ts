/**
 * The characters that the embedded fonts can draw, as inclusive ranges of code points: what a document may contain.
 *
 * Letters of the languages spoken along the route, their punctuation and the signs that descriptions of goods use. No controls,
 * no invisible, directional or combining characters, and nothing beyond U+FFFF. Every one has a glyph in Arimo and in Cousine;
 * neither has the rouble sign U+20BD.
 */
export const REPERTOIRE: readonly (readonly [from: number, to: number])[] = [
  [0x0020, 0x007e], // Basic Latin
  [0x00a0, 0x00ac], // Latin-1 supplement without the soft hyphen
  [0x00ae, 0x017f], // and Latin Extended-A
  [0x018f, 0x018f], // Azerbaijani Ə
  [0x0218, 0x021b], // Romanian
  [0x0259, 0x0259], // Azerbaijani ə
  [0x0391, 0x03a1], // Greek letters, for vitamins and units
  [0x03a3, 0x03a9],
  [0x03b1, 0x03c9],
  [0x0400, 0x045f], // Cyrillic of the Slavic languages
  [0x0490, 0x0493], // Ґ and the letters of Kazakh, Kyrgyz, Tatar and Tajik
  [0x0496, 0x0497],
  [0x049a, 0x049b],
  [0x04a2, 0x04a3],
  [0x04ae, 0x04b3],
  [0x04b6, 0x04b7],
  [0x04ba, 0x04bb],
  [0x04d8, 0x04d9],
  [0x04e2, 0x04e3],
  [0x04e8, 0x04e9],
  [0x04ee, 0x04ef],
  [0x2012, 0x2015], // dashes
  [0x2018, 0x201a], // quotation marks
  [0x201c, 0x201e],
  [0x2020, 0x2022],
  [0x2026, 0x2026],
  [0x2030, 0x2030],
  [0x2032, 0x2033],
  [0x2039, 0x203a],
  [0x20ac, 0x20ac], // €
  [0x2116, 0x2116], // №
  [0x2122, 0x2122], // ™
  [0x2126, 0x2126], // Ω, the ohm sign
  [0x2212, 0x2212], // minus and comparisons
  [0x221e, 0x221e],
  [0x2248, 0x2248],
  [0x2260, 0x2260],
  [0x2264, 0x2265],
];

const escaped = (codePoint: number): string => `\\u${codePoint.toString(16).padStart(4, '0')}`;

/** Without the `u` flag, so that both halves of a code point beyond U+FFFF fall outside. */
const outside = new RegExp(`[^${REPERTOIRE.map(([from, to]) => `${escaped(from)}-${escaped(to)}`).join('')}]`);

/** True if the documents can draw every character of a text. Line breaks are not characters. */
export function isPrintable(text: string): boolean {
  return !outside.test(text);
}

/** The first code point that the documents cannot draw, as `U+20BD`; undefined if there is none. Never the text around it. */
export function firstUnprintable(text: string): string | undefined {
  const index = text.search(outside);
  return index < 0 ? undefined : codePointName(text, index);
}

/** The code point at an index of a text, as `U+20BD`. */
export function codePointName(text: string, index: number): string {
  return `U+${(text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
