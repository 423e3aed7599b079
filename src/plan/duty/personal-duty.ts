import type { ExchangeRates } from '../../domain/exchange-rates.js';
import type { PersonalDutyRule } from '../rules/personal-norms.js';

export interface PersonalDuty {
  dutyKopecks: number;
  /** Which of the two parts was the larger one; `none` where nothing is due. `TaxBaseKind` is 0 for value, 1 for weight. */
  dutyBasis: 'value' | 'weight' | 'none';
}

const FREE: PersonalDuty = { dutyKopecks: 0, dutyBasis: 'none' };

/**
 * The duty that customs will ask for a consignment to an individual: the larger of a part of the value and a rate on the weight.
 *
 * Units: hundredths of a euro and grams in, kopecks out. The parts are exact ten-thousandths of a euro; only the roubles are rounded,
 * half up. Value first where both parts are equal.
 * Errors: `exchange-rate-missing` without a rate of the euro.
 * Source: EEC Council Decision 107 of 20.12.2017, annexes 1 and 2 (customs-rules 2.2).
 */
export function personalDuty(valueEur: number, grossWeightG: number, rule: PersonalDutyRule, rates: ExchangeRates): PersonalDuty {
  const overCost = Math.max(0, valueEur - rule.freeEurHundredths);
  const overGrams = rule.freeGrams === undefined ? 0 : Math.max(0, grossWeightG - rule.freeGrams);
  if (overCost === 0 && overGrams === 0) return FREE;

  const isWhole = rule.base === 'whole';
  // Hundredths of a euro by whole per cents, and grams by whole euros per kilogram, are both exact in 10^-4 EUR.
  const byValue = (isWhole ? valueEur : overCost) * rule.percent;
  const byWeight = (isWhole ? grossWeightG : overGrams) * rule.eurPerKg * 10;
  return {
    dutyKopecks: rates.kopecks(Math.max(byValue, byWeight), 'EUR', 4),
    dutyBasis: byValue >= byWeight ? 'value' : 'weight',
  };
}
