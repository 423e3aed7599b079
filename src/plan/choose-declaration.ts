import type { ExchangeRates } from '../domain/exchange-rates.js';
import type { ConsignmentFacts, EarlierPlace } from '../domain/flight-plan.js';
import type { Payment } from '../domain/payment.js';
import type { Finding } from '../domain/problem.js';
import { say } from '../domain/wording/wording.js';
import type { Candidate } from './bags.js';
import { goodsPayments } from './duty/goods-payments.js';
import { personalDuty } from './duty/personal-duty.js';
import type { TariffBook } from './duty/tariff-book.js';
import type { RuleSet } from './rule-set.js';

/** What consignments of a flight are judged by. */
export interface Judging {
  rates: ExchangeRates;
  rules: RuleSet;
  tariffs: TariffBook;
}

/**
 * Which express declaration takes a consignment, and what is to be paid for it: a ПТДЭГ what goes to an individual, a ДТЭГ what goes to
 * a firm and is worth no more than the cap. Findings, with pointers into the consignment, if none here may take it.
 *
 * Units: the value in kopecks, each goods line converted and rounded by itself; in euros rounded once, which norm and cap are held to.
 * Errors: `exchange-rate-missing` if the day has no rate of a currency or of the euro.
 * Source: EEC Collegium Decisions 142 of 28.08.2018 and 158 of 16.10.2018 (customs-rules 1.1).
 */
export function chooseDeclaration(facts: ConsignmentFacts, earlier: EarlierPlace | undefined, judging: Judging): Candidate | Finding[] {
  const { rates, rules } = judging;
  const exceeded = limitExceeded(facts, rules);
  if (exceeded !== undefined) return [exceeded];
  const valueEur = rates.worth(facts.lineValues, 'EUR');
  if (facts.consigneeKind === 'company') return firmsGoods(facts, earlier, valueEur, judging);
  let valueKopecks = 0;
  for (const { amount, currency } of facts.lineValues) valueKopecks += rates.kopecks(amount, currency);
  const { dutyKopecks, dutyBasis } = personalDuty(valueEur, facts.grossWeightG, rules.personalDuty, rates);
  // One literal, nothing spread: there are a quarter of a million.
  return { kind: 'ptdeg', facts, earlier, valueKopecks, valueEur, dutyKopecks, dutyBasis, payments: undefined, rank: 0, bagRank: 0 };
}

function firmsGoods(
  facts: ConsignmentFacts,
  earlier: EarlierPlace | undefined,
  valueEur: number,
  { rates, rules, tariffs }: Judging,
): Candidate | Finding[] {
  if (valueEur > rules.expressValueCapEurHundredths) return [needsFullDeclaration(rules)];
  const findings: Finding[] = [];
  const lines: Payment[][] = [];
  let valueKopecks = 0;
  for (const [index, { amount, currency }] of facts.lineValues.entries()) {
    const kopecks = rates.kopecks(amount, currency);
    const goods = facts.lineGoods?.[index];
    const tariff = goods && tariffs.of(goods.commodityCode);
    const payments = tariff && goodsPayments(kopecks, goods, tariff, rates);
    if (payments !== undefined) lines.push(payments);
    else findings.push(tariffUnknown(index, tariff?.duty.specific?.unit, goods?.unit));
    valueKopecks += kopecks;
  }
  if (findings.length > 0) return findings;
  const dutyKopecks = lines.flat().reduce((sum, { kind, kopecks }) => (kind === '2010' ? sum + kopecks : sum), 0);
  const dutyBasis = dutyKopecks === 0 ? 'none' : 'tariff';
  const payments = { own: [], lines };
  return { kind: 'dteg', facts, earlier, valueKopecks, valueEur, dutyKopecks, dutyBasis, payments, rank: 0, bagRank: 0 };
}

const needsFullDeclaration = ({ expressValueCapEurHundredths }: RuleSet): Finding => ({
  pointer: '/goods',
  code: 'needs-full-declaration',
  ...say('Goods for a firm worth more than {0} EUR need a full goods declaration', expressValueCapEurHundredths / 100),
});

/** A rate is never guessed: not for a code that no row has, nor in a unit that the goods are not counted in. */
function tariffUnknown(line: number, dutyUnit: string | undefined, unit: string | undefined): Finding {
  if (dutyUnit === undefined || unit === undefined) {
    return {
      pointer: `/goods/${line}/commodityCode`,
      code: 'tariff-unknown',
      detail: 'The tariffs have no rate of duty for this commodity code',
    };
  }
  const words = say('Duty on this commodity code goes by the unit {0}, the quantity is in {1}', dutyUnit, unit);
  return { pointer: `/goods/${line}/unit`, code: 'tariff-unknown', ...words };
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
