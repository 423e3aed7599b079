/**
 * Exact quantities as whole numbers of their smallest unit: grams, cubic centimetres, hundredths of a currency.
 * A name carries its unit (`grossWeightG`, `valueKopecks`); decimal text is what travels and what is printed.
 */

const ZEROS = '000000';
const DIGIT_ZERO = 0x30;
/** So many digits are always an exact integer. */
const EXACT_DIGITS = 15;
const POWERS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/**
 * Decimal text as a whole number of 10^-scale.
 *
 * Units: `scaled('0.432', 3)` is 432; text with fewer decimals is padded, the value is never rounded.
 * Errors: RangeError if the text is no plain decimal, has more decimals than `scale`, or leaves the exact integers.
 */
export function scaled(text: string, scale: number): number {
  const dot = text.indexOf('.');
  const decimals = dot < 0 ? 0 : text.length - dot - 1;
  const value = (plainDigits(text, dot) ?? Number(dot < 0 ? text : text.slice(0, dot) + text.slice(dot + 1))) * POWERS[scale - decimals];
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an exact decimal of at most ${scale} places`);
  return value;
}

/** The digits of a short text as a number, without a string made of them; undefined for all that has to be looked at more closely. */
function plainDigits(text: string, dot: number): number | undefined {
  if (text.length > EXACT_DIGITS) return undefined;
  let value = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (i === dot) continue;
    const digit = text.charCodeAt(i) - DIGIT_ZERO;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

/** A whole number of 10^-scale as decimal text with exactly `scale` places: `unscaled(432, 3)` is `0.432`. */
export function unscaled(value: number, scale: number): string {
  if (scale === 0) return String(value);
  const sign = value < 0 ? '-' : '';
  const digits = String(Math.abs(value));
  const whole = digits.length - scale;
  return whole > 0 ? `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}` : `${sign}0.${ZEROS.slice(0, -whole)}${digits}`;
}

/** Kilograms as text into grams; at most three decimals. */
export const grams = (kilograms: string): number => scaled(kilograms, 3);

/** Grams as kilograms with three decimals, the form that weights have in every document. */
export const kilograms = (grossWeightG: number): string => unscaled(grossWeightG, 3);

/** An amount of money as text into hundredths of its currency; at most two decimals. */
export const hundredths = (amount: string): number => scaled(amount, 2);

/** Hundredths of a currency as text with two decimals. */
export const money = (amount: number): string => unscaled(amount, 2);

/** Quotient of two whole numbers rounded half up; both may exceed the exact range of Number, the result may not. */
export function divideHalfUp(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * n + d) / (2n * d);
  return Number(negative ? -rounded : rounded);
}
