import { money } from '../../../domain/units.js';
import { type ChargesDue, chargeableWeight } from '../../master-waybill/waybill-charges.js';
import type { MasterWaybill } from '../../subjects.js';
import { amount, code, figure } from '../element.js';

const WEIGHT = 7;
const RATE = 8;
const AMOUNT = 12;
const CHARGES_A_LINE = 3;

/**
 * Chargeable weight, rate and total of the rating line; without charges, which are then as arranged, the weight alone.
 * Rule: a weight with a half kilogram that seven characters do not hold is rounded up to the kilogram, as chargeable weights are.
 * Errors: `validation-failed` for a number that is too long.
 */
export function rateElements({ chargeableHalfKg }: Pick<MasterWaybill, 'chargeableHalfKg'>, due: ChargesDue | undefined): string {
  const exact = chargeableWeight(chargeableHalfKg);
  const weight = figure('chargeable weight', exact.length > WEIGHT ? String(Math.ceil(chargeableHalfKg / 2)) : exact, WEIGHT);
  if (due === undefined) return `/W${weight}`;
  return `/W${weight}/R${amount('rate', due.ratePerKg, RATE)}/T${sum('RTD total', due.weightCharge)}`;
}

/** Other charges, three a line; all prepaid. */
export function otherChargeLines({ other }: ChargesDue): string[] {
  const charges = other.map(({ code: name, amount: due }) => `${code('OTH code', name, /^[A-Z]{2}[AC]$/)}${sum('OTH amount', due)}`);
  const lines: string[] = [];
  for (let from = 0; from < charges.length; from += CHARGES_A_LINE) {
    lines.push(`${from === 0 ? 'OTH' : ''}/P/${charges.slice(from, from + CHARGES_A_LINE).join('')}`);
  }
  return lines;
}

/** The sums that boxes 24A, 27A, 28A and 30A of the printed waybill have; one of nothing is left out. */
export function prepaidLines({ weightCharge, dueAgent, dueCarrier, total }: ChargesDue): string[] {
  const agent = dueAgent === 0 ? '' : `/OA${sum('PPD agent', dueAgent)}`;
  const carrier = dueCarrier === 0 ? '' : `/OC${sum('PPD carrier', dueCarrier)}`;
  return [`PPD/WT${sum('PPD weight charge', weightCharge)}`, `${agent}${carrier}/CT${sum('PPD total', total)}`];
}

/** Of hundredths. */
const sum = (element: string, hundredths: number): string => amount(element, money(hundredths), AMOUNT);
