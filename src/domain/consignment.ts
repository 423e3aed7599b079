import type { GoodsItem } from './goods-item.js';
import type { Consignee, Consignor } from './party.js';

interface Shop {
  name: string;
  country?: string;
  url?: string;
}

/** Whole or decimal centimetres of the package, as text. */
export interface Dimensions {
  length: string;
  width: string;
  height: string;
}

/** One entry of a manifest: the goods of one house waybill, from one consignor to one consignee. Values as received. */
export interface Consignment {
  houseWaybill: string;
  bag?: string;
  pieces: number;
  grossWeightKg: string;
  dimensionsCm?: Dimensions;
  /** Airport where the consignment is delivered to customs; the flight's destination if left out. */
  destination?: string;
  consignor: Consignor;
  consignee: Consignee;
  shop?: Shop;
  orderNumber?: string;
  goods: GoodsItem[];
}
