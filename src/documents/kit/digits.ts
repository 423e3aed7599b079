const DIGIT_ZERO = 0x30;
const DOT = 0x2e;

/** As many bytes as `writeDigits` writes at most: ten digits, a point and what stands before it. */
export const MAX_DIGITS = 16;

/** Up to here the division is one of small integers. */
const MAX_VALUE = 0x7fffffff;

export const fitsDigits = (value: number): boolean => value >= 0 && value <= MAX_VALUE;

/**
 * A whole number of 10^-scale as decimal text with exactly `scale` places, as `unscaled`, but straight as bytes: a string would be
 * made for nothing. Answers where it ends. Only for a value that `fitsDigits`.
 */
export function writeDigits(bytes: Uint8Array, start: number, value: number, scale: number): number {
  let count = scale + 1;
  for (let rest = powers[count]; rest <= value && count < powers.length; rest = powers[count]) count += 1;
  const end = start + count + (scale > 0 ? 1 : 0);
  let rest = value | 0;
  let at = end;
  for (let place = 0; place < count; place += 1) {
    if (place === scale && scale > 0) bytes[--at] = DOT;
    const next = (rest / 10) | 0;
    bytes[--at] = DIGIT_ZERO + rest - next * 10;
    rest = next;
  }
  return end;
}

const powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];
