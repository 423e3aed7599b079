import { addDays, isDay } from '../../../domain/calendar.js';
import { trimmed } from './text.js';

/** Day 0 of spreadsheets, which count a 29 February 1900 that never was: right from March 1900 on. */
const DAY_ZERO = '1899-12-30';

const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
/** Five digits are a day from 1927 to 2173; four would be a year. */
const SERIAL = /^[1-9]\d{4}$/;
/** Midnight, which programs add to a day. */
const MIDNIGHT = /[T ]0{1,2}:00(?::00(?:\.0+)?)?$/;

/**
 * A day as `YYYY-MM-DD`: from `DD.MM.YYYY`, from itself, from the serial number of a spreadsheet. Anything else stays as it is and
 * is a fault.
 */
export function day(cell: string): string | undefined {
  const text = trimmed(cell)?.replace(MIDNIGHT, '');
  if (text === undefined) return undefined;
  if (SERIAL.test(text)) return addDays(DAY_ZERO, Number(text));
  const match = DOTTED.exec(text);
  if (match === null) return text;
  const iso = `${match[3]}-${match[2].padStart(2, '0')}-${match[1].padStart(2, '0')}`;
  return isDay(iso) ? iso : text;
}
