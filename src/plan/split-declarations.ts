import type { DeclarationKind } from '../domain/declaration.js';
import type { DeclarationSlot } from '../domain/flight-plan.js';
import { allPayments, paymentSums } from '../domain/payment.js';
import { bagsOf, type Candidate } from './bags.js';
import { type FilledSlot, fillSlots } from './fill-slots.js';
import type { RuleSet } from './rule-set.js';
import { declarationPrefix, type SlotNumbers } from './slot-numbers.js';

/**
 * A master waybill's consignments of one kind as declarations. Both limits hold; a bag is not torn between two declarations unless it
 * alone exceeds one of them, a house waybill never.
 *
 * `candidates` in order, see `inOrder`. Source: ExpressCargoDeclaration.xsd, header cardinality and limits (customs-rules 1.2).
 */
export function splitDeclarations(
  waybillSlot: string,
  kind: DeclarationKind,
  candidates: readonly Candidate[],
  rules: RuleSet,
  numbers: SlotNumbers,
): FilledSlot[] {
  return fillSlots(
    bagsOf(candidates),
    {
      prefix: declarationPrefix(waybillSlot, kind),
      limits: [rules.maxHouseWaybills, rules.maxGoodsItems],
      sizeOf: (bag) => [bag.length, goodsItemsOf(bag)],
      earlier: 'declarationSlot',
    },
    numbers,
  );
}

/** The figures of a declaration; weights in grams, money in kopecks. */
export function declarationFigures(
  slot: string,
  kind: DeclarationKind,
  waybill: number,
  candidates: readonly Candidate[],
): DeclarationSlot {
  const payments = paymentSums(
    candidates.flatMap((candidate) => (candidate.payments === undefined ? [] : allPayments(candidate.payments))),
  );
  return {
    slot,
    kind,
    waybill,
    houseWaybills: candidates.length,
    goodsItems: goodsItemsOf(candidates),
    grossWeightG: candidates.reduce((sum, { facts }) => sum + facts.grossWeightG, 0),
    valueKopecks: customsValueOf(candidates),
    dutyKopecks: candidates.reduce((sum, { dutyKopecks }) => sum + dutyKopecks, 0),
    ...(payments.length === 0 ? {} : { payments }),
  };
}

/** Kopecks. */
export function customsValueOf(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, { valueKopecks }) => sum + valueKopecks, 0);
}

function goodsItemsOf(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, { facts }) => sum + facts.lineValues.length, 0);
}
