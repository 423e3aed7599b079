import type { AirlineHouse, AirlineHouses } from './airline-house.js';
import { consolidatorAsConsignor, type HouseGroup, houseGroups, piecesOf } from './airline-house-groups.js';
import { houseNumbers } from './airline-house-numbers.js';
import type { Consignment } from './consignment.js';
import { packageVolume } from './consignment-facts.js';
import type { Organisation } from './destination.js';
import { grams } from './units.js';
import { isWritable } from './writable.js';

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
 * under one house, so that consignments, weight and volume add up to the waybill's, and so do pieces, which are bags: customs hold a
 * list whose pieces do not. Where every consignment is a house, a bag is counted at the first that flies in it and the others have no
 * piece of their own, as customs count a package that holds goods of several items.
 *
 * `consignments` are those of the waybill, by bag and house waybill. Same consignments, same houses, in whatever order they were sent.
 * Source: air-cargo 1.4, 2.7, 3.2; formats/dictionary/FHL.md, rules.
 */
export function airlineHousesOf(terms: HouseTerms, consignments: readonly Consignment[]): AirlineHouse[] {
  const isEach = terms.mode === 'each';
  const groups = isEach ? consignments.map((one) => alone(one, terms)) : houseGroups(consignments, terms.consolidator);
  const numbers = houseNumbers(terms.waybillNumber, groups);
  const pieces = isEach ? ownPieces(consignments) : groups.map((group) => piecesOf(group.consignments));
  return groups.map((group, index) => houseOf(numbers[index], group, pieces[index])).sort((a, b) => (a.number < b.number ? -1 : 1));
}

function alone(consignment: Consignment, { consolidator }: HouseTerms): HouseGroup {
  const { houseWaybill } = consignment;
  const consignor = isWritable(consignment.consignor.name) ? consignment.consignor : consolidatorAsConsignor(consolidator);
  return { key: houseWaybill, ownNumber: houseWaybill, consignor, consignments: [consignment] };
}

/** Of consignments that are houses by themselves, in their order. */
function ownPieces(consignments: readonly Consignment[]): number[] {
  const counted = new Set<string>();
  return consignments.map(({ bag, pieces }) => {
    if (bag === undefined) return pieces;
    const isFirst = !counted.has(bag);
    counted.add(bag);
    return isFirst ? 1 : 0;
  });
}

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
