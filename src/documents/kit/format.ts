import { KILOGRAM, unitName } from '../../domain/codes/units.js';
import { grams, hundredths, kilograms, money } from '../../domain/units.js';

/**
 * Numbers and dates as documents carry them. XML and PDF of one document print the same text, because both take it from here.
 *
 * Source: formats/forms.md 1, cell grammars.
 */

/** `2026-11-22`, or an instant that begins with it, as `22.11.2026`: the day as written, no time zone is applied. */
export function printedDate(date: string): string {
  return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}

/** Kilograms as received with exactly three decimals: `0.4` is `0.400`. Errors: RangeError above three decimals. */
export function printedWeight(kilogramText: string): string {
  return kilograms(grams(kilogramText));
}

/** An amount as received with exactly two decimals: `35` is `35.00`. Errors: RangeError above two decimals. */
export function printedAmount(amount: string): string {
  return money(hundredths(amount));
}

/** A quantity with its unit: `1 ШТ (796)`; a unit that is not on the list shows its code alone. */
export function printedQuantity(quantity: string, unit: string): string {
  const name = unitName(unit);
  return name === undefined ? `${quantity} (${unit})` : `${quantity} ${name} (${unit})`;
}

/** A weight with its unit: `0.432 КГ (166)`. Kilograms as received. */
export function printedWeightWithUnit(kilogramText: string): string {
  return printedQuantity(printedWeight(kilogramText), KILOGRAM);
}

/** An amount with its currency: `3180.00 (CNY)`. The amount is text with its decimals. */
export function printedMoney(amount: string, currency: string): string {
  return `${amount} (${currency})`;
}

/** `Лист 2 из 14`: which page of how many, in the words of a form, in which `{page}` and `{pages}` stand for the figures. */
export const pageNumber = (words: string, page: number, pages: number): string =>
  words.replaceAll('{page}', String(page)).replaceAll('{pages}', String(pages));
