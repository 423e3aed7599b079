import { isUnitWithin } from './range.js';

describe('a piece within limits', () => {
  it.each([
    [100, 1_000, 100, 100, true],
    [99, 1_000, 100, undefined, false],
    [101, 1_000, undefined, 100, false],
    [301, 3_000, undefined, 100, false],
    [300, 3_000, 100, 100, true],
    [1, 1, 1_000, 1_000, true],
    [1, 3, 334, undefined, false],
    [1, 3, 333, undefined, true],
  ])('%i for %i thousandths, from %p to %p', (total, count, min, max, expected) => {
    expect(isUnitWithin(total, count, min, max)).toBe(expected);
  });

  it('is exact where products exceed the exact numbers', () => {
    // 10 000 000 000 001 000 against 10 000 000 000 001 001, which are the same number as doubles.
    expect(isUnitWithin(10_000_000_000_001, 3, 3_333_333_333_333_667, undefined)).toBe(false);
    expect(isUnitWithin(10_000_000_000_001, 3, undefined, 3_333_333_333_333_667)).toBe(true);
  });
});
