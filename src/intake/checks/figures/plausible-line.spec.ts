import { findingsOf, goodsOf, judged } from '../../../../test/fixtures/judged.js';
import type { Plausibility } from '../../../domain/trade-lists.js';

const by = (...plausibility: Plausibility[]) => ({ lists: { plausibility } });
const WEIGHT = ['warning weight_implausible /goods/0/grossWeightKg'];
const PRICE = ['warning price_implausible /goods/0/value/amount'];
const line = (quantity: string, grossWeightKg: string, more = {}) =>
  goodsOf({ quantity, grossWeightKg, netWeightKg: undefined, description: 'Чехол для телефона', ...more });

describe('C16 the weight of a piece is plausible for its code', () => {
  const row = { prefix: '3926', minUnitG: 100, maxUnitG: 500 };

  it.each([
    ['1', '0.1', []],
    ['1', '0.099', WEIGHT],
    ['1', '0.5', []],
    ['1', '0.501', WEIGHT],
    ['3', '1.5', []],
    ['3', '1.501', WEIGHT],
    ['3', '0.299', WEIGHT],
    ['0.001', '0.001', WEIGHT],
  ])('%s pieces of %s kg', (quantity, gross, expected) => expect(judged(line(quantity, gross), by(row))).toEqual(expected));

  it('is not asked of goods that are measured', () => expect(judged(line('1', '0.001', { unit: '166' }), by(row))).toEqual([]));

  it('goes by the longest prefix', () => {
    expect(judged(line('1', '0.05'), by(row, { prefix: '39269097', maxUnitG: 60 }))).toEqual([]);
  });

  it('names the limits', () => {
    const [both] = findingsOf(line('1', '0.05'), by(row));
    expect(both).toMatchObject({ detail: 'Implausible for the commodity code: from {0} to {1} {2} a piece', values: ['100', '500', 'g'] });
    const [least] = findingsOf(line('1', '0.05'), by({ prefix: '39', minUnitG: 100 }));
    expect(least).toMatchObject({ detail: 'Implausible for the commodity code: at least {0} {1} a piece', values: ['100', 'g'] });
  });

  it('comes built in for a few headings', () => {
    expect(judged(line('1', '9', { commodityCode: '6404110000' }))).toEqual(WEIGHT);
    expect(judged(line('1', '1', { commodityCode: '6404110000' }))).toEqual([]);
  });
});

describe('C16 the gross weight is the sum of the lines', () => {
  it.each([
    ['0.864', []],
    ['0.863', ['error total_mismatch /grossWeightKg']],
  ])('%s', (total, expected) => expect(judged({ ...goodsOf({}, { description: 'Кабель' }), '/grossWeightKg': total })).toEqual(expected));
});

describe('C17 the price of a piece is plausible for its code', () => {
  // A yuan is an eighth of a euro.
  const row = { prefix: '3926', minUnitEur: 1_00, maxUnitEur: 10_00 };
  const priced = (quantity: string, amount: string, currency = 'CNY') => line(quantity, '0.432', { value: { amount, currency } });

  it.each([
    ['1', '8.00', []],
    ['1', '7.95', PRICE],
    // 0.99875 EUR is rounded up as the duty's value is.
    ['1', '7.99', []],
    ['1', '80.00', []],
    ['1', '80.08', PRICE],
    ['2', '15.90', PRICE],
    ['2', '16.00', []],
    ['3', '800.00', PRICE],
  ])('%s for %s yuan', (quantity, amount, expected) => expect(judged(priced(quantity, amount), by(row))).toEqual(expected));

  it('is not asked without a rate', () => {
    expect(judged(priced('1', '1.00', 'USD'), by(row))).toEqual(['warning rate_missing /goods/0/value/currency']);
    expect(judged(priced('1', '1.00', 'XXX'), by(row))).toEqual(['error unknown_code /goods/0/value/currency']);
  });
});

describe('lines that cannot be understood', () => {
  const row = { prefix: '3926', minUnitG: 100, minUnitEur: 1_00 };
  it.each([
    ['quantity', 5],
    ['grossWeightKg', '0,432'],
    ['value', null],
    ['commodityCode', {}],
  ])('%s is %j', (member, value) => {
    const found = judged({ [`/goods/0/${member}`]: value }, by(row));
    expect(found.filter((text) => text.startsWith('warning'))).toEqual([]);
    expect(found).not.toEqual([]);
  });
});
