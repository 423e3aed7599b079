import type { Consignor } from './party.js';

/**
 * A house that the airline sees: what one consignor sends to one airport under a master waybill, whatever parcels it is made of. It
 * is told by its number and figures; the individual waybills below it are the customs' affair.
 *
 * Units: grams and cubic centimetres. Source: air-cargo 1.4, 2.7, 3.2.
 */
export interface AirlineHouse {
  /** Twelve letters or digits; fewer where a consignment that is a house by itself has so short a number. */
  number: string;
  /** As most of its consignments name it; that of the master waybill where one bag holds goods of several. */
  consignor: Consignor;
  /**
   * Bags, and the pieces of consignments that fly in no bag. Where every consignment is a house, a bag is a piece of the first that
   * flies in it, and the others have none.
   */
  pieces: number;
  /** House waybills below it: the SLAC count. */
  consignments: number;
  grossWeightG: number;
  volumeCm3: number;
  /** House waybills of its consignments, in the order in which the consolidation lists them. */
  houseWaybills: readonly string[];
}

/** `consolidated`: by consignor, whole bags; `each`: every consignment is a house, where an airline wants that. */
export type AirlineHouses = 'consolidated' | 'each';
