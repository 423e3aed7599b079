import type { AirlineHouse } from '../../domain/airline-house.js';
import type { HouseGoods } from '../cargo-message/house-goods.js';
import { firstWords } from '../kit/shorten.js';
import type { Consolidation, DeclaredConsignment } from '../subjects.js';
import { LIMITS } from './latin.js';

const AND = ' AND ';

/** Consignments of each house of a consolidation, in its order. */
export function consignmentsByHouse({ houses }: Consolidation): (house: AirlineHouse) => DeclaredConsignment[] {
  const known = new Map(houses.map((each) => [each.consignment.houseWaybill, each]));
  return ({ houseWaybills }) => houseWaybills.flatMap((houseWaybill) => known.get(houseWaybill) ?? []);
}

/**
 * What a house holds in one line: names of its most frequent goods, as many whole ones as 65 characters have room for. The first is
 * the one that FHL has; alone too long, it ends at a word.
 */
export function goodsLine(goods: readonly HouseGoods[]): string {
  const [first, ...others] = [...new Set(goods.map(({ name }) => name))];
  let line = firstWords(first, LIMITS.goods);
  for (const name of others) {
    if (line.length + AND.length + name.length <= LIMITS.goods) line += AND + name;
  }
  return line;
}

/** The country all goods come from; undefined where they come from several, or it is not known of one. */
export function originCountry(consignments: readonly DeclaredConsignment[]): string | undefined {
  const countries = new Set(consignments.flatMap(({ consignment }) => consignment.goods.map((item) => item.originCountry)));
  return countries.size === 1 ? [...countries][0] : undefined;
}
