const FIRM = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const PERSON_11 = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const PERSON_12 = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

const digitAt = (inn: string, index: number): number => inn.charCodeAt(index) - 48;

/** The check digit over the first digits; not a digit if one of them is none. */
function checkDigit(inn: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const digit = digitAt(inn, i);
    if (digit < 0 || digit > 9) return -1;
    sum += weights[i] * digit;
  }
  return (sum % 11) % 10;
}

function isOneDigit(inn: string): boolean {
  for (let i = 1; i < inn.length; i++) if (inn.charCodeAt(i) !== inn.charCodeAt(0)) return false;
  return true;
}

/**
 * True for a Russian tax number (ИНН) that can have been issued: 10 digits for a firm, 12 for a person, with their check digits.
 * Numbers of one repeated digit and of region 00 are refused although some of them pass the sum.
 *
 * Source: customs-rules 3, C1 to C3.
 */
export function isInn(inn: string): boolean {
  if ((digitAt(inn, 0) === 0 && digitAt(inn, 1) === 0) || isOneDigit(inn)) return false;
  if (inn.length === 10) return checkDigit(inn, FIRM) === digitAt(inn, 9);
  if (inn.length !== 12) return false;
  return checkDigit(inn, PERSON_11) === digitAt(inn, 10) && checkDigit(inn, PERSON_12) === digitAt(inn, 11);
}
