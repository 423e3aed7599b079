import type {
  Destination,
  OfficeAddress,
  Organisation,
  PlaceOfGoods,
  Representative,
  Signatory,
  WaybillCharges,
} from '../../domain/destination.js';
import type { IdentityDocument } from '../../domain/party.js';
import { say } from '../../domain/wording/wording.js';
import { code, oneOf } from '../fields/code.js';
import { nearDay, pastDay } from '../fields/date.js';
import type { Field } from '../fields/field.js';
import { described } from '../fields/field.js';
import { hasLetters } from '../fields/has-letters.js';
import { list } from '../fields/list.js';
import { decimal } from '../fields/number.js';
import { object, optional, type Rule, required } from '../fields/object.js';
import { text } from '../fields/text.js';
import { bodySchema } from './body-schema.js';
import { country, currency, digits, email, inn, ogrn, phone, postcode } from './settings-codes.js';

/**
 * Settings of an airport as they travel. Lengths are those of the customs' schemas for the elements that they are printed in
 * (ExpressCargoDeclaration and AirWaybill), so that what is accepted fits every document without being cut.
 */

const NAME = 150;

/** `RUAddressType` of declarations. */
const address: Field<OfficeAddress> = object(
  {
    country: required(country),
    postcode: optional(postcode),
    region: optional(text(120)),
    city: required(text(120)),
    street: optional(text(120)),
    house: optional(text(120)),
  },
  [hasLetters('city')],
);

/** Street and house are one element of 50 characters on a waybill. */
const streetFits: Rule = ({ street, house }, inspection) => {
  if (typeof street !== 'string' || typeof house !== 'string') return;
  if (`${street}, ${house}`.length > 50) inspection.add('max_length', 'At most 50 characters together with the house', 'street');
};

/** `AddressType` of air waybills. */
const waybillAddress: Field<OfficeAddress> = object(
  {
    country: required(country),
    postcode: optional(postcode),
    region: optional(text(50, { latin: true })),
    city: required(text(35, { latin: true })),
    street: optional(text(50, { latin: true })),
    house: optional(text(50, { latin: true })),
  },
  [streetFits, hasLetters('city')],
);

const organisation: Field<Organisation> = object(
  {
    name: required(text(NAME)),
    nameEn: optional(described(text(NAME, { latin: true }), 'As on the waybill, in Latin letters; `name` if left out')),
    inn: optional(inn),
    kpp: optional(digits(9)),
    ogrn: optional(ogrn),
    address: required(address),
    addressEn: optional(described(waybillAddress, 'For the waybill, in Latin letters; `address` if left out')),
    phone: optional(phone),
    email: optional(email),
  },
  [hasLetters('name', 'nameEn')],
);

const placeOfGoods: Field<PlaceOfGoods> = object({
  kindCode: required(described(digits(2), "The customs' classifier: `11` a temporary storage warehouse")),
  customsOffice: required(digits(8)),
  name: required(text(120)),
  licence: required(described(text(50), "Number of the warehouse's certificate")),
  address: required(address),
});

const agent: Field<Destination['agent']> = object(
  {
    name: required(text(NAME, { latin: true })),
    city: required(text(35, { latin: true })),
    country: required(country),
    iataCode: required(code({ pattern: /^\d{7}(?:\d{4})?$/, max: 11, form: '7 digits, or 11 with those of the office' })),
    accountNumber: optional(text(50, { latin: true })),
  },
  [hasLetters('name', 'city')],
);

/** Any day that a paper in force can bear. */
const day = nearDay(36_500, 36_500);

const documentKind = digits(5);

const representative: Field<Representative> = object({
  name: required(text(NAME)),
  inn: required(inn),
  address: optional(described(address, "For the individual waybills and the prior notice; the waybill consignee's if they are one firm")),
  registerKindCode: required(described(documentKind, 'Kind of document of the entry: `09034`')),
  registerNumber: required(text(25)),
  agreement: required(object({ number: required(text(50)), date: required(day) })),
});

const identityDocument: Field<IdentityDocument> = object({
  kind: required(code({ pattern: /^(?:\d{2}|[A-Z]{2}\d{5})$/, max: 7, form: 'Two digits, or two letters and five digits' })),
  series: optional(text(11)),
  number: required(text(25)),
  issuedOn: optional(pastDay()),
  issuedBy: optional(text(NAME)),
  issuerCode: optional(text(7)),
});

const validForAWhile: Rule = ({ validFrom, validTo }, inspection) => {
  if (typeof validFrom === 'string' && typeof validTo === 'string' && validTo < validFrom) {
    inspection.add('date_range', 'Not before validFrom', 'validTo');
  }
};

const signatory: Field<Signatory> = object({
  lastName: required(text(NAME)),
  firstName: required(text(NAME)),
  middleName: optional(text(NAME)),
  position: required(text(250)),
  phone: optional(phone),
  identityDocument: required(identityDocument),
  powerOfAttorney: required(
    object(
      {
        kindCode: required(documentKind),
        number: required(text(50)),
        issuedOn: required(day),
        validFrom: required(day),
        validTo: required(day),
      },
      [validForAWhile],
    ),
  ),
});

const amount = decimal(2, 999_999_999);

const otherCharges = list(
  object({
    code: required(code({ pattern: /^[A-Z]{2}$/, max: 2, form: 'Two capital letters' })),
    entitlement: required(described(oneOf('A', 'C'), 'Due agent or due carrier')),
    amount: required(amount),
  }),
  20,
);

/** Characters that FWB has for a rate; hundredths that are none are not counted. Source: formats/dictionary/FWB.md line 12, rate d8. */
const RATE = 8;

const rateFits: Rule = ({ ratePerKg }, inspection) => {
  if (typeof ratePerKg === 'string' && ratePerKg.replace(/\.0+$/, '').length > RATE) {
    inspection.add('max_length', say('At most {0} characters', RATE), 'ratePerKg');
  }
};

const charges: Field<WaybillCharges> = object(
  {
    currency: required(currency),
    ratePerKg: required(amount),
    other: required({
      ...otherCharges,
      schema: { ...otherCharges.schema, minItems: 0 },
      check: (value, inspection): value is WaybillCharges['other'] =>
        (Array.isArray(value) && value.length === 0) || otherCharges.check(value, inspection),
    }),
  },
  [rateFits],
);

/** `EDocCodeType`, but for the `R.000` that the album's samples hold in its place. */
const structureCode = code({
  pattern: /^R(?:\.[A-Z]{2}\.[A-Z]{2}\.\d{2})?\.(?!000)\d{3}$/,
  max: 14,
  form: 'R and three digits, as in the register of structures: R.022',
});

const priorNotice: Field<NonNullable<Destination['priorNotice']>> = object({
  structureCode: required(described(structureCode, "Number of AirPreliminary's structure in the register of the EAEU")),
});

const destination: Field<Destination> = object({
  customsOffice: required(described(digits(8), 'Where declarations are lodged')),
  placeOfGoods: required(placeOfGoods),
  waybillConsignor: required(organisation),
  waybillConsignee: required(organisation),
  agent: required(described(agent, "Issuing carrier's agent")),
  representative: required(representative),
  signatory: required(signatory),
  declarationFeature: optional(described(digits(3), 'Printed only if it is set')),
  charges: optional(described(charges, 'Charges of the waybill; AS ARRANGED if left out')),
  priorNotice: optional(described(priorNotice, 'A prior notice of each master waybill is made only if it is set')),
});

const warehouse = { country: 'RU', postcode: '141400', region: 'Московская область', city: 'Химки', street: 'ул. Примерная', house: '1' };
const broker = { name: 'ООО «Пример Брокер»', inn: '7799436610' };

/** What is invented here belongs to nobody. */
const example = {
  customsOffice: '10005020',
  placeOfGoods: { kindCode: '11', customsOffice: '10005020', name: 'СВХ «Пример»', licence: '10005/010126/00000/0', address: warehouse },
  waybillConsignor: {
    name: 'HANGZHOU EXAMPLE CONSOLIDATION CO., LTD',
    address: { country: 'CN', city: 'HANGZHOU', street: 'EXAMPLE ROAD', house: '3' },
    phone: '+8657100000000',
  },
  waybillConsignee: {
    ...broker,
    nameEn: 'OOO PRIMER BROKER',
    kpp: '779901001',
    ogrn: '1077768200630',
    address: warehouse,
    addressEn: { country: 'RU', postcode: '141400', city: 'KHIMKI', street: 'PRIMERNAYA STR.', house: '1' },
    phone: '+79000000100',
    email: 'broker@example.com',
  },
  agent: { name: 'EXAMPLE AIR CARGO AGENCY', city: 'HANGZHOU', country: 'CN', iataCode: '0000000' },
  representative: { ...broker, registerKindCode: '09034', registerNumber: '0000/01', agreement: { number: 'ПР/1', date: '2026-01-12' } },
  signatory: {
    lastName: 'Примерова',
    firstName: 'Ольга',
    position: 'Специалист по таможенным операциям',
    identityDocument: { kind: 'RU01001', series: '4519', number: '113495', issuedOn: '2019-06-18' },
    powerOfAttorney: { kindCode: '11004', number: '1', issuedOn: '2026-01-12', validFrom: '2026-01-12', validTo: '2028-12-31' },
  },
};

export const destinationBody = bodySchema('Destination', destination, example);
