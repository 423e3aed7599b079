/**
 * A rate of import duty: a part of the customs value, an amount for a unit, or both. Of both, the `greater` is due or their `sum`.
 *
 * Units: hundredths of a per cent; ten-thousandths of the currency for a kilogram (`166`) or another unit of the customs.
 */
export interface DutyRate {
  percentHundredths?: number;
  specific?: { amount: number; currency: string; unit: string };
  combine?: 'greater' | 'sum';
}

/** Import duty and VAT for all commodity codes that begin with `prefix`, from a day on. The longest prefix counts, then the latest day. */
export interface TariffRow {
  prefix: string;
  duty: DutyRate;
  vatHundredths: number;
  from: string;
  source: string;
}
