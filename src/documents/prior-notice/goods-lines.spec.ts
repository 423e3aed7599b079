import { declarationOf, sampleConsignment } from '../../../test/fixtures/declaration.js';
import type { GoodsItem } from '../../domain/goods-item.js';
import { grams } from '../../domain/units.js';
import { goodsLines } from './goods-lines.js';

const [item] = sampleConsignment(0).goods;

/** One consignment with the goods, in a declaration that gives them their rouble values. */
const housesOf = (goods: readonly Partial<GoodsItem>[]) =>
  declarationOf([{ ...sampleConsignment(0), goods: goods.map((change) => ({ ...item, ...change })) }]).houses;

/** So many codes of eight digits, each of another subheading, under headings of `perHeading` each. */
const codes = (count: number, perHeading: number) =>
  Array.from({ length: count }, (_, i) => ({
    commodityCode: `${String(1000 + Math.floor(i / perHeading))}${String(10 + (i % perHeading))}00`,
  }));

describe('goodsLines', () => {
  it('puts goods of one subheading together, in the order of the codes', () => {
    const houses = housesOf([
      { commodityCode: '6404110000', grossWeightKg: '1.5', netWeightKg: '1', description: 'Кроссовки' },
      { commodityCode: '3926909709', grossWeightKg: '0.25', netWeightKg: undefined, description: 'Чехол' },
      { commodityCode: '39269092', grossWeightKg: '0.5', netWeightKg: '0.4', description: 'Подставка' },
      { commodityCode: '392690', grossWeightKg: '0.001', netWeightKg: '0.001', description: 'Чехол' },
    ]);
    const [{ lineKopecks }] = houses;
    expect(goodsLines(houses)).toEqual([
      {
        code: '392690',
        description: 'Чехол; Подставка',
        grossWeightG: 751,
        netWeightG: undefined,
        valueKopecks: lineKopecks[1] + lineKopecks[2] + lineKopecks[3],
      },
      { code: '640411', description: 'Кроссовки', grossWeightG: 1_500, netWeightG: 1_000, valueKopecks: lineKopecks[0] },
    ]);
  });

  it('adds up to the goods', () => {
    const { houses, valueKopecks } = declarationOf(Array.from({ length: 50 }, (_, index) => sampleConsignment(index)));
    const lines = goodsLines(houses);
    const goods = houses.flatMap(({ consignment }) => consignment.goods);
    expect(lines.reduce((sum, line) => sum + line.valueKopecks, 0)).toBe(valueKopecks);
    expect(lines.reduce((sum, line) => sum + line.grossWeightG, 0)).toBe(goods.reduce((sum, each) => sum + grams(each.grossWeightKg), 0));
  });

  it('shortens a description that has no room, with a mark', () => {
    const [{ description }] = goodsLines(housesOf([{ description: `${'слово '.repeat(60)}конец` }]));
    expect(description).toMatch(/слово…$/);
    expect([...description].length).toBeLessThanOrEqual(250);
  });

  it('goes over to headings where there are too many subheadings', () => {
    expect(goodsLines(housesOf(codes(999, 50)))).toHaveLength(999);
    const lines = goodsLines(housesOf(codes(1_000, 50)));
    expect(lines).toHaveLength(20);
    expect(lines[0].code).toBe('1000');
    expect(() => goodsLines(housesOf(codes(1_000, 1)))).toThrow(/headings/);
  });
});
