import type { AirlineHouse, AirlineHouses } from './airline-house.js';
import { type HouseGroup, houseGroups, piecesOf } from './airline-house-groups.js';
import { houseNumbers } from './airline-house-numbers.js';
import type { Consignment } from './consignment.js';
import { packageVolume } from './consignment-facts.js';
import type { Organisation } from './destination.js';
import { grams } from './units.js';

/** What houses depend on beside the consignments. */
export interface HouseTerms {
  /** `210-10020032` */
  waybillNumber: string;
  /** Consignor of the master waybill. */
  consolidator: Organisation;
  /** Consolidated if left out. */
  mode?: AirlineHouses | undefined;
}

/**
 * The airline's houses of a master waybill, by number: consignor × bags, or every consignment by itself. Each consignment stands
 * under one house, so that consignments, weight and volume add up to the waybill's. So do pieces, except in mode `each`, where they
 * add up to the pieces of the consignments: a bag cannot be a piece of many houses.
 *
 * `consignments` are those of the waybill, by bag and house waybill. Same consignments, same houses, in whatever order they were sent.
 * Source: air-cargo 1.4, 2.7, 3.2.
 */
export function airlineHousesOf(terms: HouseTerms, consignments: readonly Consignment[]): AirlineHouse[] {
  const isEach = terms.mode === 'each';
  const groups = isEach ? consignments.map(alone) : houseGroups(consignments, terms.consolidator);
  const numbers = houseNumbers(terms.waybillNumber, groups);
  return groups
    .map((group, index) => houseOf(numbers[index], group, isEach ? ownPieces(group) : piecesOf(group.consignments)))
    .sort((a, b) => (a.number < b.number ? -1 : 1));
}

function alone(consignment: Consignment): HouseGroup {
  const { houseWaybill, consignor } = consignment;
  return { key: houseWaybill, ownNumber: houseWaybill, consignor, consignments: [consignment] };
}

const ownPieces = ({ consignments }: HouseGroup): number => consignments.reduce((sum, { pieces }) => sum + pieces, 0);

function houseOf(number: string, { consignor, consignments }: HouseGroup, pieces: number): AirlineHouse {
  let grossWeightG = 0;
  let volumeCm3 = 0;
  for (const { grossWeightKg, dimensionsCm } of consignments) {
    grossWeightG += grams(grossWeightKg);
    if (dimensionsCm !== undefined) volumeCm3 += packageVolume(dimensionsCm);
  }
  return {
    number,
    consignor,
    pieces,
    consignments: consignments.length,
    grossWeightG,
    volumeCm3,
    houseWaybills: consignments.map(({ houseWaybill }) => houseWaybill),
  };
}
