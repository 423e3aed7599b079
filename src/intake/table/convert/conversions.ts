import { address, streetAndHouse } from './address.js';
import { countryCode } from './country.js';
import { day } from './date.js';
import { fullName } from './full-name.js';
import { decimalPoint, lineValue, sumOf, wholeNumber } from './number.js';
import { passport, passportSeries } from './passport.js';
import { phone } from './phone.js';
import { oneLine, trimmed, unlessNone, unspaced } from './text.js';
import { unitCode } from './unit.js';

/** How a cell becomes a value, or several of one object. What cannot be converted stays as sent, and the check of the member tells. */
export type Conversion =
  | { form: 'value'; convert(cell: string): string | undefined }
  /** Values of several members of the object that the column names; the first is what the column is for. */
  | { form: 'parts'; writes: readonly string[]; convert(cell: string): readonly (string | undefined)[] }
  /** A value that another member of the same row decides with. */
  | { form: 'with'; other: string; convert(cell: string, other: string | undefined): string | undefined };

const value = (convert: (cell: string) => string | undefined): Conversion => ({ form: 'value', convert });
const parts = (writes: readonly string[], convert: (cell: string) => readonly (string | undefined)[]): Conversion => ({
  form: 'parts',
  writes,
  convert,
});

/** Every conversion that a mapping may name. The cell as sent is kept beside the consignment. Source: reliability R3. */
export const conversions: ReadonlyMap<string, Conversion> = new Map([
  ['trim', value(trimmed)],
  ['one-line', value(oneLine)],
  ['code', value(unspaced)],
  ['unless-none', value(unlessNone)],
  ['decimal', value(decimalPoint)],
  ['whole-number', value(wholeNumber)],
  ['date', value(day)],
  ['phone', value(phone)],
  ['unit', value(unitCode)],
  ['country', value(countryCode)],
  ['full-name', parts(['lastName', 'firstName', 'middleName'], fullName)],
  ['passport', parts(['number', 'series'], (cell) => passport(cell).toReversed())],
  ['passport-series', parts(['series', 'number'], passportSeries)],
  ['address', parts(['postcode', 'region', 'city', 'street', 'house', 'apartment'], address)],
  ['street-and-house', parts(['street', 'house', 'apartment'], streetAndHouse)],
  ['unit-price', { form: 'with', other: 'goods.quantity', convert: (cell, quantity) => lineValue(decimalPoint(cell), quantity) }],
]);

/** How a member of a consignment follows from a member of its lines. */
export interface Derivation {
  /** The member of the lines, dotted. */
  from: string;
  derive(values: readonly (string | undefined)[]): string | undefined;
}

/** Every rule that a mapping may name under `derived`. */
export const derivations: ReadonlyMap<string, Derivation> = new Map([['sum-of-lines', { from: 'goods.grossWeightKg', derive: sumOf }]]);
