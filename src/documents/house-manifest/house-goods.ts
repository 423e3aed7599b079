import type { AirlineHouse } from '../../domain/airline-house.js';

/** Fixed words for what is in a house, from `templates/house-manifest/form.json`. */
export interface GoodsWords {
  consolidation: string;
  /** In at most eighteen characters. */
  consolidationName: string;
  parcel: string;
  slac: string;
}

/** Goods of a house as the carrier is told of them: in general, for a list of what people ordered is not for it. */
export function houseGoods({ consignments }: AirlineHouse, { consolidation, parcel }: GoodsWords): string {
  return consignments === 1 ? parcel : consolidation;
}

/** The same in the eighteen characters that `ItemName` of HouseManifest.xsd has. */
export function houseGoodsName({ consignments }: AirlineHouse, { consolidationName, parcel }: GoodsWords): string {
  return consignments === 1 ? parcel : consolidationName;
}
