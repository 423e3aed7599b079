import type { ExchangeRates } from '../domain/exchange-rates.js';
import type { PersonalDutyRule } from './rule-set.js';

export interface PersonalDuty {
  /** The value in hundredths of a euro, which the free norm is held against. */
  costEur: number;
  dutyKopecks: number;
  /** Which of the two parts was the larger one; `none` where nothing is due. `TaxBaseKind` is 0 for value, 1 for weight. */
  basis: 'value' | 'weight' | 'none';
}

/**
 * The duty that customs will ask for a consignment to an individual: the larger of a part of the value and a rate on the weight.
 *
 * Units: kopecks and grams in, kopecks out. The euro value is rounded half up to hundredths, the parts are exact ten-thousandths of
 * a euro, and only the roubles are rounded again. Value first where both parts are equal.
 * Errors: `exchange-rate-missing` without a rate of the euro.
 * Source: EEC Council Decision 107 of 20.12.2017, annexes 1 and 2 (customs-rules 2.2).
 */
export function personalDuty(valueKopecks: number, grossWeightG: number, rule: PersonalDutyRule, rates: ExchangeRates): PersonalDuty {
  const costEur = rates.fromKopecks(valueKopecks, 'EUR');
  const overCost = Math.max(0, costEur - rule.freeEurHundredths);
  const overGrams = rule.freeGrams === undefined ? 0 : Math.max(0, grossWeightG - rule.freeGrams);
  if (overCost === 0 && overGrams === 0) return { costEur, dutyKopecks: 0, basis: 'none' };

  const whole = rule.base === 'whole';
  // Hundredths of a euro by whole per cents, and grams by whole euros per kilogram, are both exact in 10^-4 EUR.
  const byValue = (whole ? costEur : overCost) * rule.percent;
  const byWeight = (whole ? grossWeightG : overGrams) * rule.eurPerKg * 10;
  return {
    costEur,
    dutyKopecks: rates.kopecks(Math.max(byValue, byWeight), 'EUR', 4),
    basis: byValue >= byWeight ? 'value' : 'weight',
  };
}
