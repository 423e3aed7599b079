import { currencyDigits } from './codes/currencies.js';
import { KILOGRAM, unitName } from './codes/units.js';
import { scaled, unscaled } from './units.js';

/**
 * A rate of import duty: a part of the customs value, an amount for a unit, or both. Of both, the `greater` is due or their `sum`.
 *
 * Units: hundredths of a per cent; ten-thousandths of the currency for a kilogram (`166`) or another unit of the customs.
 */
export interface DutyRate {
  percentHundredths?: number;
  specific?: SpecificRate;
  combine?: 'greater' | 'sum';
}

export interface SpecificRate {
  amount: number;
  currency: string;
  unit: string;
}

/** Import duty and VAT for all commodity codes that begin with `prefix`, from a day on. The longest prefix counts, then the latest day. */
export interface TariffRow {
  prefix: string;
  duty: DutyRate;
  vatHundredths: number;
  from: string;
  source: string;
}

const PERCENT_DECIMALS = 2;
/** Decimals of a rate on a unit, as many as exchange rates have. */
export const SPECIFIC_DECIMALS = 4;

const PERCENT = '(\\d{1,3}(?:\\.\\d{1,2})?) ?%';
const SPECIFIC = '(\\d{1,7}(?:\\.\\d{1,4})?) ?([A-Z]{3})/(kg|\\d{3})';
const DUTY = new RegExp(`^(?:${PERCENT}(?: ?(min|\\+) ?${SPECIFIC})?|${SPECIFIC})$`);

/**
 * A rate as people write it: `5%`, `0.35 EUR/kg`, `10% min 0.5 EUR/kg`, `10% + 0.5 EUR/kg`; for another unit its code, `0.5 EUR/796`.
 * Undefined for any other text, and for a currency or a unit that is on no list.
 *
 * Source: api.md, `PUT /v1/tariffs`.
 */
export function readDutyRate(text: string): DutyRate | undefined {
  const match = DUTY.exec(text.trim());
  if (match === null) return undefined;
  const [, percent, both, amount = match[6], currency = match[7], unit = match[8]] = match;
  const percentHundredths = percent === undefined ? undefined : scaled(percent, PERCENT_DECIMALS);
  if (amount === undefined) return { percentHundredths };
  const specific = { amount: scaled(amount, SPECIFIC_DECIMALS), currency, unit: unit === 'kg' ? KILOGRAM : unit };
  if (currencyDigits(currency) === undefined || unitName(specific.unit) === undefined) return undefined;
  return percentHundredths === undefined ? { specific } : { percentHundredths, specific, combine: both === 'min' ? 'greater' : 'sum' };
}

/** The same rate as text that `readDutyRate` reads. */
export function dutyRateText({ percentHundredths, specific, combine }: DutyRate): string {
  const percent = percentHundredths === undefined ? [] : [`${percentText(percentHundredths)}%`];
  const onUnit = specific === undefined ? [] : [`${amountText(specific.amount)} ${specific.currency}/${unitText(specific.unit)}`];
  return [...percent, ...onUnit].join(combine === 'greater' ? ' min ' : ' + ');
}

const unitText = (unit: string): string => (unit === KILOGRAM ? 'kg' : unit);

/** Hundredths of a per cent as text without needless zeros: `5`, `7.5`. */
export const percentText = (hundredths: number): string => withoutZeros(unscaled(hundredths, PERCENT_DECIMALS));

/** Ten-thousandths of a currency as text without needless zeros: `0.35`. */
export const amountText = (amount: number): string => withoutZeros(unscaled(amount, SPECIFIC_DECIMALS));

const withoutZeros = (decimal: string): string => decimal.replace(/\.?0+$/, '');
