import { goodsOf, judged } from '../../../../test/fixtures/judged.js';

const at = (index: number) => `/goods/${index}/quantity`;
const FIRM = {
  kind: 'company',
  name: 'ООО «Ромашка»',
  inn: '7707083893',
  phone: '+74951234567',
  address: { country: 'RU', postcode: '101000', city: 'Москва', street: 'ул. Новая' },
};

describe('C8 more than five of the same goods', () => {
  it.each([
    ['5', [`info commercial_quantity ${at(0)}`]],
    ['6', [`warning commercial_quantity ${at(0)}`]],
  ])('%s in one line', (quantity, expected) => expect(judged(goodsOf({ quantity }))).toEqual(expected));

  it('are summed over lines', () => {
    expect(judged(goodsOf({ quantity: '3' }, { description: 'Кабель' }, { quantity: '3' }))).toEqual([
      `warning commercial_quantity ${at(0)}`,
    ]);
  });

  it('are other goods with another description, code or brand', () => {
    const three = { quantity: '3' };
    const lines = [three, { ...three, description: 'Чехол, синий' }, { ...three, commodityCode: '3926909200' }, { ...three, brand: 'X' }];
    expect(judged(goodsOf(...lines))).toEqual([]);
  });

  it.each([
    ['715', ['warning']],
    ['839', ['warning']],
    ['166', []],
  ])('in unit %s', (unit, severities) => {
    expect(judged(goodsOf({ quantity: '6', unit }))).toEqual(severities.map((severity) => `${severity} commercial_quantity ${at(0)}`));
  });

  it('may go to a firm', () => expect(judged({ ...goodsOf({ quantity: '600' }), '/consignee': FIRM })).toEqual([]));
});

describe('C9 a commercial look', () => {
  it.each([
    ['3', []],
    ['3.001', [`info commercial_quantity ${at(0)}`]],
    ['4', [`info commercial_quantity ${at(0)}`]],
  ])('%s equal pieces', (quantity, expected) => expect(judged(goodsOf({ quantity }))).toEqual(expected));

  it.each([
    [9, []],
    [10, ['info commercial_quantity /goods']],
  ])('three each of %i goods', (kinds, expected) => {
    const lines = Array.from({ length: kinds }, (_, index) => ({ quantity: '3', description: `Чехол номер ${index}` }));
    expect(judged(goodsOf(...lines))).toEqual(expected);
  });

  it('says nothing of quantities that are none', () => {
    expect(judged(goodsOf({ quantity: 9 }))).toEqual([`error type ${at(0)}`]);
    expect(judged(goodsOf({ quantity: '-9' }))).toEqual([`error range ${at(0)}`]);
  });
});
