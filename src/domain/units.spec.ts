import { divideHalfUp, grams, hundredths, kilograms, money, scaled, unscaled } from './units.js';

describe('exact decimals', () => {
  it.each([
    ['0.432', 3, 432],
    ['35', 2, 3_500],
    ['35.5', 2, 3_550],
    ['0', 3, 0],
    ['0.001', 3, 1],
    ['-1.50', 2, -150],
    ['90071992547409.91', 2, 9_007_199_254_740_991],
  ])('read %s with %i places', (text, scale, expected) => {
    expect(scaled(text, scale)).toBe(expected);
  });

  it.each([
    ['0.4321', 3],
    ['1,5', 2],
    ['abc', 2],
    ['1.2.3', 3],
    ['90071992547409.92', 2],
  ])('refuse %s with %i places', (text, scale) => {
    expect(() => scaled(text, scale)).toThrow(RangeError);
  });

  it.each([
    [432, 3, '0.432'],
    [5, 2, '0.05'],
    [-5, 2, '-0.05'],
    [-1_234_567, 3, '-1234.567'],
    [0, 2, '0.00'],
    [42, 0, '42'],
  ])('print %i with %i places', (value, scale, expected) => {
    expect(unscaled(value, scale)).toBe(expected);
  });

  it('have names for the units of the trade', () => {
    expect([grams('31'), kilograms(31_001), hundredths('1899.99'), money(189_999)]).toEqual([31_000, '31.001', 189_999, '1899.99']);
  });
});

describe('rounding half up', () => {
  it.each([
    [1n, 2n, 1],
    [-1n, 2n, -1],
    [49n, 100n, 0],
    [50n, 100n, 1],
    [149n, 100n, 1],
    [7n, -2n, -4],
    [10n ** 20n, 10n ** 15n, 100_000],
  ])('%s / %s', (numerator, denominator, expected) => {
    expect(divideHalfUp(numerator, denominator)).toBe(expected);
  });
});
