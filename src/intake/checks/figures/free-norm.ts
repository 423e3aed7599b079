import { kilograms, money } from '../../../domain/units.js';
import { say } from '../../../domain/wording/wording.js';
import { isRecord } from '../../fields/field.js';
import type { Inspection } from '../../fields/inspection.js';
import { decimalOf } from '../../fields/number.js';
import type { Rule } from '../../fields/object.js';
import { MAX_WEIGHT_KG } from '../consignment-rules.js';
import type { EuroValues } from '../lists/euro-values.js';
import { amountOf } from './amounts.js';

/** A value so near the free norm is told, because the rate of another day may bring it to the other side; hundredths of a euro. */
const NEAR = 1_00;

/** A rough value that differs from the norm by more than this part of it, beyond `NEAR`, is not near. */
const MARGIN = 0.01;

/** C16: duty is due by weight above the free norm of the day; told only. */
export const withinFreeWeight: Rule = ({ consignee, grossWeightKg }, inspection) => {
  const freeGrams = inspection.trade?.freeNorm.freeGrams;
  if (freeGrams === undefined || !isRecord(consignee) || consignee.kind !== 'individual') return;
  if (decimalOf(grossWeightKg, 3, MAX_WEIGHT_KG) > freeGrams) {
    inspection.note('info', 'over_free_weight', say('Duty is due above {0} kg', kilograms(freeGrams)), 'grossWeightKg');
  }
};

function roughValue(line: unknown, euros: EuroValues): number {
  if (!isRecord(line) || !isRecord(line.value) || typeof line.value.currency !== 'string') return Number.NaN;
  return euros.roughly(amountOf(line.value), line.value.currency);
}

function exactValue(goods: readonly unknown[], euros: EuroValues): number {
  const values = goods.flatMap((line) => (isRecord(line) && isRecord(line.value) ? [line.value] : []));
  return euros.exactly(values.map((value) => ({ amount: amountOf(value), currency: String(value.currency) })));
}

/** Nearly every value is told apart roughly; the few that are left are reckoned exactly. */
function isNear(goods: readonly unknown[], euros: EuroValues, norm: number): boolean {
  let rough = 0;
  for (let i = 0; i < goods.length; i++) rough += roughValue(goods[i], euros);
  return Math.abs(rough - norm) <= NEAR + norm * MARGIN && Math.abs(exactValue(goods, euros) - norm) <= NEAR;
}

function tellNear(goods: readonly unknown[], euros: EuroValues, norm: number, inspection: Inspection): void {
  if (isNear(goods, euros, norm)) {
    inspection.note('info', 'near_free_value', say('Within {0} EUR of the free norm of {1} EUR', money(NEAR), money(norm)), 'goods');
  }
}

/**
 * C17: the value of an individual's goods is not just at the free norm of the day; told only.
 *
 * Units: hundredths of a euro, reckoned as the duty is. Without a rate of each currency nothing is said.
 * Source: customs-rules 2.1 and 3, C17.
 */
export const clearOfFreeValue: Rule = ({ consignee, goods }, inspection) => {
  const { trade } = inspection;
  if (trade?.euros === undefined || !isRecord(consignee) || consignee.kind !== 'individual' || !Array.isArray(goods)) return;
  tellNear(goods, trade.euros, trade.freeNorm.freeEurHundredths, inspection);
};
