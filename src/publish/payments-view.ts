import type { HousePayments, Payment, PaymentBase, PaymentRate } from '../domain/payment.js';
import { amountText, dutyRateText, percentText } from '../domain/tariff.js';
import { money } from '../domain/units.js';
import type { ConsignmentBody } from './consignments.schema.js';

type PaymentBody = NonNullable<ConsignmentBody['payments']>[number];

/** A consignment's payments as they are shown: its own first, then those of each line. */
export function paymentsOf({ own, lines }: HousePayments): PaymentBody[] {
  return [
    ...own.map((payment) => paymentOf(payment)),
    ...lines.flatMap((line, index) => line.map((payment) => paymentOf(payment, index + 1))),
  ];
}

const paymentOf = ({ kind, base, rate, kopecks }: Payment, line?: number): PaymentBody => ({
  kind,
  ...(line === undefined ? {} : { line }),
  ...baseOf(base),
  rate: rateOf(rate),
  rub: money(kopecks),
});

function baseOf(base: PaymentBase | undefined): Pick<PaymentBody, 'base' | 'baseUnit'> {
  if (base === undefined) return {};
  return 'kopecks' in base ? { base: money(base.kopecks), baseUnit: 'RUB' } : { base: base.quantity, baseUnit: base.unit };
}

/** As tariffs are written; a fee as its amount and currency. */
function rateOf(rate: PaymentRate): string {
  if ('percentHundredths' in rate) return `${percentText(rate.percentHundredths)}%`;
  const { amount, currency, unit } = rate;
  return unit === undefined ? `${amountText(amount)} ${currency}` : dutyRateText({ specific: { amount, currency, unit } });
}
