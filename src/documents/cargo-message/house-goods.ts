import type { GoodsItem } from '../../domain/goods-item.js';
import { latinCapitals } from '../kit/transliterate.js';
import type { DeclaredConsignment } from '../subjects.js';

export interface HouseGoods {
  /** Six digits, what all countries have in common of a commodity code. */
  commodityCode: string;
  /** In Latin capitals, of any length. */
  name: string;
}

const CODES = 9;
const COMMON_DIGITS = 6;

/**
 * What is in a house: the most frequent codes of its goods items, nine at most, each with the name of the first item that has it: its
 * English description or else the Russian one by its letters, the code itself where neither can be written.
 *
 * Source: formats/dictionary/FHL.md, lines 4 and 5; air-cargo 3.4.
 */
export function houseGoods(consignments: readonly DeclaredConsignment[]): HouseGoods[] {
  const counted = new Map<string, { first: GoodsItem; items: number }>();
  for (const { consignment } of consignments) {
    for (const item of consignment.goods) {
      const commodityCode = item.commodityCode.slice(0, COMMON_DIGITS);
      const known = counted.get(commodityCode);
      if (known === undefined) counted.set(commodityCode, { first: item, items: 1 });
      else known.items += 1;
    }
  }
  return [...counted]
    .sort(([a, { items }], [b, { items: others }]) => others - items || (a < b ? -1 : 1))
    .slice(0, CODES)
    .map(([commodityCode, { first }]) => ({ commodityCode, name: nameOf(first, commodityCode) }));
}

function nameOf({ description, descriptionEn = '' }: GoodsItem, commodityCode: string): string {
  return [descriptionEn, description].map(latinCapitals).find((name) => /[A-Z0-9]/.test(name)) ?? `HS ${commodityCode}`;
}
