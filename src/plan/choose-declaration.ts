import type { DeclarationKind } from '../domain/declaration.js';
import type { ExchangeRates } from '../domain/exchange-rates.js';
import type { ConsignmentFacts, EarlierPlace } from '../domain/flight-plan.js';
import type { Finding } from '../domain/problem.js';
import { say } from '../domain/wording/wording.js';
import type { Candidate } from './bags.js';
import type { RuleSet } from './rule-set.js';

const kinds: Record<ConsignmentFacts['consigneeKind'], DeclarationKind> = { individual: 'ptdeg', company: 'dteg' };

/**
 * Which express declaration takes a consignment: a ПТДЭГ what goes to an individual, a ДТЭГ what goes to a firm and is worth no more
 * than the cap. A finding, with a pointer into the consignment, if none here may take it.
 *
 * Units: the value in kopecks, each goods line converted and rounded by itself.
 * Errors: `exchange-rate-missing` if the day has no rate of a currency; the euro's is asked for only where a firm receives.
 * Source: EEC Collegium Decisions 142 of 28.08.2018 and 158 of 16.10.2018 (customs-rules 1.1).
 */
export function chooseDeclaration(
  facts: ConsignmentFacts,
  earlier: EarlierPlace | undefined,
  rates: ExchangeRates,
  rules: RuleSet,
): Candidate | Finding {
  const kind = kinds[facts.consigneeKind];
  const valueKopecks = facts.lineValues.reduce((sum, { amount, currency }) => sum + rates.kopecks(amount, currency), 0);
  if (kind === 'dteg' && rates.fromKopecks(valueKopecks, 'EUR') > rules.expressValueCapEurHundredths) {
    const cap = rules.expressValueCapEurHundredths / 100;
    return {
      pointer: '/goods',
      code: 'needs-full-declaration',
      ...say('Goods for a firm worth more than {0} EUR need a full goods declaration', cap),
    };
  }
  return limitExceeded(facts, rules) ?? { facts, kind, valueKopecks, earlier, rank: 0, bagRank: 0 };
}

/** A house waybill is never split, so one that exceeds a limit by itself fits nowhere. */
function limitExceeded(facts: ConsignmentFacts, { maxGoodsItems, waybillCaps }: RuleSet): Finding | undefined {
  if (facts.lineValues.length > maxGoodsItems) {
    return { pointer: '/goods', code: 'max_items', ...say('A declaration holds at most {0} goods lines', maxGoodsItems) };
  }
  if (facts.pieces > Math.min(waybillCaps.maxConsignmentPieces, waybillCaps.maxPieces)) {
    return { pointer: '/pieces', code: 'range', detail: 'More pieces than a master waybill may have' };
  }
  if (facts.grossWeightG > waybillCaps.maxGrossWeightKg * 1_000) {
    return { pointer: '/grossWeightKg', code: 'range', detail: 'Heavier than a master waybill may be' };
  }
  return undefined;
}
