import { findingsOf, goodsOf, judged } from '../../../../test/fixtures/judged.js';
import type { BarredGoods } from '../../../domain/trade-lists.js';

const CODE = '/goods/0/commodityCode';
const HOUSE = 'RB473124829CN';
const BAG = 'CNCANARUMOWAAUN60123001190215';
const FIRM = {
  kind: 'company',
  name: 'ООО «Ромашка»',
  inn: '7707083893',
  phone: '+74951234567',
  address: { country: 'RU', postcode: '101000', city: 'Москва', street: 'ул. Новая' },
};
const postal = { '/houseWaybill': HOUSE, '/bag': BAG };

const row = (more: Partial<BarredGoods>): BarredGoods => ({
  prefix: '8517',
  exceptions: [],
  applies: 'all',
  finding: 'barred_goods',
  severity: 'hold',
  reason: 'связь',
  ...more,
});
const by = (...rows: BarredGoods[]) => ({ lists: { 'barred-goods': rows, plausibility: [] } });

describe('C10 goods barred from the post', () => {
  it.each(['2208601100', '2402209000', '3604100000', '9304000000', '7108120001', '7102310000'])('%s', (code) => {
    expect(judged({ ...postal, [CODE]: code }, { channel: 'postal' })).toContainEqual(`error barred_goods ${CODE}`);
  });

  it('may go by other ways', () => expect(judged({ [CODE]: '2204210000' })).toEqual([]));

  it('tells the reason of the row', () => {
    const [finding] = findingsOf({ ...postal, [CODE]: '2208601100' }, { channel: 'postal' });
    expect(finding).toMatchObject({ detail: 'Barred or to be looked at: {0}', values: ['алкогольная продукция, пиво, спирт'] });
  });

  it('begins and ends with the decision', () => {
    const rows = by(row({ prefix: '39', from: '2026-11-23' }), row({ prefix: '392', to: '2026-11-21' }));
    expect(judged({}, rows)).toEqual([]);
    expect(judged({}, by(row({ prefix: '39', from: '2026-11-22', to: '2026-11-22' })))).toEqual([`hold barred_goods ${CODE}`]);
  });
});

describe('C11 goods that are never for personal use', () => {
  it.each([
    ['8407341000', [`error not_personal ${CODE}`]],
    ['8407211000', []],
    ['9402900000', [`error not_personal ${CODE}`]],
    ['9504301000', [`error not_personal ${CODE}`]],
    ['9504500001', []],
    ['8543705500', [`hold not_personal ${CODE}`]],
  ])('%s', (code, expected) => expect(judged({ [CODE]: code })).toEqual(expected));

  it('may go to a firm', () => expect(judged({ '/consignee': FIRM, [CODE]: '8407341000' })).toEqual([]));
});

describe('C13 goods by prefix', () => {
  it.each([
    ['the longest prefix counts', [row({}), row({ prefix: '851713', severity: 'warning' })], ['warning barred_goods']],
    [
      'an exception lets the shorter one count',
      [row({}), row({ prefix: '851713', exceptions: ['8517130'], severity: 'warning' })],
      ['hold barred_goods'],
    ],
    ['excepted altogether', [row({ exceptions: ['851713'] })], []],
    ['of equal ones the gravest', [row({ severity: 'info' }), row({ severity: 'error' })], ['error barred_goods']],
    [
      'a row for firms does not count for a person',
      [row({ prefix: '851713', applies: 'company' }), row({ severity: 'info' })],
      ['info barred_goods'],
    ],
    [
      'each kind of finding by itself',
      [row({}), row({ prefix: '851713', finding: 'marking_due', severity: 'info' })],
      ['hold barred_goods', 'info marking_due'],
    ],
  ])('%s', (_what, rows, expected) => {
    expect(judged({ [CODE]: '8517130000' }, by(...rows))).toEqual(expected.map((found) => `${found} ${CODE}`));
  });

  it('are told at their line', () => {
    const goods = goodsOf({}, { commodityCode: '8517130000' });
    expect(judged(goods, by(row({})))).toEqual(['hold barred_goods /goods/1/commodityCode']);
  });

  it('are passed over where the line cannot be understood', () => {
    expect(
      judged({ '/goods': [5, { commodityCode: 8517 }], '/consignee': 'nobody' }, by(row({}))).some((found) => found.includes('barred')),
    ).toBe(false);
  });
});

describe('C22 goods to be marked', () => {
  it('tells of the IMEI of phones', () => {
    expect(judged({ [CODE]: '8517130000', '/goods/0/value/amount': '900.00' })).toEqual([`info marking_due ${CODE}`]);
  });

  it('tells a firm of the marking of perfume', () => {
    expect(judged({ '/consignee': FIRM, [CODE]: '3303001000' })).toEqual([`info marking_due ${CODE}`]);
    expect(judged({ [CODE]: '3303001000' })).toEqual([]);
  });
});

describe('built-in rows', () => {
  it.each([
    '3926909709',
    '6404110000',
    '6109100000',
    '8544429009',
    '9503004100',
    '3924100000',
    '8215201000',
    '7117190000',
    '9506919000',
    '8711601000',
  ])('let %s pass', (code) => {
    expect(judged({ [CODE]: code })).toEqual([]);
    expect(judged({ ...postal, [CODE]: code }, { channel: 'postal' })).toEqual([]);
    expect(judged({ '/consignee': FIRM, [CODE]: code })).toEqual([]);
  });
});
