import type { Consignment } from '../domain/consignment.js';
import { MAX_GOODS_ITEMS } from '../domain/declaration.js';
import type { Flight } from '../domain/flight.js';
import type { GoodsItem } from '../domain/goods-item.js';
import type { Channel, ManifestHead } from '../domain/manifest.js';
import type { Address, Company, Consignee, Consignor, IdentityDocument, Individual } from '../domain/party.js';
import {
  issuedInLifetime,
  MAX_NAME,
  MAX_WEIGHT_KG,
  nameFits,
  netWithinGross,
  russianPassport,
  russianPostcode,
  weightIsSumOfGoods,
} from './checks/consignment-rules.js';
import { MAX_AMOUNT } from './checks/figures/amounts.js';
import { clearOfFreeValue, withinFreeWeight } from './checks/figures/free-norm.js';
import { lineIsPlausible } from './checks/figures/plausible-line.js';
import { rateIsKnown } from './checks/figures/rate-known.js';
import { goodsAreAllowed } from './checks/goods/barred-goods.js';
import { personalQuantity } from './checks/goods/commercial-quantity.js';
import { codeExists } from './checks/goods/commodity-code.js';
import { wordsOfGoods } from './checks/goods/goods-words.js';
import { itemNumberIsRight } from './checks/item-number.js';
import { addressIsComplete } from './checks/people/address.js';
import { canBeReached } from './checks/people/contact.js';
import { namesInCyrillic } from './checks/people/name-script.js';
import { passportYear } from './checks/people/passport-year.js';
import { code, oneOf } from './fields/code.js';
import { instant, nearDay, pastDay } from './fields/date.js';
import type { Field, JsonSchema } from './fields/field.js';
import { described } from './fields/field.js';
import { hasLetters } from './fields/has-letters.js';
import { list, streamed } from './fields/list.js';
import { decimal, integer } from './fields/number.js';
import type { Rule } from './fields/object.js';
import { byKind, object, optional, required } from './fields/object.js';
import { text } from './fields/text.js';
import {
  airport,
  bag,
  carrier,
  commodityCode,
  country,
  currency,
  email,
  houseWaybill,
  identityDocumentKind,
  inn,
  ogrn,
  orderNumber,
  phone,
  postcode,
  unit,
  url,
} from './fields/trade.js';
import { manifestExample, manifestExampleOn } from './manifest.example.js';

/**
 * The wire form of a manifest: from this one description come the check of what arrives and the schema that the API shows.
 * Lengths are those of the customs' declaration (ExpressCargoDeclaration.xsd), so that nothing accepted here is cut there; papers
 * with narrower boxes have rules of their own.
 */

/** A manifest of more is refused. Source: reliability R20. */
export const MAX_CONSIGNMENTS = 250_000;

const weight = (what: string): Field<string> => described(decimal(3, MAX_WEIGHT_KG), what);

const centimetres = decimal(2, 999);

// Parties

const consignor: Field<Consignor> = object(
  {
    name: required(described(text(MAX_NAME, { latin: true }), 'In Latin letters')),
    country: required(country('Country of the consignor')),
    city: optional(text(35, { latin: true })),
    street: optional(text(120, { latin: true })),
    postcode: optional(postcode),
  },
  [hasLetters('name')],
  (is) =>
    ({ name, country, city, street, postcode }, i) =>
      is.name(name, i) &&
      is.country(country, i) &&
      (city === undefined || is.city(city, i)) &&
      (street === undefined || is.street(street, i)) &&
      (postcode === undefined || is.postcode(postcode, i)),
);

const address: Field<Address> = object(
  {
    country: required(country('Country of the address')),
    postcode: optional(described(postcode, 'Six digits in Russia')),
    region: optional(text(120)),
    city: required(text(35)),
    street: optional(text(120)),
    house: optional(text(120)),
    apartment: optional(text(120)),
  },
  [russianPostcode, addressIsComplete],
  (is) =>
    ({ country, postcode, region, city, street, house, apartment }, i) =>
      is.country(country, i) &&
      (postcode === undefined || is.postcode(postcode, i)) &&
      (region === undefined || is.region(region, i)) &&
      is.city(city, i) &&
      (street === undefined || is.street(street, i)) &&
      (house === undefined || is.house(house, i)) &&
      (apartment === undefined || is.apartment(apartment, i)),
);

const identityDocument: Field<IdentityDocument> = object(
  {
    kind: required(described(identityDocumentKind, 'EAEU list (`RU01001`, the Russian passport) or two digits of the customs')),
    series: optional(described(text(11), 'Four digits of a Russian passport, which must have one')),
    number: required(described(text(25), 'Six digits of a Russian passport')),
    issuedOn: optional(pastDay()),
    issuedBy: optional(text(150)),
    issuerCode: optional(described(text(7), '`NNN-NNN` of a Russian passport')),
  },
  [russianPassport, passportYear],
  (is) =>
    ({ kind, series, number, issuedOn, issuedBy, issuerCode }, i) =>
      is.kind(kind, i) &&
      (series === undefined || is.series(series, i)) &&
      is.number(number, i) &&
      (issuedOn === undefined || is.issuedOn(issuedOn, i)) &&
      (issuedBy === undefined || is.issuedBy(issuedBy, i)) &&
      (issuerCode === undefined || is.issuerCode(issuerCode, i)),
);

const individual: Field<Individual> = object(
  {
    kind: required(oneOf('individual')),
    lastName: required(text(MAX_NAME)),
    firstName: required(text(MAX_NAME)),
    middleName: optional(text(MAX_NAME)),
    inn: optional(described(inn([12]), 'Tax number with its check digits; required for express goods')),
    birthDate: optional(pastDay()),
    identityDocument: optional(described(identityDocument, 'Required for express goods')),
    phone: optional(phone),
    email: optional(email),
    address: required(address),
  },
  [nameFits, issuedInLifetime, namesInCyrillic, canBeReached],
  (is) =>
    ({ kind, lastName, firstName, middleName, inn, birthDate, identityDocument, phone, email, address }, i) =>
      is.kind(kind, i) &&
      is.lastName(lastName, i) &&
      is.firstName(firstName, i) &&
      (middleName === undefined || is.middleName(middleName, i)) &&
      (inn === undefined || is.inn(inn, i)) &&
      (birthDate === undefined || is.birthDate(birthDate, i)) &&
      (identityDocument === undefined || is.identityDocument(identityDocument, i)) &&
      (phone === undefined || is.phone(phone, i)) &&
      (email === undefined || is.email(email, i)) &&
      is.address(address, i),
);

const company: Field<Company> = object(
  {
    kind: required(oneOf('company')),
    name: required(text(MAX_NAME)),
    inn: required(described(inn([10, 12]), 'Tax number with its check digits: 10 digits of a firm, 12 of a sole trader')),
    kpp: optional(code({ pattern: /^\d{9}$/, max: 9, form: 'Nine digits' })),
    ogrn: optional(ogrn),
    phone: optional(phone),
    email: optional(email),
    address: required(address),
  },
  [canBeReached],
  (is) =>
    ({ kind, name, inn, kpp, ogrn, phone, email, address }, i) =>
      is.kind(kind, i) &&
      is.name(name, i) &&
      is.inn(inn, i) &&
      (kpp === undefined || is.kpp(kpp, i)) &&
      (ogrn === undefined || is.ogrn(ogrn, i)) &&
      (phone === undefined || is.phone(phone, i)) &&
      (email === undefined || is.email(email, i)) &&
      is.address(address, i),
);

const consignee: Field<Consignee> = byKind<'individual' | 'company', Consignee>({ individual, company });

// Goods

const goodsItem: Field<GoodsItem> = object(
  {
    description: required(described(text(1_000), 'In Russian, as it is declared')),
    descriptionEn: optional(described(text(1_000, { latin: true }), 'In Latin letters')),
    commodityCode: required(described(commodityCode, 'ТН ВЭД ЕАЭС')),
    quantity: required(described(decimal(3, MAX_AMOUNT), 'In `unit`')),
    unit: required(described(unit, "The customs' three digits: `796` piece")),
    grossWeightKg: required(weight('Of the whole line')),
    netWeightKg: optional(weight('Of the whole line; at most the gross weight')),
    value: required(
      described(
        object(
          { amount: required(decimal(2, MAX_AMOUNT)), currency: required(currency) },
          [rateIsKnown],
          (is) =>
            ({ amount, currency }, i) =>
              is.amount(amount, i) && is.currency(currency, i),
        ),
        'Of the whole line, not of a piece',
      ),
    ),
    url: optional(described(url, "The goods' page in the shop")),
    originCountry: optional(country('Country of origin')),
    brand: optional(text(150)),
  },
  [netWithinGross, wordsOfGoods, codeExists, lineIsPlausible],
  (is) =>
    ({ description, descriptionEn, commodityCode, quantity, unit, grossWeightKg, netWeightKg, value, url, originCountry, brand }, i) =>
      is.description(description, i) &&
      (descriptionEn === undefined || is.descriptionEn(descriptionEn, i)) &&
      is.commodityCode(commodityCode, i) &&
      is.quantity(quantity, i) &&
      is.unit(unit, i) &&
      is.grossWeightKg(grossWeightKg, i) &&
      (netWeightKg === undefined || is.netWeightKg(netWeightKg, i)) &&
      is.value(value, i) &&
      (url === undefined || is.url(url, i)) &&
      (originCountry === undefined || is.originCountry(originCountry, i)) &&
      (brand === undefined || is.brand(brand, i)),
);

// Consignment and manifest

export const consignmentField: Field<Consignment> = object(
  {
    houseWaybill: required(described(houseWaybill, 'Known by this number; the 13-character S10 item number in the postal channel')),
    bag: optional(described(bag, 'The receptacle it flies in; the 29-character S9 receptacle in the postal channel, which must have one')),
    pieces: required(integer(1, 9_999)),
    grossWeightKg: required(weight('Exact sum of the goods lines')),
    dimensionsCm: optional(
      described(
        object(
          { length: required(centimetres), width: required(centimetres), height: required(centimetres) },
          [],
          (is) =>
            ({ length, width, height }, i) =>
              is.length(length, i) && is.width(width, i) && is.height(height, i),
        ),
        'Centimetres of the package',
      ),
    ),
    destination: optional(airport("The flight's destination if left out")),
    consignor: required(consignor),
    consignee: required(consignee),
    shop: optional(
      object(
        { name: required(text(150)), country: optional(country('Country of the shop')), url: optional(url) },
        [],
        (is) =>
          ({ name, country, url }, i) =>
            is.name(name, i) && (country === undefined || is.country(country, i)) && (url === undefined || is.url(url, i)),
      ),
    ),
    orderNumber: optional(orderNumber),
    goods: required(list(goodsItem, MAX_GOODS_ITEMS)),
  },
  [weightIsSumOfGoods, itemNumberIsRight, withinFreeWeight, goodsAreAllowed, personalQuantity, clearOfFreeValue],
  (is) =>
    ({ houseWaybill, bag, pieces, grossWeightKg, dimensionsCm, destination, consignor, consignee, shop, orderNumber, goods }, i) =>
      is.houseWaybill(houseWaybill, i) &&
      (bag === undefined || is.bag(bag, i)) &&
      is.pieces(pieces, i) &&
      is.grossWeightKg(grossWeightKg, i) &&
      (dimensionsCm === undefined || is.dimensionsCm(dimensionsCm, i)) &&
      (destination === undefined || is.destination(destination, i)) &&
      is.consignor(consignor, i) &&
      is.consignee(consignee, i) &&
      (shop === undefined || is.shop(shop, i)) &&
      (orderNumber === undefined || is.orderNumber(orderNumber, i)) &&
      is.goods(goods, i),
);

const arrivesAfterDeparture: Rule = ({ departsAt, arrivesAt }, inspection) => {
  if (typeof departsAt !== 'string' || typeof arrivesAt !== 'string') return;
  if (Date.parse(arrivesAt) <= Date.parse(departsAt)) inspection.add('date_range', 'After departure', 'arrivesAt');
};

const flight: Field<Flight> = object(
  {
    carrier: required(described(carrier, 'IATA designator')),
    number: required(code({ pattern: /^\d{1,4}[A-Z]?$/, max: 5, form: 'One to four digits and possibly a letter' })),
    date: required(described(nearDay(30, 365), 'Local day of departure')),
    origin: required(airport('Where the flight starts')),
    destination: required(airport('Where it lands')),
    departsAt: optional(instant()),
    arrivesAt: optional(instant()),
    aircraft: optional(described(code({ pattern: /^[A-Z0-9-]+$/, max: 10, form: 'Capital letters, digits and hyphens' }), 'Tail number')),
  },
  [arrivesAfterDeparture],
);

const headMembers = {
  manifestId: required(
    described(
      code({ pattern: /^[A-Za-z0-9][A-Za-z0-9._:-]*$/, max: 100, form: 'Letters, digits, dots, colons, hyphens and underscores' }),
      "The sender's name for the manifest, the same in all its revisions",
    ),
  ),
  revision: required(described(integer(1, 2_147_483_647), 'A higher one replaces the manifest as a whole')),
  channel: required<Channel>(oneOf('express', 'postal')),
  flight: required(flight),
};

/** Everything of a manifest but its consignments: the first line of NDJSON. */
export const headField: Field<ManifestHead> = object(headMembers);

/** A manifest whose consignments are checked as they stream by. */
export const manifestField: Field<ManifestHead & { consignments: unknown[] }> = object({
  ...headMembers,
  consignments: required(streamed(consignmentField, MAX_CONSIGNMENTS)),
});

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** JSON Schema of a manifest, with the example as of `today`, `YYYY-MM-DD`: a flight of long ago would be refused when it is tried. */
export function manifestJsonSchema(today: string): JsonSchema {
  return {
    $schema: DIALECT,
    title: 'Manifest',
    description: 'What a flight carries, as reported',
    ...manifestField.schema,
    examples: [manifestExampleOn(today)],
  };
}

/** JSON Schema of one consignment. */
export function consignmentJsonSchema(): JsonSchema {
  return {
    $schema: DIALECT,
    title: 'Consignment',
    description: 'The goods of one house waybill, from one consignor to one consignee',
    ...consignmentField.schema,
    examples: manifestExample.consignments,
  };
}
