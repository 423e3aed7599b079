import type { PlanFinding } from '../domain/flight-plan.js';
import { say } from '../domain/wording/wording.js';
import type { Candidate } from './bags.js';
import type { ConsigneeNorm } from './rules/consignee-norms.js';

/** In these words; a plan that is made anew takes those of the plan before back by them. */
export const OVER_NORM = 'Goods for this consignee in one declaration come to more than {0} EUR or {1} kg' as const;

/**
 * Consignments of one individual that stand in one declaration and together exceed the norm, though customs may take them for one: a
 * warning at each. What exceeds it alone pays duty and is told of elsewhere.
 *
 * Units: sums of hundredths of a euro and of grams; the norm itself is still free.
 * Source: customs-rules 3, C19.
 */
export function consigneesOverNorm(declared: readonly Candidate[], norm: ConsigneeNorm): PlanFinding[] {
  const words = say(OVER_NORM, norm.eurHundredths / 100, norm.grams / 1_000);
  return [...byConsignee(declared).values()]
    .filter((own) => own.length > 1 && isOver(own, norm))
    .flat()
    .map(({ facts: { houseWaybill, manifestKey, sequence } }) => ({
      houseWaybill,
      manifestKey,
      sequence,
      pointer: '/consignee',
      code: 'recipient_over_norm',
      severity: 'warning',
      ...words,
    }));
}

function byConsignee(declared: readonly Candidate[]): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of declared) {
    const { consigneeKey, consigneeKind } = candidate.facts;
    if (consigneeKey === undefined || consigneeKind !== 'individual') continue;
    const group = groups.get(consigneeKey);
    if (group === undefined) groups.set(consigneeKey, [candidate]);
    else group.push(candidate);
  }
  return groups;
}

function isOver(own: readonly Candidate[], { eurHundredths, grams }: ConsigneeNorm): boolean {
  const worth = own.reduce((sum, { valueEur }) => sum + valueEur, 0);
  const weight = own.reduce((sum, { facts }) => sum + facts.grossWeightG, 0);
  return worth > eurHundredths || weight > grams;
}
