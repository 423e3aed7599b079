// The check of a consignment by zod, its schema made once.
import { z } from 'zod';
import { openCheck } from '../subjects/parsed-batches.mjs';
import * as rules from './check-rules.mjs';

const text = (max) => z.string().min(1).max(max);
const latin = (max) => text(max).regex(rules.LATIN);
const inn = z.string().refine(rules.isInn);

const consignor = z.strictObject({
  name: latin(150),
  country: z.string().regex(rules.COUNTRY),
  city: latin(35).optional(),
  street: latin(120).optional(),
  postcode: z.string().regex(rules.FOREIGN_POSTCODE).optional(),
});

const address = z.strictObject({
  country: z.string().regex(rules.COUNTRY),
  postcode: z.string().regex(rules.POSTCODE).optional(),
  region: text(120).optional(),
  city: text(35),
  street: text(120).optional(),
  house: text(120).optional(),
  apartment: text(120).optional(),
});

const identityDocument = z.strictObject({
  kind: z.string().regex(rules.DOCUMENT_KIND),
  series: text(11).optional(),
  number: z.string().regex(rules.PASSPORT),
  issuedOn: z.string().regex(rules.DAY).optional(),
  issuedBy: text(150).optional(),
  issuerCode: text(7).optional(),
});

const reachable = { phone: z.string().regex(rules.PHONE).optional(), email: z.email().max(100).optional(), address };

const individual = z.strictObject({
  kind: z.literal('individual'),
  lastName: text(150),
  firstName: text(150),
  middleName: text(150).optional(),
  inn: inn.optional(),
  birthDate: z.string().regex(rules.DAY).optional(),
  identityDocument: identityDocument.optional(),
  ...reachable,
});

const company = z.strictObject({
  kind: z.literal('company'),
  name: text(150),
  inn,
  kpp: z.string().regex(rules.KPP).optional(),
  ogrn: z.string().regex(rules.OGRN).optional(),
  ...reachable,
});

const goodsItem = z
  .strictObject({
    description: text(1_000),
    descriptionEn: latin(1_000).optional(),
    commodityCode: z.string().regex(rules.COMMODITY_CODE),
    quantity: z.string().regex(rules.QUANTITY),
    unit: z.string().regex(rules.UNIT),
    grossWeightKg: z.string().regex(rules.WEIGHT),
    netWeightKg: z.string().regex(rules.WEIGHT).optional(),
    value: z.strictObject({ amount: z.string().regex(rules.AMOUNT), currency: z.string().regex(rules.CURRENCY) }),
    url: z.string().max(250).regex(rules.URL).optional(),
    originCountry: z.string().regex(rules.COUNTRY).optional(),
    brand: text(150).optional(),
  })
  .refine(rules.netWithinGross);

const centimetres = z.string().regex(rules.CENTIMETRES);

const consignment = z
  .strictObject({
    houseWaybill: z.string().max(50).regex(rules.NUMBER),
    bag: text(35).optional(),
    pieces: z.int().min(1).max(9_999),
    grossWeightKg: z.string().regex(rules.WEIGHT),
    dimensionsCm: z.strictObject({ length: centimetres, width: centimetres, height: centimetres }).optional(),
    destination: z.string().regex(rules.AIRPORT).optional(),
    consignor,
    consignee: z.discriminatedUnion('kind', [individual, company]),
    shop: z
      .strictObject({ name: text(150), country: z.string().regex(rules.COUNTRY).optional(), url: z.string().regex(rules.URL).optional() })
      .optional(),
    orderNumber: z.string().regex(rules.ORDER).optional(),
    goods: z.array(goodsItem).min(1).max(999),
  })
  .refine(rules.weighsItsGoods);

export const openZod = (given) => openCheck(given, (value) => consignment.safeParse(value).success);
