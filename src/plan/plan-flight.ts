import type { DeclarationKind } from '../domain/declaration.js';
import type { ExchangeRates } from '../domain/exchange-rates.js';
import type { Flight } from '../domain/flight.js';
import type { ConsignmentFacts, EarlierPlace, FlightPlan, Placement, PlanFinding } from '../domain/flight-plan.js';
import type { Finding } from '../domain/problem.js';
import type { TariffRow } from '../domain/tariff.js';
import { say } from '../domain/wording/wording.js';
import { aggregateWaybills, waybillFigures } from './aggregate-waybills.js';
import { type Candidate, compareText, inOrder } from './bags.js';
import { chooseDeclaration } from './choose-declaration.js';
import { consigneesOverNorm, OVER_NORM } from './consignee-sums.js';
import { TariffBook } from './duty/tariff-book.js';
import { withFees } from './duty/with-fees.js';
import { FLIGHT_GAPS, flightGaps } from './flight-gaps.js';
import type { RuleSet } from './rule-set.js';
import { SlotNumbers } from './slot-numbers.js';
import { declarationFigures, splitDeclarations } from './split-declarations.js';
import { inTornBag, tornBags } from './torn-bags.js';

/** Order of the kinds within a master waybill. */
const kinds: readonly DeclarationKind[] = ['ptdeg', 'dteg'];

/** Raise it with any change that gives another plan of the same facts: what was planned before is then planned anew. */
export const PLANNER_VERSION = '1';

/** Words of warnings that a plan made anew says again where they still hold: those of the plan before are taken back. */
export const RETOLD: readonly string[] = [OVER_NORM, ...FLIGHT_GAPS];

export interface PlanInput {
  /** In any order; house waybills are unique. Consignments that are held are left out by the caller. */
  facts: Iterable<ConsignmentFacts>;
  rates: ExchangeRates;
  rules: RuleSet;
  /** Of all days; without any, no firm's consignment has its place. */
  tariffs?: readonly TariffRow[];
  /** House waybills that stand in a live declaration of another flight, with that flight's id. */
  declaredElsewhere?: ReadonlyMap<string, string>;
  /** By house waybill, where the plan published before put it. */
  earlier?: ReadonlyMap<string, EarlierPlace>;
  /** Every waybill and declaration slot this flight has ever used, also those that stand empty now. */
  usedSlots?: Iterable<string>;
  /** What is known of the flight; gaps are not told of if left out. */
  flight?: Pick<Flight, 'arrivesAt' | 'aircraft'>;
}

/**
 * Decides what flies under which master waybill and stands in which declaration. Pure: the order of `facts` does not matter, and
 * what an earlier plan decided is kept unless a rule forbids it.
 *
 * Errors: `exchange-rate-missing`. Faults of single consignments are findings of the plan.
 * Source: product.md "Planning"; the rules are cited where they stand.
 */
export function planFlight(input: PlanInput): FlightPlan {
  const { rates, rules, tariffs = [], declaredElsewhere, earlier = new Map(), usedSlots = [], flight } = input;
  const facts = [...input.facts];
  const plan: FlightPlan = { waybills: [], declarations: [], placements: [], findings: [] };
  const judging = { rates, rules, tariffs: new TariffBook(tariffs, rates.date) };
  const candidates: Candidate[] = [];
  const torn = tornBags(facts);
  for (const consignment of facts) {
    const { houseWaybill } = consignment;
    const otherFlight = declaredElsewhere?.get(houseWaybill);
    const barring = otherFlight === undefined ? inTornBag(consignment, torn) : duplicateOf(otherFlight);
    const chosen = barring === undefined ? chooseDeclaration(consignment, earlier.get(houseWaybill), judging) : [barring];
    if ('facts' in chosen) candidates.push(chosen);
    else plan.findings.push(...foundOf(consignment, chosen));
  }

  const numbers = new SlotNumbers(everUsed(earlier, usedSlots));

  for (const [destination, flown] of byDestination(inOrder(candidates))) {
    for (const { slot, candidates: carried } of aggregateWaybills(destination, flown, rules, numbers)) {
      const waybill = plan.waybills.push(waybillFigures(slot, destination, carried, rules)) - 1;
      for (const kind of kinds) {
        const ofKind = carried.filter((candidate) => candidate.kind === kind);
        for (const filled of splitDeclarations(slot, kind, ofKind, rules, numbers)) {
          const declared = withFees(kind, filled.candidates, rules);
          const declaration = plan.declarations.push(declarationFigures(filled.slot, kind, waybill, declared)) - 1;
          appendPlacements(plan.placements, declaration, declared);
          plan.findings.push(...consigneesOverNorm(declared, rules.consigneeNorms.declaration));
        }
      }
    }
  }
  const [first] = plan.placements;
  // Findings are of consignments: what the flight lacks is told at the first that it carries.
  if (flight !== undefined && first !== undefined) plan.findings.push(...foundOf(first.facts, flightGaps(flight)));
  plan.findings.sort((a, b) => compareText(a.houseWaybill, b.houseWaybill));
  return plan;
}

function foundOf({ houseWaybill, manifestKey, sequence }: ConsignmentFacts, findings: readonly Finding[]): PlanFinding[] {
  return findings.map((finding) => ({ ...finding, houseWaybill, manifestKey, sequence }));
}

/** A house waybill is declared once: what another flight has declared, or is about to, is not declared again. Source: customs-rules 3, C18. */
const duplicateOf = (flight: string): Finding => ({
  pointer: '/houseWaybill',
  code: 'duplicate',
  ...say('Stands in a declaration of flight {0} already', flight),
});

/** Airports in order, each with its consignments in order. */
function byDestination(ordered: readonly Candidate[]): [string, Candidate[]][] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of ordered) {
    const group = groups.get(candidate.facts.destination);
    if (group === undefined) groups.set(candidate.facts.destination, [candidate]);
    else group.push(candidate);
  }
  return [...groups].sort(([a], [b]) => compareText(a, b));
}

function everUsed(earlier: ReadonlyMap<string, EarlierPlace>, usedSlots: Iterable<string>): Set<string> {
  const used = new Set(usedSlots);
  for (const { waybillSlot, declarationSlot } of earlier.values()) used.add(waybillSlot).add(declarationSlot);
  return used;
}

function appendPlacements(placements: Placement[], declaration: number, declared: readonly Candidate[]): void {
  let firstGoodsNumeric = 1;
  let ordinal = 1;
  for (const { facts, valueKopecks, valueEur, dutyKopecks, dutyBasis, payments } of declared) {
    placements.push({
      declaration,
      ordinal,
      firstGoodsNumeric,
      valueKopecks,
      valueEur,
      dutyKopecks,
      dutyBasis,
      payments,
      facts,
    });
    ordinal += 1;
    firstGoodsNumeric += facts.lineValues.length;
  }
}
