/** ICAO Doc 9303 part 3, section 6.B: Cyrillic as in passports. Ё, Й, Ї and Ў lose their marks before, as accented Latin does. */
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
  '&': ' AND ',
  _: '-',
  '×': 'X',
  '²': '2',
  '³': '3',
};

/** Words of what the rule leaves as it is, with one space between them. */
const latin = /^[A-Z0-9.-]+(?: [A-Z0-9.-]+)*$/;

/**
 * Text in the capitals that air waybills and their messages take: A-Z, digits, space, dot and hyphen. `Щёлково` is `SHCHELKOVO`.
 *
 * Rule: Russian letter by letter, accents and small figures plain, `&` to AND, `_` to a hyphen, `×` to X, a decimal comma to a
 * point, other marks between words to a space, all else left out,
 * spaces collapsed. Empty where nothing of the text can be written so, as with Chinese.
 * Source: ICAO Doc 9303 for the letters, air-cargo 3.4 for the rest.
 */
export function latinCapitals(text: string): string {
  const capitals = text.toUpperCase();
  if (latin.test(capitals)) return capitals;
  return capitals
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[А-ЯҐЄІ&_×²³]/g, (letter) => letters[letter])
    .replace(/(\d),(?=\d)/g, '$1.')
    .replace(/[,;:'/()[\]{}]/g, ' ')
    .replace(/[^A-Z0-9 .-]/g, '')
    .replace(/ +/g, ' ')
    .trim();
}
