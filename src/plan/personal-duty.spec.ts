import { ExchangeRates } from '../domain/exchange-rates.js';
import { personalDuty } from './personal-duty.js';
import { personalDutyOn } from './rule-set.js';

/** Hundredths of a currency as kopecks, then the duty of a day on them. */
function dutyOn(date: string, regime: 'personal' | 'e-commerce', amount: number, currency: string, kg: number, eur: string, rate = '1') {
  const rates = new ExchangeRates(date, [
    ...(currency === 'EUR' ? [] : [{ currency, nominal: 1, rate }]),
    { currency: 'EUR', nominal: 1, rate: eur },
  ]);
  return personalDuty(rates.kopecks(amount, currency), Math.round(kg * 1_000), personalDutyOn(date, regime), rates);
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
    expect(dutyOn('2026-11-22', 'personal', amount, currency, kg, eur, rate)).toEqual({ costEur, dutyKopecks, basis });
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
