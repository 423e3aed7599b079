import { ExchangeRates } from './exchange-rates.js';
import { DomainError } from './problem.js';

const rates = new ExchangeRates('2026-11-22', [
  { currency: 'EUR', nominal: 1, rate: '92.4567' },
  { currency: 'CNY', nominal: 10, rate: '112.3450' },
]);

describe('exchange rates', () => {
  it.each([
    ['CNY', 189_999, 2_134_544],
    ['CNY', 1, 11],
    ['EUR', 1, 92],
    ['RUB', 12_345, 12_345],
  ])('turn %s into kopecks', (currency, amount, expected) => {
    expect(rates.kopecks(amount, currency)).toBe(expected);
  });

  it('take amounts of more decimals', () => {
    expect(rates.kopecks(15, 'EUR', 4)).toBe(14);
    expect(rates.kopecks(15_000, 'RUB', 4)).toBe(150);
  });

  it.each([
    [1_849_134, 20_000],
    [1_849_230, 20_001],
    [0, 0],
  ])('turn %i kopecks into hundredths of a euro', (kopecks, expected) => {
    expect(rates.fromKopecks(kopecks, 'EUR')).toBe(expected);
  });

  it('know what they know', () => {
    expect([rates.has('CNY'), rates.has('RUB'), rates.has('USD')]).toEqual([true, true, false]);
  });

  it('name the currency and the day of a rate that is missing', () => {
    expect(() => rates.kopecks(1, 'USD')).toThrow(DomainError);
    expect(() => rates.fromKopecks(1, 'USD')).toThrow('No rate of USD for 2026-11-22');
  });
});
