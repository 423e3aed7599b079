// Rules that both libraries are given as functions, and the limits and patterns that they share.
import { isInn } from '../../dist/domain/inn.js';

export const LATIN = /^[\x20-\x7e]+$/;
export const NUMBER = /^[A-Z0-9][A-Z0-9./-]*$/;
export const COUNTRY = /^[A-Z]{2}$/;
export const AIRPORT = /^[A-Z]{3}$/;
export const CURRENCY = /^[A-Z]{3}$/;
export const COMMODITY_CODE = /^\d{6,10}$/;
export const UNIT = /^\d{3}$/;
export const WEIGHT = /^\d{1,6}(\.\d{1,3})?$/;
export const AMOUNT = /^\d{1,12}(\.\d{1,2})?$/;
export const QUANTITY = /^\d{1,12}(\.\d{1,3})?$/;
export const CENTIMETRES = /^\d{1,3}(\.\d{1,2})?$/;
export const POSTCODE = /^\d{6}$/;
export const FOREIGN_POSTCODE = /^[A-Z0-9 -]{2,9}$/;
export const PHONE = /^\+?[0-9 ()-]{5,20}$/;
export const DAY = /^\d{4}-\d{2}-\d{2}$/;
export const KPP = /^\d{9}$/;
export const OGRN = /^\d{13}(\d{2})?$/;
export const DOCUMENT_KIND = /^([A-Z]{2}\d{5}|\d{2})$/;
export const PASSPORT = /^\d{6}$/;
export const URL = /^https?:\/\/\S+$/;
export const ORDER = /^[A-Za-z0-9-]{1,50}$/;

export { isInn };

const grams = (text) => Math.round(Number(text) * 1000);

/** Whether a consignment weighs what its goods weigh together. */
export const weighsItsGoods = ({ grossWeightKg, goods }) =>
  Array.isArray(goods) && grams(grossWeightKg) === goods.reduce((sum, item) => sum + grams(item.grossWeightKg), 0);

export const netWithinGross = ({ netWeightKg, grossWeightKg }) => netWeightKg === undefined || grams(netWeightKg) <= grams(grossWeightKg);
