import type { Consignment } from './consignment.js';
import type { Organisation } from './destination.js';
import type { Consignor } from './party.js';
import { isWritable } from './writable.js';

/** Of one house in a message. Source: Cargo-IMP, pieces of 4 digits, SLAC of 5 (air-cargo 3.3). */
export const HOUSE_LIMITS = { pieces: 9_999, consignments: 99_999 };

/** Consignments that make one house. */
export interface HouseGroup {
  key: string;
  ownNumber?: string;
  consignor: Consignor;
  consignments: Consignment[];
}

/** The key of the consolidator's own house, whatever the settings call it. */
const CONSOLIDATOR = '';

/**
 * Consignments by who sends them. A bag is never torn: one that holds goods of several consignors belongs to the consolidator, who
 * made it, and so do goods that it sends itself, and those of a consignor whom a message cannot name. Consignors are one if their country and the letters and digits of their names are.
 * What is more than a message takes for one house goes on under another, by whole bags.
 *
 * `consignments` by bag and house waybill, and so are those of a group. Source: air-cargo 1.4, 3.3.
 */
export function houseGroups(consignments: readonly Consignment[], consolidator: Organisation): HouseGroup[] {
  const own = consolidatorAsConsignor(consolidator);
  const ownKeys = [keyOf(own), keyOf({ name: consolidator.name, country: consolidator.address.country })];
  const keys = consignments.map(({ consignor }) => {
    const key = keyOf(consignor);
    return ownKeys.includes(key) || !isWritable(consignor.name) ? CONSOLIDATOR : key;
  });
  const keyOfBag = new Map<string, string>();
  consignments.forEach(({ bag }, index) => {
    if (bag !== undefined) keyOfBag.set(bag, (keyOfBag.get(bag) ?? keys[index]) === keys[index] ? keys[index] : CONSOLIDATOR);
  });
  const groups = new Map<string, Consignment[]>();
  consignments.forEach((consignment, index) => {
    const { bag } = consignment;
    const key = (bag === undefined ? undefined : keyOfBag.get(bag)) ?? keys[index];
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [consignment]);
    else known.push(consignment);
  });
  return [...groups].flatMap(([key, members]) => {
    const consignor = key === CONSOLIDATOR ? own : commonest(members.map((member) => member.consignor));
    return withinLimits(members).map((part, index) => ({ key: index === 0 ? key : `${key}\n${index + 1}`, consignor, consignments: part }));
  });
}

/** Bags, and the pieces of what flies in none. */
export function piecesOf(consignments: readonly Consignment[]): number {
  const bags = new Set<string>();
  let loose = 0;
  for (const { bag, pieces } of consignments) {
    if (bag === undefined) loose += pieces;
    else bags.add(bag);
  }
  return bags.size + loose;
}

/** Cuts between bags as late as the limits allow. A single bag is never too much: it is one piece, and fills no five digits. */
function withinLimits(consignments: readonly Consignment[]): Consignment[][] {
  const parts: Consignment[][] = [];
  let pieces = HOUSE_LIMITS.pieces;
  for (const bag of byBag(consignments)) {
    const more = piecesOf(bag);
    const part = parts.at(-1);
    if (part === undefined || pieces + more > HOUSE_LIMITS.pieces || part.length + bag.length > HOUSE_LIMITS.consignments) {
      parts.push([...bag]);
      pieces = more;
    } else {
      for (const consignment of bag) part.push(consignment);
      pieces += more;
    }
  }
  return parts;
}

/** Runs of one bag; what flies in none is by itself. */
function byBag(consignments: readonly Consignment[]): Consignment[][] {
  const runs: Consignment[][] = [];
  for (const consignment of consignments) {
    const run = runs.at(-1);
    if (run !== undefined && consignment.bag !== undefined && run[0].bag === consignment.bag) run.push(consignment);
    else runs.push([consignment]);
  }
  return runs;
}

/** Same for the same consignor however it is typed. A line feed, which parts of a house are told by, is not in it. */
function keyOf({ name, country }: Pick<Consignor, 'name' | 'country'>): string {
  const plain = name
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return `${country} ${plain}`;
}

/** The consignor as most of them write it; of several such the first in the order of bytes. */
function commonest(consignors: readonly Consignor[]): Consignor {
  const counted = new Map<string, { consignor: Consignor; count: number }>();
  for (const consignor of consignors) {
    const { name, city = '', street = '', postcode = '' } = consignor;
    const writing = [name, city, street, postcode].join('\n');
    const known = counted.get(writing);
    if (known === undefined) counted.set(writing, { consignor, count: 1 });
    else known.count += 1;
  }
  const [[, first]] = [...counted].sort(([a, { count: m }], [b, { count: n }]) => n - m || (a < b ? -1 : 1));
  return first.consignor;
}

/** Latin where a Latin name or address is set, as on the master waybill. */
export function consolidatorAsConsignor({ name, nameEn = name, address, addressEn = address }: Organisation): Consignor {
  const { country, city, street, house, postcode } = addressEn;
  const line = [street, house].filter((part) => part !== undefined).join(', ');
  return { name: nameEn, country, city, ...(line === '' ? {} : { street: line }), ...(postcode === undefined ? {} : { postcode }) };
}
