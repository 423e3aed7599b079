import { isCarrier } from '../../domain/codes/carriers.js';
import { isCountry } from '../../domain/codes/countries.js';
import { isCurrency } from '../../domain/codes/currencies.js';
import { isInn } from '../../domain/inn.js';
import { isOgrn } from '../../domain/ogrn.js';
import { say } from '../../domain/wording/wording.js';
import { code, knownCode, numbered } from '../fields/code.js';

/** Codes and numbers that settings are made of. */

export const country = knownCode({
  pattern: /^[A-Z]{2}$/,
  form: 'Two capital letters',
  list: 'Not on the list of countries (ISO 3166)',
  isKnown: isCountry,
});

export const currency = knownCode({
  pattern: /^[A-Z]{3}$/,
  form: 'Three capital letters',
  list: 'Not on the list of currencies (ISO 4217)',
  isKnown: isCurrency,
});

export const carrier = knownCode({
  pattern: /^[A-Z0-9]{2}$/,
  form: 'Two capital letters or digits',
  list: 'Not on the list of carriers (IATA)',
  isKnown: isCarrier,
});

/** A number of so many digits. */
export const digits = (count: number) => code({ pattern: new RegExp(`^\\d{${count}}$`), max: count, form: say('{0} digits', count) });

export const inn = numbered(/^(?:\d{10}|\d{12})$/, '10 digits of a firm or 12 of a sole trader', (value) => {
  if (value.length !== 10 && value.length !== 12) return { code: 'inn_length', detail: '10 digits of a firm or 12 of a sole trader' };
  return isInn(value) ? undefined : { code: 'inn_checksum', detail: 'The check digits do not match, or no such number is issued' };
});

export const ogrn = numbered(/^\d{13}(?:\d\d)?$/, '13 digits of a firm or 15 of a sole trader', (value) =>
  isOgrn(value) ? undefined : { code: 'format', detail: '13 digits of a firm or 15 of a sole trader with the right check digit' },
);

export const phone = code({ pattern: /^\+[1-9]\d{6,14}$/, max: 24, form: 'A plus sign, the country and the number' });

export const email = code({
  pattern: /^[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u,
  max: 50,
  form: 'An e-mail address: name@example.com',
});

export const postcode = code({ pattern: /^[A-Za-z0-9][A-Za-z0-9 -]*$/, max: 9, form: 'Letters, digits, spaces and hyphens' });
