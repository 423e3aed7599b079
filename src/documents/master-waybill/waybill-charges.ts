import { divideHalfUp, hundredths, scaled } from '../../domain/units.js';
import type { MasterWaybill } from '../subjects.js';

/** What a consolidation pays for its carriage; all of it prepaid, money in hundredths of `currency`. */
export interface ChargesDue {
  currency: string;
  /** Decimal text as in the settings. */
  ratePerKg: string;
  /** Rate times chargeable weight. */
  weightCharge: number;
  /** `code` has three letters, the last one says to whom it is due: `AWC`, `MYC`. */
  other: readonly { code: string; amount: number }[];
  dueAgent: number;
  dueCarrier: number;
  total: number;
}

/**
 * The charges of a master waybill, or undefined where they are AS ARRANGED.
 *
 * Units: rate a kilogram with at most six decimals, chargeable weight in half kilograms; hundredths out, rounded half up.
 * Errors: RangeError if an amount of the settings is no plain decimal.
 * Source: air-cargo 2.2 boxes 22G-22L and 23-30, 2.3.
 */
export function chargesDue({ settings, chargeableHalfKg }: MasterWaybill): ChargesDue | undefined {
  if (settings.charges === undefined) return undefined;
  const { currency, ratePerKg } = settings.charges;
  const weightCharge = divideHalfUp(BigInt(scaled(ratePerKg, 6)) * BigInt(chargeableHalfKg), 20_000n);
  const other = settings.charges.other.map((charge) => ({ ...charge, amount: hundredths(charge.amount) }));
  const due = (entitlement: 'A' | 'C') => other.reduce((sum, charge) => sum + (charge.entitlement === entitlement ? charge.amount : 0), 0);
  const [dueAgent, dueCarrier] = [due('A'), due('C')];
  return {
    currency,
    ratePerKg,
    weightCharge,
    other: other.map(({ code, entitlement, amount }) => ({ code: `${code}${entitlement}`, amount })),
    dueAgent,
    dueCarrier,
    total: weightCharge + dueAgent + dueCarrier,
  };
}

/** Half kilograms as kilograms with one decimal: 18 200 is `9100.0`. */
export function chargeableWeight(chargeableHalfKg: number): string {
  return `${Math.floor(chargeableHalfKg / 2)}.${chargeableHalfKg % 2 === 0 ? 0 : 5}`;
}

/**
 * Rate class of box 22D: `N` below 45 kg, else `Q`, by chargeable weight.
 *
 * Source: IATA TACT Rules, as in air-cargo 2.3.
 */
export function rateClass(chargeableHalfKg: number): 'N' | 'Q' {
  return chargeableHalfKg < 90 ? 'N' : 'Q';
}

/** Currency of a waybill: where charges are as arranged that of the country of departure, which is China; the box may not be empty. */
export function waybillCurrency({ settings }: MasterWaybill): string {
  return settings.charges?.currency ?? 'CNY';
}
