import { decimalOf } from '../../fields/number.js';

/** Greatest amount of money and greatest quantity of a goods line, in whole units. */
export const MAX_AMOUNT = 999_999_999;

/** Units that are counted: piece, pair, set. Source: customs-rules 4.3. */
const counted: ReadonlySet<unknown> = new Set(['796', '715', '839']);

const ONE = 1_000;

/** How many pieces, pairs or sets a goods line has, in thousandths; NaN for what is measured, or not understood. */
export function countOf({ quantity, unit }: Record<string, unknown>): number {
  if (!counted.has(unit)) return Number.NaN;
  return quantity === '1' ? ONE : decimalOf(quantity, 3, MAX_AMOUNT);
}

/** Hundredths of the currency of a goods line's value; NaN for what is no amount. */
export const amountOf = (value: Record<string, unknown>): number => decimalOf(value.amount, 2, MAX_AMOUNT);
