// A declaration as a tree of objects, as libraries that build XML from objects want it; written apart from the product's writer.
// Values are formatted by the product's own small functions: formatting is not what is compared.

import { directionCode } from '../../dist/documents/express-declaration/direction.js';
import { presentedDocuments } from '../../dist/documents/express-declaration/presented-documents.js';
import { printedAmount, printedWeight } from '../../dist/documents/kit/format.js';
import { countryName } from '../../dist/domain/codes/countries.js';
import { currencyDigits } from '../../dist/domain/codes/currencies.js';
import { documentKinds } from '../../dist/domain/codes/document-kinds.js';
import { identityDocumentKind, issuingCountry } from '../../dist/domain/codes/identity-documents.js';
import { unitName } from '../../dist/domain/codes/units.js';
import { consigneeName } from '../../dist/domain/party.js';
import { allPayments, paymentSums, totalKopecks } from '../../dist/domain/payment.js';
import { amountText, percentText } from '../../dist/domain/tariff.js';
import { kilograms, money } from '../../dist/domain/units.js';

const KINDS = { ptdeg: { code: 'ПТДЭГ' }, dteg: { code: 'ДТЭГ', procedure: '40', before: '00' } };
const VALUE = { ptdeg: 'ecd:CAValueAmount', dteg: 'ecd:CustomsCost' };
const RUB = '643';

/** The tree without what is not there. `attribute` is what a library writes before the name of an attribute. */
export function declarationTree(declaration, namespaces, sheets, attribute) {
  const { settings, createdAt, kind, payments } = declaration;
  const root = { [`${attribute}DocumentModeID`]: '1006275E' };
  for (const [prefix, uri] of Object.entries(namespaces)) root[`${attribute}xmlns:${prefix}`] = uri;
  const { code, procedure, before } = KINDS[kind];
  return {
    'ecd:ExpressCargoDeclaration': present({
      ...root,
      'cat_ru:DocumentID': declaration.documentId,
      'ecd:EECEDocHeaderAddInfo': {
        'RUScat_ru:EDocCode': 'R.043',
        'RUScat_ru:EDocDateTime': createdAt,
        'RUScat_ru:LanguageCode': 'RU',
        'RUScat_ru:SourceCountryCode': 'RU',
        'RUScat_ru:DestinationCountryCode': 'RU',
      },
      'ecd:DocType': '0',
      'ecd:ExpressRegistryKindCode': code,
      'ecd:DeclarationKindCode': directionCode(declaration),
      'ecd:CustomsModeCode': procedure,
      'ecd:PreviousCustomsModeCode': before,
      'ecd:DeclarationKind': settings.declarationFeature,
      'ecd:ElectronicDocumentSign': 'ЭД',
      'ecd:TotalSheetNumber': String(sheets),
      'ecd:GoodsShipment': present({
        'ecd:ConsignorDetails': organisation(settings.waybillConsignor),
        'ecd:ConsigneeDetails': organisation(settings.waybillConsignee),
        'ecd:GoodsLocationDetails': placeOfGoods(settings.placeOfGoods),
        'ecd:HouseShipment': declaration.houses.map((house) => houseShipment(house, declaration)),
        'ecd:UnifiedGrossWeightQuantity': quantity(kilograms(declaration.grossWeightG), '166'),
        [VALUE[kind]]: amount(money(declaration.valueKopecks), 'RUB'),
        ...(kind === 'dteg' && payments.length > 0
          ? {
              'ecd:PaymentAmountDetails': payments.map(paymentSum),
              'ecd:TotalPaymentAmountDetails': { 'RUScat_ru:Amount': money(totalKopecks(payments)), 'RUScat_ru:CurrencyCode': RUB },
            }
          : {}),
      }),
      'ecd:BrokerName': settings.representative.name,
      'ecd:BrokerRegistryDocDetails': {
        'RUDECLcat:DocKindCode': settings.representative.registerKindCode,
        'RUDECLcat:CountryA2Code': 'RU',
        'RUDECLcat:RegistrationNumberId': settings.representative.registerNumber,
      },
      'ecd:SignatoryPerson': signatory(settings.signatory, createdAt),
    }),
  };
}

function houseShipment(house, declaration) {
  const { consignment, payments } = house;
  const { consignor } = consignment;
  const { kind, flight, ratesDate } = declaration;
  const isFirms = kind === 'dteg' && payments !== undefined;
  return present({
    'ecd:WayBillID': house.waybillId,
    'ecd:ObjectOrdinal': String(house.ordinal),
    'ecd:TransportDocumentDetails': transportDocument(declaration.waybillNumber, documentKinds.airWaybill, flight.date),
    'ecd:HouseWaybillDetails': transportDocument(consignment.houseWaybill, documentKinds.houseWaybill, flight.date),
    'ecd:ConsignorDetails': {
      'cat_ru:OrganizationName': consignor.name,
      'RUScat_ru:CountryA2Code': consignor.country,
      'RUScat_ru:SubjectAddressDetails': address(consignor),
    },
    'ecd:ConsigneeDetails': consignee(consignment.consignee),
    'ecd:GoodsItemDetails': consignment.goods.map((item, index) => goodsItem(item, index, house, declaration)),
    'ecd:UnifiedGrossWeightQuantity': quantity(printedWeight(consignment.grossWeightKg), '166'),
    'ecd:TradeCountry': consignment.shop?.country,
    'ecd:URLShop': consignment.shop?.url,
    [VALUE[kind]]: amount(money(house.valueKopecks), 'RUB'),
    'ecd:CustomsPaymentDetails': isFirms && payments.own.length > 0 ? payments.own.map((each) => calculation(each, ratesDate)) : undefined,
    'ecd:WayBillPaymentAmountDetails': isFirms ? paymentSums(allPayments(payments)).map(paymentSum) : undefined,
  });
}

function goodsItem(item, index, house, { kind, ratesDate }) {
  const value = amount(money(house.lineKopecks[index]), 'RUB');
  const line = kind === 'dteg' ? (house.payments?.lines[index] ?? []) : [];
  const documents = presentedDocuments(house.consignment).map(presentedDocument);
  return present({
    'ecd:GoodsNumeric': String(index + 1),
    'ecd:TotalGoodsNumeric': String(house.firstGoodsNumeric + index),
    'ecd:URLGood': item.url,
    'ecd:GoodsTNVEDCode': item.commodityCode,
    'ecd:GoodsDescription': parts(item.description),
    'ecd:GrossWeightQuantity': quantity(printedWeight(item.grossWeightKg), '166'),
    'ecd:NetWeightQuantity': item.netWeightKg === undefined ? undefined : quantity(printedWeight(item.netWeightKg), '166'),
    'ecd:SupplementaryQuantity': quantity(item.quantity, item.unit),
    'ecd:TradeMark': item.brand,
    'ecd:ProductionPlaceName': item.originCountry === undefined ? undefined : countryName(item.originCountry),
    // The value in the currency of the invoice and in roubles: one element that repeats.
    'ecd:CAValueAmount': [amount(printedAmount(item.value.amount), item.value.currency), value],
    'ecd:CustomsCost': kind === 'dteg' ? value : undefined,
    'ecd:PresentedDocDetails': documents.length === 0 ? undefined : documents,
    'ecd:CustomsPaymentDetails': line.length === 0 ? undefined : line.map((each) => calculation(each, ratesDate)),
  });
}

/** A text in parts of 250 characters. */
function parts(text) {
  const characters = [...text];
  const found = [];
  for (let at = 0; at < characters.length; at += 250) found.push(characters.slice(at, at + 250).join(''));
  return found;
}

const amount = (value, currency) => ({ 'ecd:CurrencyQuantity': value, 'ecd:CurrencyCode': currency });

const quantity = (value, unit) =>
  present({ 'cat_ru:GoodsQuantity': value, 'cat_ru:MeasureUnitQualifierName': unitName(unit), 'cat_ru:MeasureUnitQualifierCode': unit });

const transportDocument = (number, { name, code }, date) => ({
  'cat_ru:PrDocumentName': name,
  'cat_ru:PrDocumentNumber': number,
  'cat_ru:PrDocumentDate': date,
  'ecd:DocKindCode': code,
});

const presentedDocument = ({ name, number, date, kindCode, presentation }) =>
  present({
    'cat_ru:PrDocumentName': name,
    'cat_ru:PrDocumentNumber': number,
    'cat_ru:PrDocumentDate': date,
    'RUDECLcat:DocKindCode': kindCode,
    'ecd:DocumentPresentingDetails': { 'RUDECLcat:DocPresentKindCode': presentation },
  });

const paymentSum = ({ kind, kopecks }) => ({ 'ecd:PaymentModeCode': kind, 'ecd:Amount': money(kopecks), 'ecd:CurrencyCode': RUB });

function calculation({ kind, base, rate, kopecks }, ratesDate) {
  const byValue = 'percentHundredths' in rate;
  const isOfValue = base !== undefined && 'kopecks' in base;
  return present({
    'RUDECLcat:PaymentModeCode': kind,
    'RUDECLcat:TaxBase': isOfValue ? money(base.kopecks) : base?.quantity,
    'RUDECLcat:TaxBaseCurrencyCode': isOfValue ? RUB : undefined,
    'RUDECLcat:TaxBaseQualifierCode': base?.unit,
    'RUDECLcat:RateTypeCode': byValue ? '%' : '*',
    'RUDECLcat:Rate': byValue ? percentText(rate.percentHundredths) : amountText(rate.amount),
    'RUDECLcat:RateTNVEDQualifierCode': rate.unit,
    'RUDECLcat:RateCurrencyCode': byValue ? undefined : currencyDigits(rate.currency),
    'RUDECLcat:WeightingFactor': rate.unit === undefined ? undefined : '1',
    'RUDECLcat:RateUseDate': base === undefined ? undefined : ratesDate,
    'RUDECLcat:PaymentCode': 'ИУ',
    'RUDECLcat:PaymentAmount': money(kopecks),
    'RUDECLcat:PaymentCurrencyCode': RUB,
  });
}

const organisation = (party) =>
  present({
    'cat_ru:OrganizationName': party.name,
    'cat_ru:RFOrganizationFeatures': features(party),
    'RUScat_ru:CountryA2Code': party.address.country,
    'RUScat_ru:SubjectAddressDetails': address(party.address),
    'RUScat_ru:CommunicationDetails': contacts(party),
  });

const consignee = (party) =>
  present({
    'cat_ru:OrganizationName': consigneeName(party),
    'cat_ru:RFOrganizationFeatures': features(party),
    'RUScat_ru:CountryA2Code': party.address.country,
    'RUScat_ru:IdentityCard': party.kind === 'individual' && party.identityDocument ? identity(party.identityDocument) : undefined,
    'RUScat_ru:SubjectAddressDetails': address(party.address),
    'RUScat_ru:CommunicationDetails': contacts(party),
    'ecd:PersonSign': party.kind === 'individual' ? 'true' : undefined,
  });

function features({ ogrn, inn, kpp }) {
  const found = present({ 'cat_ru:OGRN': ogrn, 'cat_ru:INN': inn, 'cat_ru:KPP': kpp });
  return Object.keys(found).length === 0 ? undefined : found;
}

const contacts = ({ phone, email }) =>
  phone === undefined && email === undefined ? undefined : present({ 'cat_ru:Phone': phone, 'cat_ru:E_mail': email });

const address = ({ postcode, country, region, city, street, house, apartment }) =>
  present({
    'RUScat_ru:PostalCode': postcode,
    'RUScat_ru:CountryCode': country,
    'RUScat_ru:CounryName': countryName(country),
    'RUScat_ru:Region': region,
    'RUScat_ru:City': city,
    'RUScat_ru:StreetHouse': street,
    'RUScat_ru:House': house,
    'RUScat_ru:Room': apartment,
  });

function identity({ kind, series, number, issuedOn, issuedBy, issuerCode }) {
  const known = identityDocumentKind(kind);
  return present({
    'RUScat_ru:IdentityCardCode': kind,
    'RUScat_ru:IdentityCardName': known?.shortName,
    'RUScat_ru:FullIdentityCardName': known?.name,
    'RUScat_ru:IdentityCardSeries': series,
    'RUScat_ru:IdentityCardNumber': number,
    'RUScat_ru:IdentityCardDate': issuedOn,
    'RUScat_ru:OrganizationName': issuedBy,
    'RUScat_ru:IssuerCode': issuerCode,
    'RUScat_ru:CountryCode': issuingCountry(kind),
  });
}

const placeOfGoods = ({ kindCode, customsOffice, name, licence, address: at }) => ({
  'ecd:GoodsLocationPlaceCode': kindCode,
  'ecd:CustomsOfficeCode': customsOffice,
  'ecd:PlaceName': name,
  'ecd:RegisterDocumentIdDetails': { 'catESAD_cu:DocId': licence },
  'ecd:SubjectAddressDetails': address(at),
});

function signatory({ lastName, firstName, middleName, position, phone, identityDocument, powerOfAttorney: power }, signedAt) {
  return {
    'ecd:SigningDetails': present({
      'cat_ru:PersonSurname': lastName,
      'cat_ru:PersonName': firstName,
      'cat_ru:PersonMiddleName': middleName,
      'cat_ru:PersonPost': position,
      'RUScat_ru:CommunicationDetails': contacts({ phone }),
      'RUScat_ru:SigningDate': signedAt,
    }),
    'ecd:SignatoryPersonIdentityDetails': identity(identityDocument),
    'ecd:PowerOfAttorneyDetails': {
      'cat_ru:PrDocumentName': 'ДОВЕРЕННОСТЬ',
      'cat_ru:PrDocumentNumber': power.number,
      'cat_ru:PrDocumentDate': power.issuedOn,
      'catESAD_cu:DocStartDate': power.validFrom,
      'catESAD_cu:DocValidityDate': power.validTo,
      'catESAD_cu:DocKindCode': power.kindCode,
    },
  };
}

/** The members that have a value. */
function present(members) {
  for (const name of Object.keys(members)) if (members[name] === undefined) delete members[name];
  return members;
}
