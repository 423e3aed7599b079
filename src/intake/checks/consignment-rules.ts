import { addYears, isDay, isDigits, twoDigits } from '../../domain/calendar.js';
import { isPassportIssuer, isPassportNumber, isPassportSeries, isRussianPassport, PASSPORT_AGE_YEARS } from '../../domain/passport.js';
import { say } from '../../domain/wording/wording.js';
import { isRecord } from '../fields/field.js';
import { decimalOf } from '../fields/number.js';
import type { Rule } from '../fields/object.js';

/** Longest name that a document prints in one piece: `OrganizationName` of HouseManifest.xsd. */
export const MAX_NAME = 150;

/** No consignment and no goods line weighs more, in whole kilograms. */
export const MAX_WEIGHT_KG = 9_999;

const weightG = (value: unknown): number => decimalOf(value, 3, MAX_WEIGHT_KG);

/** Net weight is part of the gross weight. */
export const netWithinGross: Rule = ({ netWeightKg, grossWeightKg }, inspection) => {
  if (netWeightKg === undefined) return;
  if (weightG(netWeightKg) > weightG(grossWeightKg)) {
    inspection.add('net_over_gross', 'Net weight is at most the gross weight', 'netWeightKg');
  }
};

/** The gross weight of a consignment is the exact sum of its goods lines. Source: customs-rules 3, C16. */
export const weightIsSumOfGoods: Rule = ({ grossWeightKg, goods }, inspection) => {
  if (!Array.isArray(goods) || goods.length === 0) return;
  const [only]: readonly unknown[] = goods;
  // Most consignments have one line, which says the same: nothing to be added up.
  if (goods.length === 1 && isRecord(only) && only.grossWeightKg === grossWeightKg) return;
  let sumG = 0;
  for (let i = 0; i < goods.length; i++) {
    const line: unknown = goods[i];
    sumG += isRecord(line) ? weightG(line.grossWeightKg) : Number.NaN;
  }
  const grossG = weightG(grossWeightKg);
  if (sumG !== grossG && !Number.isNaN(sumG) && !Number.isNaN(grossG)) {
    inspection.add('total_mismatch', 'The gross weight is the sum of the gross weights of the goods', 'grossWeightKg');
  }
};

/** Series, number and authority of a Russian passport. Source: customs-rules 3, C4. */
export const russianPassport: Rule = ({ kind, series, number, issuerCode }, inspection) => {
  if (typeof kind !== 'string' || !isRussianPassport(kind)) return;
  if (series === undefined) inspection.add('required_if', 'A Russian passport has a series', 'series');
  else if (typeof series === 'string' && !isPassportSeries(series)) {
    inspection.add('passport_format', 'The series of a Russian passport has 4 digits', 'series');
  }
  if (typeof number === 'string' && !isPassportNumber(number)) {
    inspection.add('passport_format', 'The number of a Russian passport has 6 digits, not all zero', 'number');
  }
  if (typeof issuerCode === 'string' && !isPassportIssuer(issuerCode)) {
    inspection.add('passport_format', 'The issuer of a Russian passport is written NNN-NNN', 'issuerCode');
  }
};

const yearOf = (day: string): number => twoDigits(day, 0) * 100 + twoDigits(day, 2);

/** A Russian passport is issued from the 14th birthday on; nothing is issued before birth. */
export const issuedInLifetime: Rule = ({ birthDate, identityDocument }, inspection) => {
  if (typeof birthDate !== 'string' || !isRecord(identityDocument)) return;
  const { kind, issuedOn } = identityDocument;
  if (typeof issuedOn !== 'string' || yearOf(issuedOn) - yearOf(birthDate) > PASSPORT_AGE_YEARS) return;
  if (!isDay(birthDate) || !isDay(issuedOn) || birthDate > inspection.today) return;
  const isPassport = typeof kind === 'string' && isRussianPassport(kind);
  if (issuedOn < addYears(birthDate, isPassport ? PASSPORT_AGE_YEARS : 0)) {
    const detail = isPassport ? 'A Russian passport is issued from the 14th birthday on' : 'Not before birth';
    inspection.add('date_range', detail, 'identityDocument', 'issuedOn');
  }
};

const lengthOf = (part: unknown): number => (typeof part === 'string' ? part.length : 0);

/** Surname, given name and patronymic stand in one line of the documents, with a space between. */
export const nameFits: Rule = ({ lastName, firstName, middleName }, inspection) => {
  const last = lengthOf(lastName);
  const first = lengthOf(firstName);
  const middle = lengthOf(middleName);
  const length = last + 1 + first + (middle === 0 ? 0 : 1 + middle);
  if (length > MAX_NAME && Math.max(last, first, middle) <= MAX_NAME) {
    inspection.add('max_length', say('At most {0} characters together with the other names', MAX_NAME), 'lastName');
  }
};

/** A Russian address has a postcode of six digits, if any. Source: customs-rules 3, C21. */
export const russianPostcode: Rule = ({ country, postcode }, inspection) => {
  if (country !== 'RU' || typeof postcode !== 'string' || (postcode.length === 6 && isDigits(postcode, 0, 6))) return;
  // What is no postcode anywhere is told by the member's own check.
  if (postcode.length <= 9 && /^[A-Za-z0-9][A-Za-z0-9 -]*$/.test(postcode)) {
    inspection.add('format', 'A Russian postcode has 6 digits', 'postcode');
  }
};
