import fc from 'fast-check';
import { ExchangeRates } from './exchange-rates.js';
import { DomainError } from './problem.js';
import { divideHalfUp } from './units.js';

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

  it('round the worth of several lines once, from the invoice amounts', () => {
    // 1.005 EUR and half a hundredth more from another currency: each line rounded by itself would lose it.
    const simple = new ExchangeRates('2026-11-22', [
      { currency: 'EUR', nominal: 1, rate: '100.0000' },
      { currency: 'CNY', nominal: 10, rate: '10.0000' },
    ]);
    const line = { amount: 40, currency: 'CNY' };
    expect(simple.worth([line], 'EUR')).toBe(0);
    expect(simple.worth([line, line], 'EUR')).toBe(1);
    expect(simple.worth([line, { amount: 20_000, currency: 'EUR' }, { amount: 10, currency: 'RUB' }], 'EUR')).toBe(20_001);
  });

  it('are exact whatever the rates and amounts', () => {
    const rate = fc.record({ nominal: fc.constantFrom(1, 10, 100, 1_000, 10_000), scaledRate: fc.integer({ min: 1, max: 20_000_000 }) });
    const amounts = fc.array(fc.integer({ min: 1, max: 100_000_000_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rate, rate, amounts, (a, b, values) => {
        const text = (scaledRate: number) => `${Math.floor(scaledRate / 10_000)}.${String(scaledRate % 10_000).padStart(4, '0')}`;
        const drawn = new ExchangeRates('2026-11-22', [
          { currency: 'EUR', nominal: a.nominal, rate: text(a.scaledRate) },
          { currency: 'CNY', nominal: b.nominal, rate: text(b.scaledRate) },
        ]);
        const lines = values.map((amount, index) => ({ amount, currency: index % 2 === 0 ? 'CNY' : 'RUB' }));
        // Over the common denominator 10^4 x both nominals.
        const roubles = lines.reduce(
          (sum, { amount, currency }) =>
            sum + BigInt(amount) * (currency === 'RUB' ? 10_000n * BigInt(b.nominal) : BigInt(b.scaledRate)) * BigInt(a.nominal),
          0n,
        );
        const exact = (2n * roubles + BigInt(a.scaledRate) * BigInt(b.nominal)) / (2n * BigInt(a.scaledRate) * BigInt(b.nominal));
        if (exact > BigInt(Number.MAX_SAFE_INTEGER)) return;
        expect(drawn.worth(lines, 'EUR')).toBe(Number(exact));
        expect(drawn.kopecks(values[0], 'CNY')).toBe(divideHalfUp(BigInt(values[0]) * BigInt(b.scaledRate), 10_000n * BigInt(b.nominal)));
      }),
    );
  });

  it('know what they know', () => {
    expect([rates.has('CNY'), rates.has('RUB'), rates.has('USD')]).toEqual([true, true, false]);
  });

  it('name the currency and the day of a rate that is missing', () => {
    expect(() => rates.kopecks(1, 'USD')).toThrow(DomainError);
    expect(() => rates.fromKopecks(1, 'USD')).toThrow('No rate of USD for 2026-11-22');
  });
});
