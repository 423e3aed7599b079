/** What a UTF-16 unit is to rules about words. Bits, so that those of a whole text are gathered with `|`. */
export const LATIN = 1;
export const CYRILLIC = 2;
const OTHER_LETTER = 4;
const DIGIT = 8;
/** Space and the marks of plain prose; neither `&` nor `/`, which markup and paths are made of. */
const PROSE = 16;
export const FOREIGN = 32;

/** Units that words are made of. */
export const WORD = LATIN | CYRILLIC | OTHER_LETTER | DIGIT;

const ranges: readonly (readonly [from: number, to: number, is: number])[] = [
  [0x30, 0x39, DIGIT],
  [0x41, 0x5a, LATIN],
  [0x61, 0x7a, LATIN],
  [0xc0, 0x24f, LATIN],
  [0xd7, 0xd7, FOREIGN], // × and ÷
  [0xf7, 0xf7, FOREIGN],
  [0x370, 0x3ff, OTHER_LETTER],
  [0x400, 0x52f, CYRILLIC],
  [0x530, 0x1dff, OTHER_LETTER],
  [0x1e00, 0x1eff, LATIN],
  [0x1f00, 0x1fff, OTHER_LETTER],
  [0x2c00, 0x2dff, OTHER_LETTER],
  [0x3040, 0xd7ff, OTHER_LETTER],
];

/** One look-up a unit; regular expressions are several times slower. */
export const classOf = new Uint8Array(0x1_0000).fill(FOREIGN);
for (const mark of ' \u00a0.,-–—()%+"\'«»“”’№:') classOf[mark.charCodeAt(0)] = PROSE;
for (const [from, to, is] of ranges) classOf.fill(is, from, to + 1);

/** Bits of all units of a text. */
export function classesOf(text: string): number {
  let met = 0;
  for (let i = 0; i < text.length; i++) met |= classOf[text.charCodeAt(i)];
  return met;
}

/** How many letters a text has. */
export function letterCount(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if ((classOf[text.charCodeAt(i)] & (WORD ^ DIGIT)) !== 0) count += 1;
  return count;
}

/** True if some word of a text has `least` Latin letters in a row. */
export function hasLatinWord(text: string, least: number): boolean {
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    run = classOf[text.charCodeAt(i)] === LATIN ? run + 1 : 0;
    if (run >= least) return true;
  }
  return false;
}

/** The words of a text in lower case with ё as е: what lists and descriptions are compared by. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const isWord = i < text.length && (classOf[text.charCodeAt(i)] & WORD) !== 0;
    if (isWord && start < 0) start = i;
    if (isWord || start < 0) continue;
    words.push(plainWord(text.slice(start, i)));
    start = -1;
  }
  return words;
}

export const plainWord = (word: string): string => word.toLowerCase().replaceAll('ё', 'е');
