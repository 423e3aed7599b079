import { unitName } from '../../../domain/codes/units.js';
import { allPayments, type Payment, type PaymentBase, type PaymentRate, totalKopecks } from '../../../domain/payment.js';
import { amountText, percentText } from '../../../domain/tariff.js';
import { money } from '../../../domain/units.js';
import type { Declaration, DeclaredConsignment } from '../../subjects.js';

/** Rows of block B that are kept together: those of a goods line, or a house waybill's own; texts of columns 2 to 6 each. */
export interface PaymentGroup {
  /** `2/1`: ordinal of the house waybill and number of the line; empty for its own payments. */
  goods: string;
  rows: readonly (readonly string[])[];
  /** Sum of the house waybill, behind its last group. */
  houseTotal?: string;
}

/** Digits of the rouble, the code of a base that is a value. */
const RUB = '643';

/**
 * Block B of a ДТЭГ: of each house waybill first its own payments, then those of each line.
 *
 * Units: roubles with two decimals. Source: formats/forms.md 3.3.
 */
export function paymentGroups({ houses }: Declaration): PaymentGroup[] {
  return houses.flatMap(houseGroups);
}

function houseGroups({ ordinal, payments = { own: [], lines: [] } }: DeclaredConsignment): PaymentGroup[] {
  const groups = [
    { goods: '', rows: payments.own.map(paymentTexts) },
    ...payments.lines.map((line, index) => ({ goods: `${ordinal}/${index + 1}`, rows: line.map(paymentTexts) })),
  ].filter(({ rows }) => rows.length > 0);
  const houseTotal = money(totalKopecks(allPayments(payments)));
  return groups.map((group, index) => (index === groups.length - 1 ? { ...group, houseTotal } : group));
}

const paymentTexts = ({ kind, base, rate, kopecks }: Payment): string[] => [kind, ...baseTexts(base), rateText(rate), money(kopecks)];

function baseTexts(base: PaymentBase | undefined): [string, string] {
  if (base === undefined) return ['', ''];
  return 'kopecks' in base ? [money(base.kopecks), RUB] : [base.quantity, base.unit];
}

/** `5%`; `1231` for a fee; `0.35 EUR за 1 КГ` for what goes by a unit. */
function rateText(rate: PaymentRate): string {
  if ('percentHundredths' in rate) return `${percentText(rate.percentHundredths)}%`;
  const amount = amountText(rate.amount);
  return rate.unit === undefined ? amount : `${amount} ${rate.currency} за 1 ${unitName(rate.unit) ?? rate.unit}`;
}
