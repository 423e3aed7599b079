import { DomainError } from './problem.js';

/**
 * The check digit of an air waybill: the seven-digit serial modulo 7; the prefix takes no part.
 *
 * Source: IATA Resolution 600a, as in air-cargo 1.1.
 */
export function waybillCheckDigit(serial: number): number {
  return serial % 7;
}

/** An air waybill number from its prefix and seven-digit serial: `waybillNumber('210', 1002003)` is `210-10020032`. */
export function waybillNumber(prefix: string, serial: number): string {
  if (!/^\d{3}$/.test(prefix) || !Number.isInteger(serial) || serial < 0 || serial > 9_999_999) {
    throw new DomainError('validation-failed', 'A waybill number is a three-digit prefix and a serial of at most seven digits');
  }
  return `${prefix}-${String(serial).padStart(7, '0')}${waybillCheckDigit(serial)}`;
}

/**
 * A number as people write it, with dots, spaces and hyphens or without, as `nnn-nnnnnnnn`. Undefined if it is not one of eleven
 * digits with the right check digit.
 */
export function readWaybillNumber(text: string): string | undefined {
  const digits = text.replace(/[\s.-]/g, '');
  if (!/^\d{11}$/.test(digits) || waybillCheckDigit(Number(digits.slice(3, 10))) !== Number(digits[10])) return undefined;
  return `${digits.slice(0, 3)}-${digits.slice(3)}`;
}

/** True for `nnn-nnnnnnnn` with the right check digit. Dots, spaces and hyphens between the parts do not matter. */
export const isWaybillNumber = (text: string): boolean => readWaybillNumber(text) !== undefined;

/** The three parts of a number that is known to be well formed. */
export function waybillParts(number: string): { prefix: string; serial: string } {
  return { prefix: number.slice(0, 3), serial: number.slice(4) };
}
