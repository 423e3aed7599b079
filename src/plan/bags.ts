import type { DeclarationKind } from '../domain/declaration.js';
import type { ConsignmentFacts, EarlierPlace } from '../domain/flight-plan.js';
import type { DutyBasis, HousePayments } from '../domain/payment.js';

/** A consignment that may be declared here, with what the first steps of the plan found out about it. */
export interface Candidate {
  readonly facts: ConsignmentFacts;
  readonly kind: DeclarationKind;
  readonly valueKopecks: number;
  /** Hundredths of a euro, from the invoice amounts. */
  readonly valueEur: number;
  readonly dutyKopecks: number;
  readonly dutyBasis: DutyBasis;
  /** Of a firm's consignment. */
  readonly payments?: HousePayments | undefined;
  readonly earlier?: EarlierPlace | undefined;
  /** Its place among all of the flight, see `inOrder`. */
  rank: number;
  /** The same for all in one bag; what flies in no bag has its own. */
  bagRank: number;
}

/**
 * Puts consignments in the order of every list a flight has, and ranks them by it: by bag, then by house waybill; those in no bag come first.
 *
 * The order is that of the bytes of UTF-8, never that of a locale or of arrival. Both numbers are ASCII, for which JavaScript's
 * comparison by code units is the same order. House waybills are unique within a flight, so no two are equal.
 */
export function inOrder(candidates: readonly Candidate[]): Candidate[] {
  const byBag = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { bag = '' } = candidate.facts;
    const group = byBag.get(bag);
    if (group === undefined) byBag.set(bag, [candidate]);
    else group.push(candidate);
  }
  const ordered: Candidate[] = [];
  for (const bag of [...byBag.keys()].sort(compareText)) {
    const bagRank = ordered.length;
    for (const candidate of (byBag.get(bag) ?? []).sort(byHouseWaybill)) {
      candidate.rank = ordered.push(candidate) - 1;
      candidate.bagRank = bag === '' ? candidate.rank : bagRank;
    }
  }
  return ordered;
}

/** Consignments in order as bags; one that flies in no bag stands alone. */
export function bagsOf(ordered: readonly Candidate[]): Candidate[][] {
  const bags: Candidate[][] = [];
  let current: number | undefined;
  for (const candidate of ordered) {
    if (candidate.bagRank === current) bags[bags.length - 1].push(candidate);
    else bags.push([candidate]);
    current = candidate.bagRank;
  }
  return bags;
}

const byHouseWaybill = (a: Candidate, b: Candidate): number => compareText(a.facts.houseWaybill, b.facts.houseWaybill);

/** For candidates that `inOrder` has ranked. */
export const byRank = (a: Candidate, b: Candidate): number => a.rank - b.rank;

/** Order by code units, which for ASCII is the order of bytes. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
