import { consigneeKey, documentKey } from './consignee-key.js';
import type { Consignment, Dimensions } from './consignment.js';
import type { ExchangeRates } from './exchange-rates.js';
import type { LineValue } from './flight-plan.js';
import { grams, hundredths, scaled } from './units.js';

/** The figures of a consignment that plans and totals are made of. */
export interface ConsignmentFigures {
  grossWeightG: number;
  /** Zero where no dimensions were sent. */
  volumeCm3: number;
  /** One entry a goods line, in the sender's order: hundredths of the currency. */
  lineValues: LineValue[];
  /** See `consigneeKey`; hex, as is the document's. */
  consigneeKey: string;
  documentKey: string | undefined;
  /** What it is worth in kopecks by the rates given, undefined where one is missing: an estimate for warnings. */
  reportedKopecks: number | undefined;
}

/**
 * Volume of a package: the exact product of its dimensions, rounded up to a whole cubic centimetre once, at the end.
 *
 * Units: centimetres of at most two decimals and below 1 000 in, cubic centimetres out.
 */
export function packageVolume({ length, width, height }: Dimensions): number {
  return Math.ceil((scaled(length, 2) * scaled(width, 2) * scaled(height, 2)) / 1_000_000);
}

/**
 * Figures of a consignment that has been checked, in whole units. The dimensions are those of its package, whatever its pieces.
 *
 * Errors: RangeError for text that is no such decimal.
 */
export function consignmentFacts(consignment: Consignment, rates?: ExchangeRates): ConsignmentFigures {
  const { consignee } = consignment;
  const lineValues = consignment.goods.map(({ value }) => ({ amount: hundredths(value.amount), currency: value.currency }));
  return {
    grossWeightG: grams(consignment.grossWeightKg),
    volumeCm3: consignment.dimensionsCm === undefined ? 0 : packageVolume(consignment.dimensionsCm),
    lineValues,
    consigneeKey: consigneeKey(consignee),
    documentKey:
      consignee.kind === 'individual' && consignee.identityDocument !== undefined ? documentKey(consignee.identityDocument) : undefined,
    reportedKopecks: worth(lineValues, rates),
  };
}

function worth(lineValues: readonly LineValue[], rates: ExchangeRates | undefined): number | undefined {
  if (rates === undefined || !lineValues.every(({ currency }) => rates.has(currency))) return undefined;
  return lineValues.reduce((sum, { amount, currency }) => sum + rates.kopecks(amount, currency), 0);
}
