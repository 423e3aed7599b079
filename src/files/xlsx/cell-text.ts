/** Characters that XML cannot carry, as spreadsheets write them. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring). */
const escaped = /_x([0-9A-Fa-f]{4})_/g;

/** A text as its cell shows it: `_x000D_` is a carriage return, `_x005F_` the low line of a text that only looks so. */
export function spreadsheetText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Digits that a spreadsheet keeps of a number. */
const DIGITS = 15;
/** From here on a whole number may have lost its last digits. */
export const FIRST_LONG = 1e15;

const plain = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * A number as people read it in its cell: 15 digits, no exponent, no zeros that say nothing. Spreadsheets write 17 digits of the
 * binary number (`0.43199999999999999`), which nobody entered. Undefined for what is no number.
 */
export function decimalText(raw: string): string | undefined {
  if (raw.length <= DIGITS && plain.test(raw)) return raw;
  const trimmed = raw.trim();
  return number.test(trimmed) ? withoutExponent(Number(trimmed)) : undefined;
}

function withoutExponent(value: number): string | undefined {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return undefined;
  const [mantissa, exponent] = Math.abs(value)
    .toExponential(DIGITS - 1)
    .split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  const point = Number(exponent) + 1;
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const part = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  return `${value < 0 ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
}

const DAY_MS = 86_400_000;
const LAST_SERIAL = 2_958_465;
/** 29 February 1900, which never was: Lotus 1-2-3 counted it, and spreadsheets have done so since. */
const NO_DAY = 60;

/**
 * The day of a serial number, `YYYY-MM-DD`; its time of day is left out. Undefined below 1, which is a time alone, and beyond 9999.
 *
 * Source: ECMA-376 part 1, 18.17.4.1 (dates as serial numbers in both systems).
 */
export function dayOfSerial(serial: number, is1904: boolean): string | undefined {
  const day = Math.floor(serial);
  if (is1904) return day >= 0 && day <= LAST_SERIAL - 1_462 ? isoDay(Date.UTC(1904, 0, 1) + day * DAY_MS) : undefined;
  if (!(day >= 1 && day <= LAST_SERIAL)) return undefined;
  if (day === NO_DAY) return '1900-02-29';
  return isoDay(Date.UTC(1899, 11, day < NO_DAY ? 31 : 30) + day * DAY_MS);
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
