/**
 * Customs payments of a declaration by the customs' classifier: `1010` customs fee, `2010` import duty, `5010` value added tax.
 *
 * Source: kinds of taxes and payments, Customs Union Commission Decision 378 of 20.09.2010 (customs-rules 2.4).
 */
export const paymentKinds = ['1010', '2010', '5010'] as const;
type PaymentKind = (typeof paymentKinds)[number];

/** What a payment is a part of: roubles in kopecks, or a quantity as decimal text in a unit of the customs. */
export type PaymentBase = { kopecks: number } | { quantity: string; unit: string };

/** Hundredths of a per cent; or ten-thousandths of a currency, for a unit if one is named and else as they are. */
export type PaymentRate = { percentHundredths: number } | { amount: number; currency: string; unit?: string };

/** One payment with how it comes about. */
export interface Payment {
  kind: PaymentKind;
  /** A fee has none. */
  base?: PaymentBase;
  rate: PaymentRate;
  kopecks: number;
}

/** The payments of a consignment: its own, and those of each goods line in their order. */
export interface HousePayments {
  own: readonly Payment[];
  lines: readonly (readonly Payment[])[];
}

export interface PaymentSum {
  kind: PaymentKind;
  kopecks: number;
}

/** What a consignee's duty was figured on: the larger of value and weight for goods for personal use, the tariff for a firm's. */
export type DutyBasis = 'value' | 'weight' | 'none' | 'tariff';

export const allPayments = ({ own, lines }: HousePayments): Payment[] => [...own, ...lines.flat()];

/** One sum for each kind there is, in the order of the kinds. */
export function paymentSums(payments: readonly PaymentSum[]): PaymentSum[] {
  return paymentKinds.flatMap((kind) => {
    const ofKind = payments.filter((payment) => payment.kind === kind);
    return ofKind.length === 0 ? [] : [{ kind, kopecks: totalKopecks(ofKind) }];
  });
}

export const totalKopecks = (payments: readonly { kopecks: number }[]): number => payments.reduce((sum, { kopecks }) => sum + kopecks, 0);

/** Payments as the store keeps them and as fingerprints are made of; the same text for the same payments. */
export const paymentsText = ({ own, lines }: HousePayments): string => JSON.stringify({ own, lines });
