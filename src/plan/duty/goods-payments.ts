import { KILOGRAM } from '../../domain/codes/units.js';
import type { ExchangeRates } from '../../domain/exchange-rates.js';
import type { LineGoods } from '../../domain/flight-plan.js';
import type { Payment } from '../../domain/payment.js';
import { type DutyRate, SPECIFIC_DECIMALS, type SpecificRate, type TariffRow } from '../../domain/tariff.js';
import { divideHalfUp, kilograms, scaled } from '../../domain/units.js';

const WHOLE = 10_000n;

/** More decimals than a quantity is stated with. */
const QUANTITY_DECIMALS = 6;

/**
 * Import duty and value added tax of a goods line of a ДТЭГ. Undefined if the duty goes by a unit that the line is not counted in.
 *
 * Duty: a part of the customs value, or an amount for a kilogram (net if it is told, else gross) or another unit, each payment rounded
 * half up by itself. Where the greater of both is due, only that one is stated; where their sum is, both are. Tax: on customs value
 * and duty.
 * Units: kopecks. Errors: `exchange-rate-missing` without a rate of the tariff's currency.
 * Source: customs-rules 2.4; `RateTypeCode` of CalculationType, ExpressCargoDeclaration.xsd, has one kind of rate a payment.
 */
export function goodsPayments(valueKopecks: number, goods: LineGoods, tariff: TariffRow, rates: ExchangeRates): Payment[] | undefined {
  const duties = importDuties(valueKopecks, goods, tariff.duty, rates);
  if (duties === undefined) return undefined;
  const taxed = duties.reduce((sum, { kopecks }) => sum + kopecks, valueKopecks);
  return [...duties, partOf(taxed, '5010', tariff.vatHundredths)];
}

function importDuties(valueKopecks: number, goods: LineGoods, duty: DutyRate, rates: ExchangeRates): Payment[] | undefined {
  const byValue = duty.percentHundredths === undefined ? undefined : partOf(valueKopecks, '2010', duty.percentHundredths);
  if (duty.specific === undefined) return byValue && [byValue];
  const byUnit = onUnit(goods, duty.specific, rates);
  if (byUnit === undefined) return undefined;
  if (byValue === undefined) return [byUnit];
  if (duty.combine === 'sum') return [byValue, byUnit];
  return [byUnit.kopecks > byValue.kopecks ? byUnit : byValue];
}

function partOf(kopecks: number, kind: Payment['kind'], percentHundredths: number): Payment {
  const part = divideHalfUp(BigInt(kopecks) * BigInt(percentHundredths), WHOLE);
  return { kind, base: { kopecks }, rate: { percentHundredths }, kopecks: part };
}

function onUnit(goods: LineGoods, { amount, currency, unit }: SpecificRate, rates: ExchangeRates): Payment | undefined {
  const quantity = quantityIn(unit, goods);
  if (quantity === undefined) return undefined;
  const due = BigInt(scaled(quantity, QUANTITY_DECIMALS)) * BigInt(amount);
  return {
    kind: '2010',
    base: { quantity, unit },
    rate: { amount, currency, unit },
    kopecks: rates.kopecks(due, currency, QUANTITY_DECIMALS + SPECIFIC_DECIMALS),
  };
}

function quantityIn(unit: string, { quantity, unit: counted, grossWeightG, netWeightG = grossWeightG }: LineGoods): string | undefined {
  if (unit === KILOGRAM) return kilograms(netWeightG);
  return unit === counted ? quantity : undefined;
}
