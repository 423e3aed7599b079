const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/**
 * The check digit of a UPU S10 item number over its eight digits: 11 - (weighted sum mod 11), where 10 becomes 0 and 11 becomes 5.
 *
 * Source: UPU S10, customs-rules 5.2.
 */
export function itemCheckDigit(serial: string): number {
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) sum += WEIGHTS[i] * (serial.charCodeAt(i) - 48);
  const digit = 11 - (sum % 11);
  if (digit === 10) return 0;
  return digit === 11 ? 5 : digit;
}

/** True for a UPU S10 item number with its check digit: `RB473124829CN`. */
export function isItemNumber(text: string): boolean {
  return /^[A-Z]{2}\d{9}[A-Z]{2}$/.test(text) && itemCheckDigit(text.slice(2, 10)) === text.charCodeAt(10) - 48;
}

const CENTRE = '[A-Z]{2}[A-Z0-9]{4}';
const RECEPTACLE = new RegExp(`^${CENTRE}${CENTRE}[ABCD][A-Z0-9]{2}\\d{5}\\d{3}[019][019]\\d{4}$`);

/**
 * True for a UPU S9 receptacle: the 20 characters of its dispatch (two centres, category, class, year digit, serial), number of
 * the receptacle, flags for the highest number and for registered items, gross weight in tenths of a kilogram.
 *
 * Source: UPU S8 and S9, customs-rules 5.2.
 */
export const isReceptacle = (text: string): boolean => RECEPTACLE.test(text);
