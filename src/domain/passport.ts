import { twoDigits } from './calendar.js';

const RUSSIAN = new Set(['RU01001', '21']);

/** True for the Russian internal passport by its code: that of the EAEU list or that of the Russian one. */
export const isRussianPassport = (kind: string): boolean => RUSSIAN.has(kind);

/** Series of a Russian passport: region and year of the blank, four digits. Source: customs-rules 3, C4. */
export const isPassportSeries = (series: string): boolean => /^\d{4}$/.test(series);

/** Number of a Russian passport: six digits, not all zero. */
export const isPassportNumber = (number: string): boolean => /^\d{6}$/.test(number) && number !== '000000';

/** Code of the authority that issued a Russian passport: `770-001`. */
export const isPassportIssuer = (code: string): boolean => /^\d{3}-\d{3}$/.test(code);

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
