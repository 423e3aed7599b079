import { declarationOf, sampleConsignment } from '../../../test/fixtures/declaration.js';
import type { GoodsItem } from '../../domain/goods-item.js';
import { goodsLine, houseGoods } from './house-goods.js';

const [item] = sampleConsignment(0).goods;
const goodsOf = (...items: Partial<GoodsItem>[]) =>
  houseGoods(declarationOf(items.map((more, i) => ({ ...sampleConsignment(i), goods: [{ ...item, ...more }] }))).houses);

describe('houseGoods', () => {
  it('names the most frequent first, by its English description', () => {
    const lamp = { commodityCode: '9405210000', descriptionEn: 'LED desk lamp' };
    expect(goodsOf({}, lamp, lamp)).toEqual([
      { commodityCode: '940521', name: 'LED DESK LAMP' },
      { commodityCode: '392690', name: 'SILICONE PHONE CASE' },
    ]);
  });

  it.each([
    ['Чехол', undefined, 'CHEKHOL'],
    ['Чехол', '***', 'CHEKHOL'],
    ['手机壳', '…', 'HS 392690'],
    ['- № 5', undefined, '5'],
  ])('of %s and %s writes what can be written, the code where nothing can', (description, descriptionEn, name) => {
    expect(goodsOf({ description, descriptionEn }).map((goods) => goods.name)).toEqual([name]);
  });
});

describe('goodsLine', () => {
  const named = (...names: string[]) => goodsLine(names.map((name, i) => ({ commodityCode: String(100_000 + i), name })));

  it('has as many whole names as there is room for, each once', () => {
    expect(named('CASE', 'LAMP', 'CASE')).toBe('CASE AND LAMP');
    expect(named('CASE', 'L'.repeat(57), 'TOY')).toBe(`CASE AND TOY`);
    expect(named('CASE', 'L'.repeat(56), 'TOY')).toBe(`CASE AND ${'L'.repeat(56)}`);
  });

  it('ends a first name that is too long at a word', () => expect(named(`${'A'.repeat(60)} BCDEFG`)).toBe('A'.repeat(60)));
});
