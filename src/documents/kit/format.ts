import { KILOGRAM, units } from '../../domain/codes/units.js';
import { grams, hundredths, kilograms, money } from '../../domain/units.js';
import type { TextSink } from './text-sink.js';

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

/** What follows a quantity by the code of its unit; made once, because a declaration prints thousands. */
const unitTexts: ReadonlyMap<string, string> = new Map(Array.from(units, ([code, name]) => [code, ` ${name} (${code})`]));

/** A quantity with its unit: `1 ШТ (796)`; a unit that is not on the list shows its code alone. */
export function putQuantity(out: TextSink, quantity: string, unit: string): void {
  out.put(quantity);
  out.put(unitTexts.get(unit) ?? ` (${unit})`);
}

/** A weight with its unit: `0.432 КГ (166)`. */
export function putWeight(out: TextSink, weightG: number): void {
  out.putDecimal(weightG, 3);
  out.put(unitTexts.get(KILOGRAM) ?? '');
}

/** An amount in hundredths with its currency: `3180.00 (CNY)`. */
export function putMoney(out: TextSink, amount: number, currency: string): void {
  out.putDecimal(amount, 2);
  out.put(' (');
  out.put(currency);
  out.put(')');
}

/** `Лист 2 из 14`: which page of how many, in the words of a form, in which `{page}` and `{pages}` stand for the figures. */
export const pageNumber = (words: string, page: number, pages: number): string =>
  words.replaceAll('{page}', String(page)).replaceAll('{pages}', String(pages));
