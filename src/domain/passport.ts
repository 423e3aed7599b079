import { isDigits, twoDigits } from './calendar.js';

const RUSSIAN = new Set(['RU01001', '21']);

/** True for the Russian internal passport by its code: that of the EAEU list or that of the Russian one. */
export const isRussianPassport = (kind: string): boolean => RUSSIAN.has(kind);

/** Series of a Russian passport: region and year of the blank, four digits. Source: customs-rules 3, C4. */
export const isPassportSeries = (series: string): boolean => series.length === 4 && isDigits(series, 0, 4);

/** Number of a Russian passport: six digits, not all zero. */
export const isPassportNumber = (number: string): boolean => number.length === 6 && isDigits(number, 0, 6) && number !== '000000';

/** Code of the authority that issued a Russian passport: `770-001`. */
export const isPassportIssuer = (code: string): boolean =>
  code.length === 7 && code[3] === '-' && isDigits(code, 0, 3) && isDigits(code, 4, 7);

/** A Russian passport is issued from the 14th birthday on. */
export const PASSPORT_AGE_YEARS = 14;

/**
 * Years between that of the blank, which the last two digits of a passport's series name, and that of the day of issue. The century is
 * the one that brings them closer together. NaN for what is no series or no day.
 *
 * Source: customs-rules 3, C4.
 */
export function yearsFromBlank(series: string, issuedOn: string): number {
  const years = Math.abs(twoDigits(series, 2) - twoDigits(issuedOn, 2));
  return series.length === 4 && issuedOn.length === 10 ? Math.min(years, 100 - years) : Number.NaN;
}
