import type { EarlierPlace } from '../domain/flight-plan.js';
import { byRank, type Candidate } from './bags.js';
import { runningNumber, type SlotNumbers } from './slot-numbers.js';

/** What slots of a sort may hold, and how a slot of that sort is told from others. */
export interface SlotRule {
  /** `SVO-` for waybills of an airport, `SVO-1-P` for declarations of a waybill and kind. */
  prefix: string;
  /** The most a slot may hold, one figure for each of what `sizeOf` counts. */
  limits: readonly number[];
  sizeOf(bag: readonly Candidate[]): readonly number[];
  /** Which slot of an earlier place is of this sort. */
  earlier: keyof EarlierPlace;
}

export interface FilledSlot {
  slot: string;
  /** In order. */
  candidates: Candidate[];
}

/** What moves as one: a bag, or a consignment of a bag that no slot can hold. */
interface Lot {
  candidates: readonly Candidate[];
  size: readonly number[];
  /** The slot in which most of it was. */
  home?: string;
  /** All of it was there. */
  settled: boolean;
}

interface OpenSlot extends FilledSlot {
  size: number[];
}

/**
 * Puts bags into slots: first what stays where an earlier plan had it, then the rest, each into the first slot with room, else into a new one.
 *
 * - A bag is kept whole, unless it alone exceeds a limit; then its consignments are placed one by one.
 * - A bag to which nothing came stays before one that grew, so that a bag that has outgrown its slot is the one that moves.
 * - An earlier slot counts only if it is of this rule's sort: another airport's, waybill's or kind's is no place to stay in.
 *
 * Slots come back by running number; those that lost everything are left out. Bags are taken in the order given.
 */
export function fillSlots(bags: readonly (readonly Candidate[])[], rule: SlotRule, numbers: SlotNumbers): FilledSlot[] {
  const lots = bags.flatMap((bag) => lotsOf(bag, rule));
  const slots = openSlots(lots, rule);
  const placed = new Set<Lot>();
  for (const settled of [true, false]) {
    for (const lot of lots) {
      const home = lot.home === undefined ? undefined : slots.get(lot.home);
      if (home === undefined || lot.settled !== settled || !hasRoom(home, lot, rule.limits)) continue;
      put(home, lot);
      placed.add(lot);
    }
  }

  const open = [...slots.values()];
  for (const lot of lots) {
    if (placed.has(lot)) continue;
    let slot = open.find((candidate) => hasRoom(candidate, lot, rule.limits));
    if (slot === undefined) {
      slot = emptySlot(numbers.next(rule.prefix), rule.limits);
      open.push(slot);
    }
    put(slot, lot);
  }
  for (const { candidates } of open) candidates.sort(byRank);
  return open.filter(({ candidates }) => candidates.length > 0);
}

function lotsOf(bag: readonly Candidate[], rule: SlotRule): Lot[] {
  const size = rule.sizeOf(bag);
  const home = homeOf(bag, rule);
  if (size.every((figure, index) => figure <= rule.limits[index])) return [{ candidates: bag, size, ...home }];
  return bag.map((candidate) => {
    const own = homeOf([candidate], rule);
    return { candidates: [candidate], size: rule.sizeOf([candidate]), home: own.home ?? home.home, settled: own.settled };
  });
}

/** The slot of this sort in which most of the bag was; of two equal ones that with the lower running number. */
function homeOf(bag: readonly Candidate[], { earlier, prefix }: SlotRule): { home?: string; settled: boolean } {
  const first = bag[0].earlier?.[earlier];
  if (bag.every((candidate) => candidate.earlier?.[earlier] === first)) {
    return first?.startsWith(prefix) ? { home: first, settled: true } : { settled: false };
  }
  const counts = new Map<string, number>();
  for (const candidate of bag) {
    const slot = candidate.earlier?.[earlier];
    if (slot?.startsWith(prefix)) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([slotA, a], [slotB, b]) => b - a || runningNumber(slotA, prefix) - runningNumber(slotB, prefix));
  return { home: most?.[0], settled: false };
}

/** The earlier slots, by running number. */
function openSlots(lots: readonly Lot[], { prefix, limits }: SlotRule): Map<string, OpenSlot> {
  const homes = new Set(lots.flatMap(({ home }) => home ?? []));
  const ordered = [...homes].sort((a, b) => runningNumber(a, prefix) - runningNumber(b, prefix));
  return new Map(ordered.map((slot) => [slot, emptySlot(slot, limits)]));
}

function emptySlot(slot: string, limits: readonly number[]): OpenSlot {
  return { slot, candidates: [], size: limits.map(() => 0) };
}

function hasRoom(slot: OpenSlot, lot: Lot, limits: readonly number[]): boolean {
  for (let index = 0; index < limits.length; index++) {
    if (slot.size[index] + lot.size[index] > limits[index]) return false;
  }
  return true;
}

function put(slot: OpenSlot, lot: Lot): void {
  slot.candidates.push(...lot.candidates);
  lot.size.forEach((figure, index) => {
    slot.size[index] += figure;
  });
}
