/**
 * ICAO Doc 9303 part 3, section 6: Latin letters that are no accented ones and Cyrillic as in passports; those that it does not list by
 * the nearest that it does, Greek by ISO 843. Ё, Й, Ї and Ў lose their marks before, as accented Latin does.
 */
const letters: Readonly<Record<string, string>> = {
  А: 'A',
  Б: 'B',
  В: 'V',
  Г: 'G',
  Ґ: 'G',
  Д: 'D',
  Е: 'E',
  Є: 'IE',
  Ж: 'ZH',
  З: 'Z',
  И: 'I',
  І: 'I',
  К: 'K',
  Л: 'L',
  М: 'M',
  Н: 'N',
  О: 'O',
  П: 'P',
  Р: 'R',
  С: 'S',
  Т: 'T',
  У: 'U',
  Ф: 'F',
  Х: 'KH',
  Ц: 'TS',
  Ч: 'CH',
  Ш: 'SH',
  Щ: 'SHCH',
  Ъ: 'IE',
  Ы: 'Y',
  Ь: '',
  Э: 'E',
  Ю: 'IU',
  Я: 'IA',
  Ђ: 'D',
  Ѕ: 'DZ',
  Ј: 'J',
  Љ: 'LJ',
  Њ: 'NJ',
  Ћ: 'C',
  Џ: 'DZ',
  Ғ: 'G',
  Җ: 'ZH',
  Қ: 'K',
  Ң: 'N',
  Ү: 'U',
  Ұ: 'U',
  Ҳ: 'KH',
  Ҷ: 'CH',
  Һ: 'H',
  Ә: 'A',
  Ө: 'O',
  Æ: 'AE',
  Ð: 'D',
  Ø: 'OE',
  Þ: 'TH',
  Đ: 'D',
  Ħ: 'H',
  Ĳ: 'IJ',
  ĸ: 'K',
  Ŀ: 'L',
  Ł: 'L',
  Ŋ: 'N',
  Œ: 'OE',
  Ŧ: 'T',
  Ə: 'E',
  ª: 'A',
  º: 'O',
  Α: 'A',
  Β: 'B',
  Γ: 'G',
  Δ: 'D',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'I',
  Θ: 'TH',
  Ι: 'I',
  Κ: 'K',
  Λ: 'L',
  Μ: 'M',
  Ν: 'N',
  Ξ: 'X',
  Ο: 'O',
  Π: 'P',
  Ρ: 'R',
  Σ: 'S',
  Τ: 'T',
  Υ: 'Y',
  Φ: 'F',
  Χ: 'CH',
  Ψ: 'PS',
  Ω: 'O',
  '&': ' AND ',
  _: '-',
  '×': 'X',
  '¹': '1',
  '²': '2',
  '³': '3',
};

const listed = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** Words of what the rule leaves as it is, with one space between them. */
const latin = /^[A-Z0-9.-]+(?: [A-Z0-9.-]+)*$/;

/**
 * Text in the capitals that air waybills and their messages take: A-Z, digits, space, dot and hyphen. `Щёлково` is `SHCHELKOVO`.
 *
 * Rule: Cyrillic, Greek and rare Latin letter by letter, accents and small figures plain, `&` to AND, `_` to a hyphen, `×` to X, a decimal comma to a
 * point, other marks between words to a space, all else left out,
 * spaces collapsed. Every letter that documents may contain is written; empty where there is none, as with Chinese or bare signs.
 * Source: ICAO Doc 9303 for the letters, air-cargo 3.4 for the rest.
 */
export function latinCapitals(text: string): string {
  const capitals = text.toUpperCase();
  if (latin.test(capitals)) return capitals;
  return capitals
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(listed, (letter) => letters[letter])
    .replace(/(\d),(?=\d)/g, '$1.')
    .replace(/[,;:'/()[\]{}]/g, ' ')
    .replace(/[^A-Z0-9 .-]/g, '')
    .replace(/ +/g, ' ')
    .trim();
}
