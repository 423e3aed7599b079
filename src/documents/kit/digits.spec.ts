import { unscaled } from '../../domain/units.js';
import { fitsDigits, MAX_DIGITS, writeDigits } from './digits.js';

const values = [0, 1, 9, 10, 99, 100, 101, 999, 1_000, 1_001, 12_345, 99_999, 100_000, 999_999_999, 1_000_000_000, 2_147_483_647];

describe('writeDigits', () => {
  it.each([0, 2, 3])('writes what the text with %i places is', (scale) => {
    for (const value of values) {
      const bytes = Buffer.alloc(MAX_DIGITS + 3, '#');
      const end = writeDigits(bytes, 2, value, scale);
      expect(bytes.toString('latin1', 0, end + 1)).toBe(`##${unscaled(value, scale)}#`);
    }
  });

  it('knows what it can write', () => {
    expect(values.every(fitsDigits)).toBe(true);
    expect([-1, 2_147_483_648, Number.NaN].some(fitsDigits)).toBe(false);
  });
});
