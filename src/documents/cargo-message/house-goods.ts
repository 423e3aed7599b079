import type { AirlineHouse } from '../../domain/airline-house.js';
import type { GoodsItem } from '../../domain/goods-item.js';
import { firstWords } from '../kit/shorten.js';
import { latinCapitals } from '../kit/transliterate.js';
import type { Consolidation, DeclaredConsignment } from '../subjects.js';

export interface HouseGoods {
  /** Six digits, what all countries have in common of a commodity code. */
  commodityCode: string;
  /** In Latin capitals, of any length. */
  name: string;
}

/** The longest text that a message has for the goods of a house. Source: formats/dictionary/FHL.md line 4, XFHL.md SummaryDescription. */
const LINE = 65;
const AND = ' AND ';
const CODES = 9;
const COMMON_DIGITS = 6;

/** Consignments of each house of a consolidation, in its order. */
export function consignmentsByHouse({ houses }: Consolidation): (house: AirlineHouse) => DeclaredConsignment[] {
  const known = new Map(houses.map((each) => [each.consignment.houseWaybill, each]));
  return ({ houseWaybills }) => houseWaybills.flatMap((houseWaybill) => known.get(houseWaybill) ?? []);
}

/**
 * What is in a house, in the same words in every message and on the house manifest. Only the master waybill says consolidation: the
 * list of its houses tells what is in each. The whole of each text is in the customs' documents.
 *
 * Rule: the most frequent codes of its goods items, nine at most, each with the name of the first item that has it: its
 * English description or else the Russian one by its letters, the code itself where neither can be written.
 *
 * Source: formats/dictionary/FHL.md, lines 4 and 5; air-cargo 2.7, 3.4.
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
  const names = [descriptionEn, description].map((text) => latinCapitals(text).replace(/^[ .-]+/, ''));
  return names.find((name) => name !== '') ?? `HS ${commodityCode}`;
}

/**
 * What a house holds in one line: names of its most frequent goods, as many whole ones as 65 characters have room for. The first is
 * the one that short elements have; alone too long, it ends at a word.
 */
export function goodsLine(goods: readonly HouseGoods[]): string {
  const [first, ...others] = [...new Set(goods.map(({ name }) => name))];
  let line = firstWords(first, LINE);
  for (const name of others) {
    if (line.length + AND.length + name.length <= LINE) line += AND + name;
  }
  return line;
}
