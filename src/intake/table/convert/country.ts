import { countryName, isCountry } from '../../../domain/codes/countries.js';
import { singleSpaced, trimmed } from './text.js';

/** Names that people use beside those of the customs' classifier, by alpha-2. */
const everyday: Readonly<Record<string, readonly string[]>> = {
  AE: ['оаэ', 'эмираты'],
  BN: ['бруней'],
  BY: ['белоруссия', 'республика беларусь', 'рб'],
  CD: ['дрк', 'демократическая республика конго'],
  CG: ['республика конго'],
  CI: ["кот-д'ивуар", 'кот-д’ивуар'],
  CN: ['кнр', 'китайская народная республика', 'china', 'prc'],
  CZ: ['чешская республика'],
  DE: ['фрг', 'germany'],
  FM: ['микронезия'],
  GB: ['великобритания', 'англия', 'соединенное королевство великобритании и северной ирландии'],
  HK: ['гонг-конг', 'hong kong'],
  IN: ['india'],
  IR: ['иран'],
  IT: ['italy'],
  JP: ['japan'],
  KG: ['киргизия', 'кыргызская республика'],
  KP: ['кндр', 'северная корея'],
  KR: ['южная корея', 'республика корея', 'корея', 'korea'],
  KZ: ['республика казахстан', 'рк'],
  LA: ['лаос'],
  MD: ['молдавия', 'молдова'],
  MM: ['бирма'],
  MO: ['аомынь'],
  NL: ['голландия', 'нидерланды'],
  PS: ['палестина'],
  RU: ['россия', 'российская федерация', 'рф', 'russia'],
  SY: ['сирия'],
  SZ: ['свазиленд'],
  TH: ['thailand'],
  TJ: ['республика таджикистан'],
  TM: ['туркмения'],
  TR: ['турецкая республика', 'turkey'],
  TW: ['тайвань'],
  TZ: ['танзания'],
  US: ['сша', 'соединенные штаты америки', 'америка', 'usa'],
  UZ: ['республика узбекистан'],
  VA: ['папский престол'],
  VE: ['венесуэла'],
  VN: ['вьет нам', 'социалистическая республика вьетнам', 'vietnam'],
  ZA: ['южная африка', 'юар'],
};

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Names of the classifier and of every day, in small letters. */
const codes: ReadonlyMap<string, string> = new Map([
  ...LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .filter(isCountry)
    .map((code): [string, string] => [nameKey(countryName(code) ?? code), code]),
  ...Object.entries(everyday).flatMap(([code, names]) => names.map((name): [string, string] => [name, code])),
]);

function nameKey(name: string): string {
  return singleSpaced(name).toLowerCase().replaceAll('ё', 'е');
}

/** The alpha-2 code of a country by its Russian name: `Китай` is `CN`. A code stays, and so does what has none, which is a fault. */
export function countryCode(cell: string): string | undefined {
  const text = trimmed(cell);
  if (text === undefined || isCountry(text)) return text;
  const capitals = text.toUpperCase();
  return codes.get(nameKey(text)) ?? (isCountry(capitals) ? capitals : text);
}
