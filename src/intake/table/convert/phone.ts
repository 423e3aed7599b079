import { trimmed } from './text.js';

/** What stands between the digits of a number as people write it. */
const BETWEEN = /[\s().\-–]+/g;

/**
 * A phone as a plus, the country and the number: `8 (916) 123-45-67`, `79161234567` and `9161234567` are `+79161234567`.
 * Anything else keeps its digits as sent; what is no number of a country then is a fault.
 */
export function phone(cell: string): string | undefined {
  const text = trimmed(cell);
  if (text === undefined) return undefined;
  const plain = text.replaceAll(BETWEEN, '');
  if (/^[78]\d{10}$/.test(plain)) return `+7${plain.slice(1)}`;
  if (/^9\d{9}$/.test(plain)) return `+7${plain}`;
  if (/^[1-9]\d{10,14}$/.test(plain)) return `+${plain}`;
  return /^\+\d+$/.test(plain) ? plain : text;
}
