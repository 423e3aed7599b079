import type { GoodsItem } from '../../domain/goods-item.js';
import { firstWords } from '../kit/shorten.js';
import { latinCapitals } from '../kit/transliterate.js';
import { itemName } from './item-name.js';

const item: GoodsItem = {
  description: 'Чехол для телефона',
  commodityCode: '3926909709',
  quantity: '1',
  unit: '796',
  grossWeightKg: '0.1',
  value: { amount: '1.00', currency: 'CNY' },
};

describe('itemName', () => {
  it.each([
    [{ ...item, descriptionEn: 'Silicone phone case, black' }, 'SILICONE PHONE'],
    [{ ...item, descriptionEn: 'LED desk lamp' }, 'LED DESK LAMP'],
    [item, 'CHEKHOL DLIA'],
    [{ ...item, descriptionEn: '手机壳' }, 'CHEKHOL DLIA'],
    [{ ...item, description: '手机壳' }, 'HS 3926909709'],
  ])('%#', (goods, name) => expect(itemName(goods)).toBe(name));
});

it('is the same however the text goes on', () => {
  for (const text of [
    'Silicone phone case, black',
    'ьъ, '.repeat(20),
    'Чехол для телефона ',
    '手机壳, '.repeat(9),
    'Case   &   film',
    '1,5 м '.repeat(5),
  ]) {
    for (let length = 30; length < 60; length += 1) {
      const description = text.repeat(4).slice(0, length);
      expect(itemName({ ...item, description })).toBe(firstWords(latinCapitals(description) || `HS ${item.commodityCode}`, 18));
    }
  }
});
