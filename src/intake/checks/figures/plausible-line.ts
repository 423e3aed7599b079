import type { Plausibility } from '../../../domain/trade-lists.js';
import { money } from '../../../domain/units.js';
import { say, type Words } from '../../../domain/wording/wording.js';
import { isRecord } from '../../fields/field.js';
import type { Inspection } from '../../fields/inspection.js';
import { decimalOf } from '../../fields/number.js';
import type { Rule } from '../../fields/object.js';
import { MAX_WEIGHT_KG } from '../consignment-rules.js';
import type { EuroValues } from '../lists/euro-values.js';
import { amountOf, countOf } from './amounts.js';
import { isUnitWithin } from './range.js';

/** A rough value is trusted beyond this part of a limit. */
const MARGIN = 0.01;

function expected(min: string | undefined, max: string | undefined, unit: 'g' | 'EUR'): Words {
  if (min === undefined) return say('Implausible for the commodity code: at most {0} {1} a piece', max ?? '', unit);
  if (max === undefined) return say('Implausible for the commodity code: at least {0} {1} a piece', min, unit);
  return say('Implausible for the commodity code: from {0} to {1} {2} a piece', min, max, unit);
}

const textOf = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));
const moneyOf = (value: number | undefined): string | undefined => (value === undefined ? undefined : money(value));

function plausibleWeight(grossG: number, count: number, { minUnitG, maxUnitG }: Plausibility, inspection: Inspection): void {
  if (Number.isNaN(grossG) || isUnitWithin(grossG, count, minUnitG, maxUnitG)) return;
  inspection.note('warning', 'weight_implausible', expected(textOf(minUnitG), textOf(maxUnitG), 'g'), 'grossWeightKg');
}

function plausiblePrice(value: unknown, count: number, row: Plausibility, euros: EuroValues, inspection: Inspection): void {
  const { minUnitEur, maxUnitEur } = row;
  if (minUnitEur === undefined && maxUnitEur === undefined) return;
  if (!isRecord(value) || typeof value.currency !== 'string') return;
  const { currency } = value;
  const amount = amountOf(value);
  const unit = (euros.roughly(amount, currency) * 1_000) / count;
  if (Number.isNaN(unit)) return;
  const isSurely = unit > (minUnitEur ?? 0) * (1 + MARGIN) && unit < (maxUnitEur ?? Number.POSITIVE_INFINITY) * (1 - MARGIN);
  if (isSurely || isUnitWithin(euros.exactly([{ amount, currency }]), count, minUnitEur, maxUnitEur)) return;
  inspection.note('warning', 'price_implausible', expected(moneyOf(minUnitEur), moneyOf(maxUnitEur), 'EUR'), 'value', 'amount');
}

/**
 * C16 and C17: what a piece of the goods weighs and costs is plausible for their code, by the row with the longest prefix. Warnings,
 * for goods that are counted.
 *
 * Source: customs-rules 3, C16 and C17, likely; each row of the list names its own.
 */
export const lineIsPlausible: Rule = (line, inspection) => {
  const { trade } = inspection;
  const { commodityCode } = line;
  if (trade === undefined || typeof commodityCode !== 'string') return;
  const row = trade.codes.of(commodityCode)?.plausibility;
  if (row === undefined) return;
  const count = countOf(line);
  if (Number.isNaN(count)) return;
  plausibleWeight(decimalOf(line.grossWeightKg, 3, MAX_WEIGHT_KG), count, row, inspection);
  if (trade.euros !== undefined) plausiblePrice(line.value, count, row, trade.euros, inspection);
};
