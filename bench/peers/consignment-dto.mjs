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

const text = (max) => [IsString(), MinLength(1), MaxLength(max)];
const latin = (max) => [...text(max), Matches(rules.LATIN)];
const like = (pattern) => [IsString(), Matches(pattern)];
const optional = (decorators) => [IsOptional(), ...decorators];
const nested = (type) => [IsDefined(), IsObject(), ValidateNested(), Type(() => type)];
/** A rule over the whole object, told of the first member. */
const whole = (name, rule) => ValidateBy({ name, validator: { validate: (_, { object }) => rule(object) } });
const inn = [IsString(), ValidateBy({ name: 'inn', validator: { validate: (value) => typeof value === 'string' && rules.isInn(value) } })];

const ConsignorDto = dto('ConsignorDto', {
  name: latin(150),
  country: like(rules.COUNTRY),
  city: optional(latin(35)),
  street: optional(latin(120)),
  postcode: optional(like(rules.FOREIGN_POSTCODE)),
});

const AddressDto = dto('AddressDto', {
  country: like(rules.COUNTRY),
  postcode: optional(like(rules.POSTCODE)),
  region: optional(text(120)),
  city: text(35),
  street: optional(text(120)),
  house: optional(text(120)),
  apartment: optional(text(120)),
});

const IdentityDocumentDto = dto('IdentityDocumentDto', {
  kind: like(rules.DOCUMENT_KIND),
  series: optional(text(11)),
  number: like(rules.PASSPORT),
  issuedOn: optional(like(rules.DAY)),
  issuedBy: optional(text(150)),
  issuerCode: optional(text(7)),
});

const reachable = {
  phone: optional(like(rules.PHONE)),
  email: optional([IsEmail(), MaxLength(100)]),
  address: nested(AddressDto),
};

const IndividualDto = dto('IndividualDto', {
  kind: [IsIn(['individual'])],
  lastName: text(150),
  firstName: text(150),
  middleName: optional(text(150)),
  inn: optional(inn),
  birthDate: optional(like(rules.DAY)),
  identityDocument: optional(nested(IdentityDocumentDto)),
  ...reachable,
});

const CompanyDto = dto('CompanyDto', {
  kind: [IsIn(['company'])],
  name: text(150),
  inn,
  kpp: optional(like(rules.KPP)),
  ogrn: optional(like(rules.OGRN)),
  ...reachable,
});

const ValueDto = dto('ValueDto', { amount: like(rules.AMOUNT), currency: like(rules.CURRENCY) });

const GoodsItemDto = dto('GoodsItemDto', {
  description: [...text(1_000), whole('netWithinGross', rules.netWithinGross)],
  descriptionEn: optional(latin(1_000)),
  commodityCode: like(rules.COMMODITY_CODE),
  quantity: like(rules.QUANTITY),
  unit: like(rules.UNIT),
  grossWeightKg: like(rules.WEIGHT),
  netWeightKg: optional(like(rules.WEIGHT)),
  value: nested(ValueDto),
  url: optional([...like(rules.URL), MaxLength(250)]),
  originCountry: optional(like(rules.COUNTRY)),
  brand: optional(text(150)),
});

const DimensionsDto = dto('DimensionsDto', {
  length: like(rules.CENTIMETRES),
  width: like(rules.CENTIMETRES),
  height: like(rules.CENTIMETRES),
});

const ShopDto = dto('ShopDto', { name: text(150), country: optional(like(rules.COUNTRY)), url: optional(like(rules.URL)) });

const KINDS = { individual: IndividualDto, company: CompanyDto };

const ConsignmentDto = dto('ConsignmentDto', {
  houseWaybill: [...like(rules.NUMBER), MaxLength(50), whole('weighsItsGoods', rules.weighsItsGoods)],
  bag: optional(text(35)),
  pieces: [IsInt(), Min(1), Max(9_999)],
  grossWeightKg: like(rules.WEIGHT),
  dimensionsCm: optional(nested(DimensionsDto)),
  destination: optional(like(rules.AIRPORT)),
  consignor: nested(ConsignorDto),
  consignee: [IsDefined(), IsObject(), ValidateNested(), Type(({ object }) => KINDS[object.consignee?.kind] ?? IndividualDto)],
  shop: optional(nested(ShopDto)),
  orderNumber: optional(like(rules.ORDER)),
  goods: [IsArray(), ArrayMinSize(1), ArrayMaxSize(999), ValidateNested({ each: true }), Type(() => GoodsItemDto)],
});

/** As Nest's ValidationPipe does it with `whitelist` and `forbidNonWhitelisted`. */
export function isGoodConsignment(value) {
  const instance = plainToInstance(ConsignmentDto, value);
  return validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }).length === 0;
}

export const openClassValidator = (given) => openCheck(given, isGoodConsignment);
