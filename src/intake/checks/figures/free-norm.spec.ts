import { findingsOf, goodsOf, judged, TODAY } from '../../../../test/fixtures/judged.js';
import { ExchangeRates } from '../../../domain/exchange-rates.js';

const FIRM = {
  kind: 'company',
  name: 'ООО «Ромашка»',
  inn: '7707083893',
  phone: '+74951234567',
  address: { country: 'RU', postcode: '101000', city: 'Москва', street: 'ул. Новая' },
};
const euros = (...amounts: string[]) =>
  goodsOf(...amounts.map((amount, index) => ({ description: `Чехол номер ${index}`, value: { amount, currency: 'EUR' } })));
const near = ['info near_free_value /goods'];

describe('C16 weight above the free norm', () => {
  it.each([
    ['31', []],
    ['31.001', ['info over_free_weight /grossWeightKg']],
  ])('%s kg', (weight, expected) => expect(judged(goodsOf({ grossWeightKg: weight, netWeightKg: undefined }))).toEqual(expected));

  it('does not matter to a firm', () => {
    expect(judged({ ...goodsOf({ grossWeightKg: '32', netWeightKg: undefined }), '/consignee': FIRM })).toEqual([]);
  });

  it('names the norm', () => {
    expect(findingsOf(goodsOf({ grossWeightKg: '32', netWeightKg: undefined }))[0].values).toEqual(['31.000']);
  });
});

describe('C17 values near the free norm of 200 EUR', () => {
  it.each([
    [['198.99'], []],
    [['199.00'], near],
    [['200.00'], near],
    [['201.00'], near],
    [['201.01'], []],
    [['100.00', '99.50'], near],
    [['100.00', '98.50'], []],
    [['2000.00'], []],
  ])('%j', (amounts, expected) => expect(judged(euros(...amounts))).toEqual(expected));

  it('are reckoned by the rates of the day', () => {
    const rates = new ExchangeRates(TODAY, [
      { currency: 'EUR', nominal: 1, rate: '92.4567' },
      { currency: 'CNY', nominal: 10, rate: '112.3450' },
    ]);
    const yuan = (amount: string) => judged(goodsOf({ value: { amount, currency: 'CNY' } }), { rates });
    expect(yuan('1637.70')).toEqual(near);
    expect(yuan('1637.60')).toEqual([]);
  });

  it('do not matter to a firm', () => expect(judged({ ...euros('200.00'), '/consignee': FIRM })).toEqual([]));

  it('are not told without the rates', () => {
    const rates = new ExchangeRates(TODAY, [{ currency: 'CNY', nominal: 1, rate: '12.5' }]);
    expect(judged(goodsOf({ value: { amount: '1600.00', currency: 'CNY' } }), { rates })).toEqual([]);
    expect(judged(euros('200.00'), { rates })).toEqual(['warning rate_missing /goods/0/value/currency']);
  });
});
