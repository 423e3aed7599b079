/**
 * windows-1251, and what stands in it for a character that it lacks.
 *
 * Source: the code page of Unicode's MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1251.TXT; 0x98 is no character, and neither the soft hyphen
 * nor a control is let through.
 */

const UPPER_HALF =
  'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\0™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\0®Ї°±Ііґµ¶·ё№є»јЅѕї' +
  'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';

/** Byte of each UTF-16 unit; zero for those that windows-1251 lacks. */
export const bytesOfUnits: Uint8Array = unitTable();

function unitTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (let unit = 0x20; unit < 0x7f; unit += 1) table[unit] = unit;
  for (let i = 0; i < UPPER_HALF.length; i += 1) table[UPPER_HALF.charCodeAt(i)] = 0x80 + i;
  table[0] = 0;
  return table;
}

/** Letters that are no accented ones: Latin as in passports (ICAO Doc 9303), Cyrillic by the nearest Russian letter, Greek by ISO 843. */
const letters: Readonly<Record<string, string>> = {
  ...paired('ÆAE ØO ÐD ÞTH ĐD ĦH ĲIJ ŁL ŊN ŒOE ŦT ƏE ĸk ıi ßss ſs ŉn ĿL'),
  ...paired('ҒГ ҚК ҢН ҮУ ҰУ ӨО ҺХ ӘА ҖЖ ҲХ ҶЧ'),
  ...paired('ΑA ΒB ΓG ΔD ΕE ΖZ ΗI ΘTH ΙI ΚK ΛL ΜM ΝN ΞX ΟO ΠP ΡR ΣS ΤT ΥY ΦF ΧCH ΨPS ΩO ςs'),
};

/** Pairs of a letter and what stands for it; where that letter has a small one, it is paired as well. */
function paired(list: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const pair of list.split(' ')) {
    const [letter, plain] = [pair.slice(0, 1), pair.slice(1)];
    pairs[letter] = plain;
    const small = letter.toLowerCase();
    if (small !== letter && small.length === 1) pairs[small] = plain.toLowerCase();
  }
  return pairs;
}

/** Typographic and other signs by plain ones. A Spanish opening mark has no plain form, and its closing one says the same. */
const signs: Readonly<Record<string, string>> = {
  '‒': '-',
  '―': '-',
  '−': '-',
  '′': "'",
  '″': '"',
  '¡': '',
  '¿': '',
  '¢': 'c',
  '£': 'GBP',
  '¥': 'Y',
  '¨': '',
  '¯': '-',
  '´': "'",
  '¸': ',',
  '²': '2',
  '³': '3',
  '¹': '1',
  ª: 'a',
  º: 'o',
  '¼': '1/4',
  '½': '1/2',
  '¾': '3/4',
  '×': 'x',
  '÷': ':',
  Ω: 'Ом',
  '∞': 'беск.',
  '≈': '~',
  '≠': '<>',
  '≤': '<=',
  '≥': '>=',
};

/** Whether every character of a text is in windows-1251. */
export function isIn1251(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (bytesOfUnits[text.charCodeAt(i)] === 0) return false;
  return true;
}

/**
 * A text with what windows-1251 lacks replaced: letters by plain ones (`ә` а, `é` e), signs by plain signs (`×` x, `≤` <=). A
 * character for which there is no rule is left out; there is none among those that documents may contain. `lacking` is told each
 * character that was replaced, once for each place.
 */
export function in1251(text: string, lacking: (character: string) => void): string {
  let plain = '';
  for (const character of text) {
    if (bytesOfUnits[character.charCodeAt(0)] !== 0 && character.length === 1) plain += character;
    else {
      lacking(character);
      plain += replacementOf(character);
    }
  }
  return plain;
}

/** What stands for a character; empty if no rule knows it. */
export function replacementOf(character: string): string {
  const known = letters[character] ?? signs[character];
  if (known !== undefined) return known;
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
  return isIn1251(bare) ? bare : (letters[bare] ?? '');
}
