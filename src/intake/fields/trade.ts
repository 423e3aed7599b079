import { isAirport } from '../../domain/codes/airports.js';
import { isCarrier } from '../../domain/codes/carriers.js';
import { isCountry } from '../../domain/codes/countries.js';
import { isCurrency } from '../../domain/codes/currencies.js';
import { isUnit } from '../../domain/codes/units.js';
import { isInn } from '../../domain/inn.js';
import { isOgrn } from '../../domain/ogrn.js';
import { say } from '../../domain/wording/wording.js';
import { code, knownCode, numbered } from './code.js';
import type { Field } from './field.js';
import { described } from './field.js';

/** Codes and numbers of the trade as they travel, with their lists and check digits. */

export const country = (what: string): Field<string> =>
  described(
    knownCode({
      pattern: /^[A-Z]{2}$/,
      form: 'Two capital letters',
      list: 'Not on the list of countries (ISO 3166)',
      isKnown: isCountry,
    }),
    what,
  );

export const airport = (what: string): Field<string> =>
  described(
    knownCode({
      pattern: /^[A-Z]{3}$/,
      form: 'Three capital letters',
      list: 'Not on the list of airports (IATA)',
      isKnown: isAirport,
    }),
    what,
  );

export const carrier = knownCode({
  pattern: /^[A-Z0-9]{2}$/,
  form: 'Two capital letters or digits',
  list: 'Not on the list of carriers (IATA)',
  isKnown: isCarrier,
});

export const currency = knownCode({
  pattern: /^[A-Z]{3}$/,
  form: 'Three capital letters',
  list: 'Not on the list of currencies (ISO 4217)',
  isKnown: isCurrency,
});

export const unit = knownCode({
  pattern: /^\d{3}$/,
  form: 'Three digits',
  list: 'Not on the list of units of the customs',
  isKnown: isUnit,
});

export const inn = (lengths: readonly number[]): Field<string> => {
  const form = lengths.length === 1 ? say('{0} digits', lengths[0]) : say('{0} or {1} digits', lengths[0], lengths[1]);
  return numbered(new RegExp(`^(?:${lengths.map((length) => `\\d{${length}}`).join('|')})$`), form, (value) => {
    if (!lengths.includes(value.length)) return { code: 'inn_length', detail: form };
    return isInn(value) ? undefined : { code: 'inn_checksum', detail: 'The check digits do not match, or no such number is issued' };
  });
};

export const ogrn = numbered(/^\d{13}(?:\d\d)?$/, '13 digits of a firm or 15 of a sole trader', (value) =>
  isOgrn(value) ? undefined : { code: 'format', detail: '13 digits of a firm or 15 of a sole trader with the right check digit' },
);

export const phone = code({
  pattern: /^\+(?:7\d{10}|[1-689]\d{6,14})$/,
  max: 24,
  form: 'A plus sign, the country and the number: +7 and 10 digits for Russia',
});

export const email = code({
  pattern: /^[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u,
  max: 50,
  form: 'An e-mail address: name@example.com',
  ascii: /^[\w.%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/,
});

export const url = code({
  pattern: /^(?:https?:\/\/)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?::\d{1,5})?(?:[/?#][^\s<>"]*)?$/u,
  max: 500,
  form: 'A web address: https://example.com/item',
  ascii: /^https?:\/\/[\w-]+(?:\.[\w-]+)+(?:\/[!#-;=?-~]*)?$/,
});

export const postcode = code({ pattern: /^[A-Za-z0-9][A-Za-z0-9 -]*$/, max: 9, form: 'Letters, digits, spaces and hyphens' });

export const orderNumber = code({
  pattern: /^[\p{L}\p{N}][\p{L}\p{N}._/#-]*$/u,
  max: 50,
  form: 'Letters, digits, dots, hyphens, slashes and #',
  ascii: /^[A-Za-z0-9][\w./#-]*$/,
});

export const houseWaybill = code({ pattern: /^[A-Z0-9][A-Z0-9-]*$/, max: 32, form: 'Capital letters, digits and hyphens' });

export const bag = code({ pattern: /^[A-Za-z0-9][A-Za-z0-9._/-]*$/, max: 35, form: 'Letters, digits, dots, hyphens and slashes' });

const COMMODITY_CODE = /^\d{6}(?:\d\d){0,2}$/;

/** Too many digits are a fault of form, as too few are. Source: reliability 10, codes. */
export const commodityCode = numbered(COMMODITY_CODE, '6, 8 or 10 digits', (value) =>
  COMMODITY_CODE.test(value) ? undefined : { code: 'format', detail: '6, 8 or 10 digits' },
);

export const identityDocumentKind = code({
  pattern: /^(?:\d{2}|[A-Z]{2}\d{5})$/,
  max: 7,
  form: 'Two digits, or two letters and five digits',
});
