import { type DutyRate, dutyRateText, readDutyRate } from './tariff.js';

const rates: readonly (readonly [string, DutyRate])[] = [
  ['5%', { percentHundredths: 5_00 }],
  ['0%', { percentHundredths: 0 }],
  ['12.5%', { percentHundredths: 12_50 }],
  ['100%', { percentHundredths: 100_00 }],
  ['0.35 EUR/kg', { specific: { amount: 3_500, currency: 'EUR', unit: '166' } }],
  ['0.5 EUR/796', { specific: { amount: 5_000, currency: 'EUR', unit: '796' } }],
  ['10% min 0.5 EUR/kg', { percentHundredths: 10_00, specific: { amount: 5_000, currency: 'EUR', unit: '166' }, combine: 'greater' }],
  ['10% + 0.0001 USD/715', { percentHundredths: 10_00, specific: { amount: 1, currency: 'USD', unit: '715' }, combine: 'sum' }],
];

describe('rates of import duty as text', () => {
  it.each(rates)('read and write %s', (text, rate) => {
    expect(readDutyRate(text)).toEqual(rate);
    expect(dutyRateText(rate)).toBe(text);
  });

  it('forgive a space', () => expect(readDutyRate(' 10 % min 0.5 EUR/kg ')).toEqual(readDutyRate('10% min 0.5 EUR/kg')));

  it.each([
    '',
    '5',
    '-5%',
    '5,5%',
    '5.555%',
    '0.35 EUR',
    '0.35 EU/kg',
    '0.35 QQQ/kg',
    '0.35 EUR/999',
    '0.35 EUR/g',
    '5% 0.5 EUR/kg',
    '5% max 0.5 EUR/kg',
    '10% min',
    'min 0.5 EUR/kg',
    '5%%',
  ])('refuse %j', (text) => expect(readDutyRate(text)).toBeUndefined());
});
