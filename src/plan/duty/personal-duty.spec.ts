import fc from 'fast-check';
import { ExchangeRates } from '../../domain/exchange-rates.js';
import { personalDutyOn } from '../rule-set.js';
import { personalDuty } from './personal-duty.js';

/** Hundredths of a currency as kopecks, then the duty of a day on them. */
function dutyOn(date: string, regime: 'personal' | 'e-commerce', amount: number, currency: string, kg: number, eur: string, rate = '1') {
  const rates = new ExchangeRates(date, [
    ...(currency === 'EUR' ? [] : [{ currency, nominal: 1, rate }]),
    { currency: 'EUR', nominal: 1, rate: eur },
  ]);
  const costEur = rates.worth([{ amount, currency }], 'EUR');
  return { costEur, ...personalDuty(costEur, Math.round(kg * 1_000), personalDutyOn(date, regime), rates) };
}

describe('duty on goods for personal use, customs-rules 2.3', () => {
  it.each([
    ['D1', 200_00, 'EUR', 31, '100', '1', 200_00, 0, 'none'],
    ['D2', 200_01, 'EUR', 1, '100', '1', 200_01, 15, 'value'],
    ['D3', 300_00, 'EUR', 31, '100', '1', 300_00, 15_00_00, 'value'],
    ['D4', 600_00, 'EUR', 2, '100', '1', 600_00, 60_00_00, 'value'],
    ['D5', 200_00, 'EUR', 34, '100', '1', 200_00, 6_00_00, 'weight'],
    ['D6', 200_00, 'EUR', 35, '100', '1', 200_00, 8_00_00, 'weight'],
    ['D7', 1_200_00, 'EUR', 34, '92.4567', '1', 1_200_00, 13_868_51, 'value'],
    ['D8', 210_00, 'EUR', 40, '92.4567', '1', 210_00, 1_664_22, 'weight'],
    ['D9', 2_000_00, 'CNY', 1.25, '100', '12.5', 250_00, 750_00, 'value'],
    ['D10', 1_899_99, 'CNY', 3.4, '92.4567', '11.2345', 230_87, 428_12, 'value'],
    ['D11', 310_55, 'USD', 0.9, '92.4567', '78.9012', 265_02, 901_73, 'value'],
    ['D12', 21_000_00, 'RUB', 5, '92.4567', '1', 227_13, 376_25, 'value'],
    ['D13', 18_491_34, 'RUB', 1, '92.4567', '1', 200_00, 0, 'none'],
    ['D14', 18_492_30, 'RUB', 1, '92.4567', '1', 200_01, 14, 'value'],
  ] as const)('%s', (_name, amount, currency, kg, eur, rate, costEur, dutyKopecks, basis) => {
    expect(dutyOn('2026-11-22', 'personal', amount, currency, kg, eur, rate)).toEqual({ costEur, dutyKopecks, dutyBasis: basis });
  });

  it.each([
    ['R1', '2018-12-31', 'personal', 500_00, 34, 12_00],
    ['R2', '2018-12-31', 'personal', 1_400_00, 20, 120_00],
    ['R3', '2019-06-01', 'personal', 700_00, 5, 60_00],
    ['R4', '2024-03-31', 'personal', 1_200_00, 5, 30_00],
    ['R5', '2026-11-22', 'e-commerce', 200_00, 10, 0],
    ['R6', '2026-11-22', 'e-commerce', 500_00, 2, 25_00],
    ['R6, personal', '2026-11-22', 'personal', 500_00, 2, 45_00],
    ['R7', '2026-11-22', 'e-commerce', 300_00, 20, 20_00],
    ['R8', '2026-11-22', 'e-commerce', 300_00, 2, 15_00],
  ] as const)('%s', (_name, date, regime, amount, kg, expectedEur) => {
    expect(dutyOn(date, regime, amount, 'EUR', kg, '100').dutyKopecks).toBe(expectedEur * 100);
  });
});

describe('duty on goods for personal use, whatever the goods', () => {
  const days = ['2018-12-31', '2019-06-01', '2021-01-01', '2023-01-01', '2026-11-22'] as const;
  const cases = fc.record({
    rule: fc.oneof(
      fc.constantFrom(...days).map((day) => personalDutyOn(day)),
      fc.constant(personalDutyOn('2026-11-22', 'e-commerce')),
    ),
    eur: fc.integer({ min: 1, max: 9_999_999 }).map((scaledRate) => (scaledRate / 10_000).toFixed(4)),
    valueEur: fc.integer({ min: 0, max: 10_000_000 }),
    grams: fc.integer({ min: 1, max: 9_999_999 }),
  });
  const dutyOf = ({
    rule,
    eur,
    valueEur,
    grams,
  }: {
    rule: ReturnType<typeof personalDutyOn>;
    eur: string;
    valueEur: number;
    grams: number;
  }) => personalDuty(valueEur, grams, rule, new ExchangeRates('2026-11-22', [{ currency: 'EUR', nominal: 1, rate: eur }]));

  it('is a whole number of kopecks and never negative; without a basis it is nothing', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { dutyKopecks, dutyBasis } = dutyOf(each);
        expect(Number.isSafeInteger(dutyKopecks)).toBe(true);
        expect(dutyKopecks).toBeGreaterThanOrEqual(0);
        if (dutyBasis === 'none') expect(dutyKopecks).toBe(0);
      }),
    );
  });

  it('rises with value and with weight, or stays', () => {
    fc.assert(
      fc.property(cases, fc.nat({ max: 1_000_000 }), fc.nat({ max: 1_000_000 }), (each, moreEur, moreGrams) => {
        const duty = dutyOf(each).dutyKopecks;
        expect(dutyOf({ ...each, valueEur: each.valueEur + moreEur }).dutyKopecks).toBeGreaterThanOrEqual(duty);
        expect(dutyOf({ ...each, grams: each.grams + moreGrams }).dutyKopecks).toBeGreaterThanOrEqual(duty);
      }),
    );
  });

  it('is nothing up to the norm', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { freeEurHundredths, freeGrams = each.grams } = each.rule;
        const within = { ...each, valueEur: Math.min(each.valueEur, freeEurHundredths), grams: Math.min(each.grams, freeGrams) };
        expect(dutyOf(within)).toEqual({ dutyKopecks: 0, dutyBasis: 'none' });
      }),
    );
  });
});
