// The check of a consignment by zod, its schema made once.
import { z } from 'zod';
import { openCheck } from '../subjects/parsed-batches.mjs';
import * as rules from './check-rules.mjs';

const text = (max) => z.string().min(1).max(max).regex(rules.TEXT);
const latin = (max) => z.string().min(1).max(max).regex(rules.LATIN);
const country = z.string().refine(rules.isCountry);
const pastDay = z.string().refine(rules.isPastDay);
const postcode = z.string().regex(rules.POSTCODE);
const url = z.string().max(500).regex(rules.URL);

const consignor = z.strictObject({
  name: latin(rules.MAX_NAME).regex(rules.LETTER),
  country,
  city: latin(35).optional(),
  street: latin(120).optional(),
  postcode: postcode.optional(),
});

const address = z
  .strictObject({
    country,
    postcode: postcode.optional(),
    region: text(120).optional(),
    city: text(35),
    street: text(120).optional(),
    house: text(120).optional(),
    apartment: text(120).optional(),
  })
  .refine(rules.russianPostcode);

const identityDocument = z
  .strictObject({
    kind: z.string().regex(rules.DOCUMENT_KIND),
    series: text(11).optional(),
    number: text(25),
    issuedOn: pastDay.optional(),
    issuedBy: text(150).optional(),
    issuerCode: text(7).optional(),
  })
  .refine(rules.isRussianIfPassport);

const reachable = { phone: z.string().regex(rules.PHONE).optional(), email: z.email().max(50).optional(), address };

/** As express goods must have it: with tax number and identity document. */
const individual = z
  .strictObject({
    kind: z.literal('individual'),
    lastName: text(rules.MAX_NAME),
    firstName: text(rules.MAX_NAME),
    middleName: text(rules.MAX_NAME).optional(),
    inn: z.string().refine(rules.isPersonInn),
    birthDate: pastDay.optional(),
    identityDocument,
    ...reachable,
  })
  .refine(rules.nameFits)
  .refine(rules.issuedInLifetime);

const company = z.strictObject({
  kind: z.literal('company'),
  name: text(rules.MAX_NAME),
  inn: z.string().refine(rules.isFirmInn),
  kpp: z.string().regex(rules.KPP).optional(),
  ogrn: z.string().refine(rules.isOgrn).optional(),
  ...reachable,
});

const goodsItem = z
  .strictObject({
    description: text(1_000),
    descriptionEn: latin(1_000).optional(),
    commodityCode: z.string().regex(rules.COMMODITY_CODE),
    quantity: z.string().regex(rules.QUANTITY),
    unit: z.string().refine(rules.isUnit),
    grossWeightKg: z.string().regex(rules.WEIGHT),
    netWeightKg: z.string().regex(rules.WEIGHT).optional(),
    value: z.strictObject({ amount: z.string().regex(rules.AMOUNT), currency: z.string().refine(rules.isCurrency) }),
    url: url.optional(),
    originCountry: country.optional(),
    brand: text(150).optional(),
  })
  .refine(rules.netWithinGross);

const centimetres = z.string().regex(rules.CENTIMETRES);

const consignment = z
  .strictObject({
    houseWaybill: z.string().max(32).regex(rules.NUMBER),
    bag: z.string().max(35).regex(rules.BAG).optional(),
    pieces: z.int().min(1).max(9_999),
    grossWeightKg: z.string().regex(rules.WEIGHT),
    dimensionsCm: z.strictObject({ length: centimetres, width: centimetres, height: centimetres }).optional(),
    destination: z.string().refine(rules.isAirport).optional(),
    consignor,
    consignee: z.discriminatedUnion('kind', [individual, company]),
    shop: z.strictObject({ name: text(150), country: country.optional(), url: url.optional() }).optional(),
    orderNumber: z.string().max(50).regex(rules.ORDER).optional(),
    goods: z.array(goodsItem).min(1).max(999),
  })
  .refine(rules.weighsItsGoods);

export const openZod = (given) => openCheck(given, (value) => consignment.safeParse(value).success);
