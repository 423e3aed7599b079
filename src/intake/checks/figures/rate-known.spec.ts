import { findingsOf, goodsOf, judged, TODAY } from '../../../../test/fixtures/judged.js';
import { ExchangeRates } from '../../../domain/exchange-rates.js';

const CURRENCY = '/goods/0/value/currency';
const priced = (currency: unknown) => goodsOf({ value: { amount: '35.00', currency } });

describe('C17 the rate of a currency is known', () => {
  it.each([
    ['CNY', []],
    ['EUR', []],
    ['RUB', []],
    ['USD', [`warning rate_missing ${CURRENCY}`]],
    ['ZZZ', [`error unknown_code ${CURRENCY}`]],
    [5, [`error type ${CURRENCY}`]],
  ])('%s', (currency, expected) => expect(judged(priced(currency))).toEqual(expected));

  it('names the day of the rates', () => {
    const rates = new ExchangeRates('2026-11-20', []);
    expect(findingsOf(priced('USD'), { rates })).toMatchObject([{ code: 'rate_missing', values: ['2026-11-20'] }]);
    expect(TODAY).not.toBe('2026-11-20');
  });
});
