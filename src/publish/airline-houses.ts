import { createHash } from 'node:crypto';
import type { MasterWaybill } from '../documents/subjects.js';
import type { AirlineHouse, AirlineHouses } from '../domain/airline-house.js';
import type { Consignment } from '../domain/consignment.js';
import { packageVolume } from '../domain/consignment-facts.js';
import type { Destination } from '../domain/destination.js';
import type { Flight } from '../domain/flight.js';
import { grams } from '../domain/units.js';

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(2020, 0, 1);

/** Numbers of one flight: base 36 of three places. */
const SERIALS = 36 ** 3;

interface HouseContext {
  flight: Flight;
  airlineHouses?: AirlineHouses | undefined;
}

interface Group {
  key: string;
  consignor: AirlineHouse['consignor'];
  bags: Set<string>;
  consignments: Consignment[];
}

/**
 * Houses of a consolidation. A bag is not torn: one that holds goods of several consignors belongs to the house of the master
 * waybill's own consignor. Numbers depend on what a house is, not on its place, so that an amendment leaves the others theirs.
 *
 * `consignments` by bag and house waybill. Source: air-cargo 1.4.
 */
export function airlineHousesOf(context: HouseContext, waybill: MasterWaybill, consignments: readonly Consignment[]): AirlineHouse[] {
  const groups = context.airlineHouses === 'each' ? eachAlone(consignments) : byConsignor(waybill.settings, consignments);
  const taken = new Set<string>();
  return groups
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((group) => houseOf(context, waybill, group, taken))
    .sort((a, b) => (a.number < b.number ? -1 : 1));
}

function eachAlone(consignments: readonly Consignment[]): Group[] {
  return consignments.map((consignment) => ({
    key: consignment.houseWaybill,
    consignor: consignment.consignor,
    bags: new Set(consignment.bag === undefined ? [] : [consignment.bag]),
    consignments: [consignment],
  }));
}

function byConsignor(settings: Destination, consignments: readonly Consignment[]): Group[] {
  const names = new Map<string, Set<string>>();
  for (const { bag, consignor } of consignments) {
    if (bag === undefined) continue;
    const known = names.get(bag);
    if (known === undefined) names.set(bag, new Set([consignor.name]));
    else known.add(consignor.name);
  }
  const groups = new Map<string, Group>();
  for (const consignment of consignments) {
    const { bag, consignor } = consignment;
    const isMixed = bag !== undefined && (names.get(bag)?.size ?? 0) > 1;
    const own = isMixed ? consolidatorOf(settings) : consignor;
    const group = groups.get(own.name);
    if (group === undefined) {
      groups.set(own.name, { key: own.name, consignor: own, bags: new Set(bag === undefined ? [] : [bag]), consignments: [consignment] });
    } else {
      if (bag !== undefined) group.bags.add(bag);
      group.consignments.push(consignment);
    }
  }
  return [...groups.values()];
}

function consolidatorOf({ waybillConsignor }: Destination): AirlineHouse['consignor'] {
  const { name, nameEn = name, address, addressEn = address } = waybillConsignor;
  const { country, city, street, postcode } = addressEn;
  return { name: nameEn, country, city, ...(street === undefined ? {} : { street }), ...(postcode === undefined ? {} : { postcode }) };
}

function houseOf(
  context: HouseContext,
  waybill: MasterWaybill,
  { key, consignor, bags, consignments }: Group,
  taken: Set<string>,
): AirlineHouse {
  const loose = consignments.filter(({ bag }) => bag === undefined);
  return {
    number: numberOf(context, waybill, key, consignments, taken),
    consignor,
    pieces: bags.size + loose.reduce((sum, { pieces }) => sum + pieces, 0),
    consignments: consignments.length,
    grossWeightG: consignments.reduce((sum, { grossWeightKg }) => sum + grams(grossWeightKg), 0),
    volumeCm3: consignments.reduce((sum, { dimensionsCm }) => sum + (dimensionsCm === undefined ? 0 : packageVolume(dimensionsCm)), 0),
    houseWaybills: consignments.map(({ houseWaybill }) => houseWaybill),
  };
}

/** Carrier, flight number, day and three places that follow from what the house is; the next free ones where they are taken. */
function numberOf(
  { flight }: HouseContext,
  { number, destination }: MasterWaybill,
  key: string,
  consignments: readonly Consignment[],
  taken: Set<string>,
): string {
  const [{ houseWaybill }] = consignments;
  if (consignments.length === 1 && key === houseWaybill && /^[A-Z0-9]{1,12}$/.test(houseWaybill)) return houseWaybill;
  const day = Math.round((Date.parse(`${flight.date}T00:00:00Z`) - EPOCH) / DAY_MS);
  const start = createHash('sha256').update(`${number}\n${destination}\n${key}`).digest().readUInt32BE(0) % SERIALS;
  const prefix = `${flight.carrier}${flight.number.slice(-4).padStart(4, '0')}${base36(day)}`;
  for (let step = 0; step < SERIALS; step += 1) {
    const candidate = prefix + base36((start + step) % SERIALS);
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    return candidate;
  }
  throw new RangeError('more houses than numbers');
}

const base36 = (value: number): string => value.toString(36).toUpperCase().padStart(3, '0').slice(-3);
