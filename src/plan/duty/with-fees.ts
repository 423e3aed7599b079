import type { DeclarationKind } from '../../domain/declaration.js';
import type { Candidate } from '../bags.js';
import type { RuleSet } from '../rule-set.js';
import { customsValueOf } from '../split-declarations.js';
import { customsFee, feeOf } from './customs-fee.js';

/**
 * A declaration's consignments, in order, with the customs fees among their payments.
 *
 * The fee of a ДТЭГ is one for the declaration, but its schema and form say how a fee comes about at a house waybill only
 * (`CustomsPaymentDetails` of HouseShipment; block B, the row without goods). It stands at the first one, as in the customs' own print,
 * and counts among that one's sums, so that the sums of house waybills add up to the declaration's. A ПТДЭГ has no payments in schema and
 * form: a fee on a house waybill with duty is told beside it.
 *
 * Source: ExpressCargoDeclaration.xsd, captions of both elements; formats/forms.md 3.3; customs-rules 2.4.
 */
export function withFees(kind: DeclarationKind, declared: readonly Candidate[], rules: RuleSet): readonly Candidate[] {
  if (kind === 'dteg') {
    const [first, ...others] = declared;
    return [withOwn(first, customsFee(customsValueOf(declared), rules.customsFees)), ...others];
  }
  const { personalFeeRub } = rules;
  if (personalFeeRub === undefined) return declared;
  return declared.map((candidate) => (candidate.dutyKopecks > 0 ? withOwn(candidate, feeOf(personalFeeRub)) : candidate));
}

function withOwn(candidate: Candidate, fee: ReturnType<typeof feeOf>): Candidate {
  const { own, lines } = candidate.payments ?? { own: [], lines: [] };
  return { ...candidate, payments: { own: [...own, fee], lines } };
}
