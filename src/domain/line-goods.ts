import type { LineGoods } from './flight-plan.js';
import type { GoodsItem } from './goods-item.js';
import { grams } from './units.js';

/** What payments are figured on of each goods line, in the sender's order. Errors: RangeError for a weight that is no such decimal. */
export function lineGoods(goods: readonly GoodsItem[]): LineGoods[] {
  return goods.map(({ commodityCode, quantity, unit, grossWeightKg, netWeightKg }) => ({
    commodityCode,
    quantity,
    unit,
    grossWeightG: grams(grossWeightKg),
    ...(netWeightKg === undefined ? {} : { netWeightG: grams(netWeightKg) }),
  }));
}
