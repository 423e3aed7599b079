// The rules of a consignment's form as both libraries are given them: limits and patterns, and functions where a pattern does not do.
// They are those that the product holds it to, by its own small functions where it has them. Where it takes more, these are shorter.
import { addYears, isDay } from '../../dist/domain/calendar.js';
import { isInn } from '../../dist/domain/inn.js';
import { isPassportIssuer, isPassportNumber, isPassportSeries, isRussianPassport, PASSPORT_AGE_YEARS } from '../../dist/domain/passport.js';
import { today } from '../subjects/manifest.mjs';

export { isAirport } from '../../dist/domain/codes/airports.js';
export { isCountry } from '../../dist/domain/codes/countries.js';
export { isCurrency } from '../../dist/domain/codes/currencies.js';
export { isUnit } from '../../dist/domain/codes/units.js';
export { isOgrn } from '../../dist/domain/ogrn.js';

/**
 * Characters that the documents can draw, by whole blocks, no space at either end. The exact ranges would triple what a pattern takes,
 * and are not to slow the libraries down.
 */
export const TEXT = /^(?![ \u00a0])[ -~\u00a0-\u00ac\u00ae-\u024f\u0391-\u04ef\u2012-\u2026\u2030-\u203a\u20ac-\u2265]+(?<![ \u00a0])$/;
export const LATIN = /^(?![ \u00a0])[ -~\u00a0-\u00ac\u00ae-\u024f\u0391-\u03c9\u2012-\u2026\u2030-\u203a\u20ac-\u2265]+(?<![ \u00a0])$/;
/** Longest name, in one line of the documents. */
export const MAX_NAME = 150;
export const LETTER = /[A-Za-z0-9]/;
export const NUMBER = /^[A-Z0-9][A-Z0-9-]*$/;
export const BAG = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/;
export const COMMODITY_CODE = /^\d{6}(?:\d\d){0,2}$/;
/** Decimals above zero, without a leading zero. */
export const WEIGHT = /^(?![0.]+$)(?:0|[1-9]\d{0,3})(?:\.\d{1,3})?$/;
export const AMOUNT = /^(?![0.]+$)(?:0|[1-9]\d{0,8})(?:\.\d{1,2})?$/;
export const QUANTITY = /^(?![0.]+$)(?:0|[1-9]\d{0,8})(?:\.\d{1,3})?$/;
export const CENTIMETRES = /^(?![0.]+$)(?:0|[1-9]\d{0,2})(?:\.\d{1,2})?$/;
export const POSTCODE = /^[A-Za-z0-9][A-Za-z0-9 -]{0,8}$/;
export const PHONE = /^\+(?:7\d{10}|[1-689]\d{6,14})$/;
export const KPP = /^\d{9}$/;
export const DOCUMENT_KIND = /^(?:\d{2}|[A-Z]{2}\d{5})$/;
export const URL = /^https?:\/\/\S+$/;
export const ORDER = /^[\p{L}\p{N}][\p{L}\p{N}._/#-]*$/u;

const grams = (text) => Math.round(Number(text) * 1000);

/** Whether a consignment weighs what its goods weigh together. */
export const weighsItsGoods = ({ grossWeightKg, goods }) =>
  Array.isArray(goods) && grams(grossWeightKg) === goods.reduce((sum, item) => sum + grams(item.grossWeightKg), 0);

export const netWithinGross = ({ netWeightKg, grossWeightKg }) => netWeightKg === undefined || grams(netWeightKg) <= grams(grossWeightKg);

export const isPersonInn = (inn) => inn.length === 12 && isInn(inn);
export const isFirmInn = isInn;

const latest = today();

/** A day that exists, from 1900 to today. */
export const isPastDay = (day) => isDay(day) && day <= latest && day >= '1900-01-01';

/** Series, number and authority of a Russian passport. */
export const isRussianIfPassport = ({ kind, series, number, issuerCode }) =>
  !isRussianPassport(kind) ||
  (typeof series === 'string' &&
    isPassportSeries(series) &&
    isPassportNumber(String(number)) &&
    (issuerCode === undefined || isPassportIssuer(issuerCode)));

/** No paper is issued before birth, a Russian passport not before the 14th birthday. */
export const issuedInLifetime = ({ birthDate, identityDocument }) =>
  birthDate === undefined ||
  identityDocument?.issuedOn === undefined ||
  identityDocument.issuedOn >= addYears(birthDate, isRussianPassport(identityDocument.kind) ? PASSPORT_AGE_YEARS : 0);

/** All three names stand in one line. */
export const nameFits = ({ lastName, firstName, middleName }) =>
  `${lastName} ${firstName}${middleName === undefined ? '' : ` ${middleName}`}`.length <= MAX_NAME;

export const russianPostcode = ({ country, postcode }) => country !== 'RU' || postcode === undefined || /^\d{6}$/.test(postcode);
