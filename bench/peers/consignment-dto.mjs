// The check of a consignment by class-validator over classes that class-transformer makes, as a Nest application does it. The
// decorators are called as functions, because this file is not compiled.
import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { openCheck } from '../subjects/parsed-batches.mjs';
import * as rules from './check-rules.mjs';

/** A class with these members, each with its decorators. */
function dto(name, members) {
  const Dto = { [name]: class {} }[name];
  for (const [member, decorators] of Object.entries(members)) {
    for (const decorate of decorators) decorate(Dto.prototype, member);
  }
  return Dto;
}

const like = (pattern) => [IsString(), Matches(pattern)];
const text = (max) => [...like(rules.TEXT), MinLength(1), MaxLength(max)];
const latin = (max) => [...like(rules.LATIN), MinLength(1), MaxLength(max)];
const optional = (decorators) => [IsOptional(), ...decorators];
const nested = (type) => [IsDefined(), IsObject(), ValidateNested(), Type(() => type)];
/** A rule of ours about a text. */
const ruled = (name, rule) => [
  IsString(),
  ValidateBy({ name, validator: { validate: (value) => typeof value === 'string' && rule(value) } }),
];
/** A rule over the whole object, told of the first member. */
const whole = (name, rule) => ValidateBy({ name, validator: { validate: (_, { object }) => rule(object) } });

const country = ruled('country', rules.isCountry);
const pastDay = ruled('pastDay', rules.isPastDay);
const postcode = like(rules.POSTCODE);
const url = [...like(rules.URL), MaxLength(500)];

const ConsignorDto = dto('ConsignorDto', {
  name: [...latin(rules.MAX_NAME), Matches(rules.LETTER)],
  country,
  city: optional(latin(35)),
  street: optional(latin(120)),
  postcode: optional(postcode),
});

const AddressDto = dto('AddressDto', {
  country: [...country, whole('russianPostcode', rules.russianPostcode)],
  postcode: optional(postcode),
  region: optional(text(120)),
  city: text(35),
  street: optional(text(120)),
  house: optional(text(120)),
  apartment: optional(text(120)),
});

const IdentityDocumentDto = dto('IdentityDocumentDto', {
  kind: [...like(rules.DOCUMENT_KIND), whole('russianPassport', rules.isRussianIfPassport)],
  series: optional(text(11)),
  number: text(25),
  issuedOn: optional(pastDay),
  issuedBy: optional(text(150)),
  issuerCode: optional(text(7)),
});

const reachable = {
  phone: optional(like(rules.PHONE)),
  email: optional([IsEmail(), MaxLength(50)]),
  address: nested(AddressDto),
};

/** As express goods must have it: with tax number and identity document. */
const IndividualDto = dto('IndividualDto', {
  kind: [IsIn(['individual'])],
  lastName: [...text(rules.MAX_NAME), whole('nameFits', rules.nameFits), whole('issuedInLifetime', rules.issuedInLifetime)],
  firstName: text(rules.MAX_NAME),
  middleName: optional(text(rules.MAX_NAME)),
  inn: ruled('inn', rules.isPersonInn),
  birthDate: optional(pastDay),
  identityDocument: nested(IdentityDocumentDto),
  ...reachable,
});

const CompanyDto = dto('CompanyDto', {
  kind: [IsIn(['company'])],
  name: text(rules.MAX_NAME),
  inn: ruled('inn', rules.isFirmInn),
  kpp: optional(like(rules.KPP)),
  ogrn: optional(ruled('ogrn', rules.isOgrn)),
  ...reachable,
});

const ValueDto = dto('ValueDto', { amount: like(rules.AMOUNT), currency: ruled('currency', rules.isCurrency) });

const GoodsItemDto = dto('GoodsItemDto', {
  description: [...text(1_000), whole('netWithinGross', rules.netWithinGross)],
  descriptionEn: optional(latin(1_000)),
  commodityCode: like(rules.COMMODITY_CODE),
  quantity: like(rules.QUANTITY),
  unit: ruled('unit', rules.isUnit),
  grossWeightKg: like(rules.WEIGHT),
  netWeightKg: optional(like(rules.WEIGHT)),
  value: nested(ValueDto),
  url: optional(url),
  originCountry: optional(country),
  brand: optional(text(150)),
});

const DimensionsDto = dto('DimensionsDto', {
  length: like(rules.CENTIMETRES),
  width: like(rules.CENTIMETRES),
  height: like(rules.CENTIMETRES),
});

const ShopDto = dto('ShopDto', { name: text(150), country: optional(country), url: optional(url) });

const KINDS = { individual: IndividualDto, company: CompanyDto };

const ConsignmentDto = dto('ConsignmentDto', {
  houseWaybill: [...like(rules.NUMBER), MaxLength(32), whole('weighsItsGoods', rules.weighsItsGoods)],
  bag: optional([...like(rules.BAG), MaxLength(35)]),
  pieces: [IsInt(), Min(1), Max(9_999)],
  grossWeightKg: like(rules.WEIGHT),
  dimensionsCm: optional(nested(DimensionsDto)),
  destination: optional(ruled('airport', rules.isAirport)),
  consignor: nested(ConsignorDto),
  consignee: [IsDefined(), IsObject(), ValidateNested(), Type(({ object }) => KINDS[object.consignee?.kind] ?? IndividualDto)],
  shop: optional(nested(ShopDto)),
  orderNumber: optional([...like(rules.ORDER), MaxLength(50)]),
  goods: [IsArray(), ArrayMinSize(1), ArrayMaxSize(999), ValidateNested({ each: true }), Type(() => GoodsItemDto)],
});

/** As Nest's ValidationPipe does it with `whitelist` and `forbidNonWhitelisted`. */
export function isGoodConsignment(value) {
  const instance = plainToInstance(ConsignmentDto, value);
  return validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }).length === 0;
}

export const openClassValidator = (given) => openCheck(given, isGoodConsignment);
