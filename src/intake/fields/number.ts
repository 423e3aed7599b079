import { unscaled } from '../../domain/units.js';
import { say } from '../../domain/wording/wording.js';
import type { Field } from './field.js';
import { jsonText } from './field.js';
import type { Inspection } from './inspection.js';
import { addTextFaults, MAX_TEXT } from './text.js';

const POWERS = [1, 10, 100, 1_000, 10_000];
const DOT = 46 - 48;
/** More digits than this are out of range whatever the scale: they leave the exact integers. */
const MAX_DIGITS = 15;

const NO_DECIMAL = -1;
const TOO_FINE = -2;
const TOO_LONG = -3;

/**
 * Plain decimal text as a whole number of 10^-scale, or a negative number that names its fault.
 * No sign, no exponent, no leading zero, digits on both sides of the point.
 */
function readDecimal(text: string, scale: number): number {
  let value = 0;
  let digits = 0;
  let decimals = -1;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits += 1;
      if (decimals >= 0) decimals += 1;
    } else if (digit === DOT && decimals < 0 && digits > 0) decimals = 0;
    else return NO_DECIMAL;
  }
  if (digits === 0 || decimals === 0) return NO_DECIMAL;
  if (digits > 1 && text.charCodeAt(0) === 48 && decimals !== digits - 1) return NO_DECIMAL;
  if (decimals > scale) return TOO_FINE;
  return digits > MAX_DIGITS ? TOO_LONG : value * POWERS[scale - Math.max(decimals, 0)];
}

/** Greatest whole number of 10^-scale that a field of `max` whole units takes. */
const limitOf = (scale: number, max: number): number => (max + 1) * POWERS[scale] - 1;

/** A value as a whole number of 10^-scale if `decimal(scale, max)` takes it, else NaN: what rules about several members reckon with. */
export function decimalOf(value: unknown, scale: number, max: number): number {
  const number = typeof value === 'string' ? readDecimal(value, scale) : NO_DECIMAL;
  return number > 0 && number <= limitOf(scale, max) ? number : Number.NaN;
}

const pattern = (scale: number): string => (scale === 0 ? '^(?:0|[1-9]\\d*)$' : `^(?:0|[1-9]\\d*)(?:\\.\\d{1,${scale}})?$`);

/** Decimal text above zero with at most `scale` decimals; `max` is a whole number of the unit. */
export function decimal(scale: number, max: number): Field<string> {
  const limit = limitOf(scale, max);
  const rangeDetail = say('Greater than 0 and at most {0}', unscaled(limit, scale));

  function addFault(text: string, fault: number, inspection: Inspection): void {
    if (fault === TOO_FINE) inspection.add('decimal_scale', say('At most {0} decimal places', scale));
    else if (fault !== NO_DECIMAL || (text.startsWith('-') && readDecimal(text.slice(1), scale) !== NO_DECIMAL)) {
      inspection.add('range', rangeDetail);
    } else if (!addTextFaults(text, MAX_TEXT, inspection)) {
      inspection.add('format', 'Plain decimal digits with a point: no sign, exponent, comma, space or leading zero');
    }
  }

  return {
    schema: { type: 'string', pattern: pattern(scale) },
    text: jsonText,
    check(value, inspection): value is string {
      if (typeof value !== 'string') {
        inspection.add('type', 'A decimal number in a string is due');
        return false;
      }
      const number = readDecimal(value, scale);
      if (number > 0 && number <= limit) return true;
      addFault(value, number, inspection);
      return false;
    },
  };
}

/** A whole JSON number. */
export function integer(min: number, max: number): Field<number> {
  return {
    schema: { type: 'integer', minimum: min, maximum: max },
    text: jsonText,
    check(value, inspection): value is number {
      if (typeof value !== 'number') {
        inspection.add('type', 'A whole number is due');
        return false;
      }
      if (!Number.isInteger(value)) inspection.add('type', 'A whole number is due');
      else if (value < min || value > max) inspection.add('range', say('From {0} to {1}', min, max));
      else return true;
      return false;
    },
  };
}
