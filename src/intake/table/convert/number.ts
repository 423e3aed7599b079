import { trimmed, withoutBlanks } from './text.js';

/**
 * A number as decimal text with a point: blanks out, a decimal comma made a point. `1 234,56` is `1234.56`.
 * One with both a comma and a point stays as it is and is a fault, since either may be the decimal one.
 */
export function decimalPoint(cell: string): string | undefined {
  const text = trimmed(withoutBlanks(cell));
  if (text === undefined || text.includes('.')) return text;
  const comma = text.indexOf(',');
  return comma < 0 || text.includes(',', comma + 1) ? text : text.replace(',', '.');
}

/** A whole number, written with decimals by programs that know no other: `1.0` and `1,00` are `1`. */
export function wholeNumber(cell: string): string | undefined {
  return decimalPoint(cell)?.replace(/^(\d+)\.0+$/, '$1');
}

/** Decimals of a value of a line; more of them that are no zeros are a fault. */
const DECIMALS = 2;
const ZERO = 0x30;
/** So many digits are always an exact double. */
const EXACT_DIGITS = 15;
const PLAIN = /^(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

/**
 * The value of a line: price of a piece times quantity, exactly. Nothing without a price, or without a quantity that is a number; a
 * price that is none stays as it is, so that the check of the value tells.
 *
 * Units: decimal text in and out, at least as many decimals as the value needs: `0.333` × `3` is `0.999`, which the check of the
 * value turns away because it is no whole number of hundredths. Nothing is rounded.
 */
export function lineValue(price: string | undefined, quantity: string | undefined): string | undefined {
  if (price === undefined || !PLAIN.test(price)) return price;
  if (quantity === '1') return price;
  if (quantity === undefined || !PLAIN.test(quantity)) return undefined;
  const scale = decimalsOf(price) + decimalsOf(quantity);
  const digits = product(price.replace('.', ''), quantity.replace('.', '')).padStart(scale + 1, '0');
  if (scale === 0) return digits;
  let end = digits.length;
  while (end > digits.length - scale + Math.min(scale, DECIMALS) && digits.charCodeAt(end - 1) === ZERO) end -= 1;
  return pointed(digits, scale).slice(0, end + 1);
}

/** Digits of a product of whole numbers; a double is exact, and faster, as far as it reaches. */
function product(a: string, b: string): string {
  return a.length + b.length <= EXACT_DIGITS ? String(Number(a) * Number(b)) : String(BigInt(a) * BigInt(b));
}

const pointed = (digits: string, scale: number): string => `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;

function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

/** The exact sum of decimal texts; nothing if one is missing or no plain decimal. */
export function sumOf(numbers: readonly (string | undefined)[]): string | undefined {
  if (numbers.length === 1) return numbers[0];
  const plain = numbers.flatMap((number) => (number !== undefined && PLAIN.test(number) ? [number] : []));
  if (plain.length < numbers.length) return undefined;
  const scale = Math.max(...plain.map(decimalsOf));
  const sum = plain.reduce((total, number) => total + BigInt(number.replace('.', '') + '0'.repeat(scale - decimalsOf(number))), 0n);
  const digits = String(sum).padStart(scale + 1, '0');
  return scale === 0 ? digits : pointed(digits, scale);
}
