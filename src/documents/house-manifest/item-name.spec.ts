import type { GoodsItem } from '../../domain/goods-item.js';
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
