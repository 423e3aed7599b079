import { airport } from '../../domain/codes/airports.js';
import { countryName } from '../../domain/codes/countries.js';
import { identityDocumentKind, issuingCountry } from '../../domain/codes/identity-documents.js';
import { unitName } from '../../domain/codes/units.js';
import type { DeclarationKind } from '../../domain/declaration.js';
import type { GoodsItem } from '../../domain/goods-item.js';
import type { Address, Consignee, Consignor, IdentityDocument } from '../../domain/party.js';
import { money } from '../../domain/units.js';
import { type PresentedDocument, presentedDocuments } from '../express-declaration/presented-documents.js';
import { printedWeight } from '../kit/format.js';
import { escapeAttribute } from '../kit/xml-escape.js';
import type { Declaration, DeclaredConsignment } from '../subjects.js';
import { fields, lineFields } from './indpost-fields.js';
import { type IndpostFigures, IndpostMoney, type IndpostRates, isDutyDue, taxBaseKind, unitPrice } from './indpost-figures.js';
import { type IndpostChange, IndpostWriter } from './indpost-writer.js';

/** One file: its bytes, valid until the next one is made, and what had to be changed so that all fits. */
export interface IndpostFile {
  fileName: string;
  bytes: Uint8Array;
  changes: readonly IndpostChange[];
}

const AIR = '0';
const IMPORT = '1';
const INDIVIDUAL = '1';
const COMPANY = '2';

/** `TYPE_PARCEL`: a passenger declaration, or a register. */
const parcelKinds: Record<DeclarationKind, string> = { ptdeg: '1', dteg: '0' };

/** `IDENTITYCARDCODE` has the two digits of the customs' own list; of the EAEU list one kind has its like there. */
const twoDigits: Readonly<Record<string, string>> = { RU01001: '21' };

const goods = { start: Buffer.from('<GOODS>\n'), end: Buffer.from('</GOODS>\n') };
const document = { start: Buffer.from('<PRESENTEDDOCUMENTS>\n'), end: Buffer.from('</PRESENTEDDOCUMENTS>\n') };
const END = Buffer.from('</AltaIndPost>\n');

/**
 * Consignments of declarations as AltaIndPost, a file each, in windows-1251: what the broker's software loads.
 *
 * Units: kilograms with three decimals, money with two. Rules for what does not fit: `IndpostWriter`, and for characters `in1251`;
 * a long telephone number first loses what is no digit. What nobody told is left out: the code of the terms of delivery, of which
 * countries and airports are known and who pays the carriage is not; snapshots and ids of goods; who pays the duty, and that it is paid.
 * So are the norms of duty, which the broker's software has itself.
 * Source: customs-rules 7, element order of its IndPost.xsd.
 */
export function indpostWriter(rates: IndpostRates): (declaration: Declaration, house: DeclaredConsignment) => IndpostFile {
  const figures = new IndpostMoney(rates);
  const xml = new IndpostWriter();
  return (declaration, house) => {
    const { consignment } = house;
    const fileName = `IndPost_${consignment.houseWaybill}.xml`;
    xml.changes.length = 0;
    xml.line = undefined;
    const attributes = `time="${declaration.createdAt}" FileName="${escapeAttribute(fileName)}"`;
    xml.raw(Buffer.from(`<?xml version="1.0" encoding="windows-1251"?>\n<AltaIndPost ${attributes}>\n`));
    const own = figures.of(house, declaration.kind);
    writeHead(xml, declaration, house);
    writeConsignee(xml, consignment.consignee);
    writeConsignor(xml, consignment.consignor);
    writeTotals(xml, declaration, house, own);
    const documents = presentedDocuments(consignment);
    consignment.goods.forEach((item, i) => {
      xml.line = i + 1;
      writeGoods(xml, item, own.lines[i], house.lineKopecks[i], documents);
    });
    xml.raw(END);
    return { fileName, bytes: xml.take(), changes: xml.changes };
  };
}

function writeHead(xml: IndpostWriter, { kind, waybillNumber, flight }: Declaration, house: DeclaredConsignment): void {
  const { consignment } = house;
  const isDue = isDutyDue(house);
  xml.put(fields.number, consignment.houseWaybill);
  xml.put(fields.masterWaybill, waybillNumber);
  xml.put(fields.masterWaybillDate, flight.date);
  xml.put(fields.invoice, consignment.houseWaybill);
  xml.put(fields.isDutyDue, isDue === undefined ? undefined : isDue ? '1' : '0');
  xml.put(fields.transport, AIR);
  xml.put(fields.parcelKind, parcelKinds[kind]);
  xml.put(fields.direction, IMPORT);
}

function writeConsignee(xml: IndpostWriter, consignee: Consignee): void {
  xml.put(fields.consigneeKind, consignee.kind === 'individual' ? INDIVIDUAL : COMPANY);
  if (consignee.kind === 'company') {
    xml.put(fields.company, consignee.name);
    xml.put(fields.ogrn, consignee.ogrn);
    xml.put(fields.kpp, consignee.kpp);
  } else {
    xml.put(fields.lastName, consignee.lastName);
    xml.put(fields.firstName, consignee.firstName);
    xml.put(fields.middleName, consignee.middleName);
    if (consignee.identityDocument !== undefined) writeIdentity(xml, consignee.identityDocument);
    xml.put(fields.birthDate, consignee.birthDate);
  }
  writeAddress(xml, consignee.address, consignee.inn);
  xml.put(fields.phone, phoneOf(consignee.phone));
  xml.put(fields.email, consignee.email);
}

function writeIdentity(xml: IndpostWriter, identity: IdentityDocument): void {
  xml.put(fields.identityName, identityDocumentKind(identity.kind)?.shortName);
  xml.put(fields.identityKind, twoDigits[identity.kind] ?? identity.kind);
  xml.put(fields.identitySeries, identity.series);
  xml.put(fields.identityNumber, identity.number);
  xml.put(fields.identityDate, identity.issuedOn);
  xml.put(fields.issuer, identity.issuedBy);
  xml.put(fields.identityCountry, issuingCountry(identity.kind));
  xml.put(fields.issuerCode, identity.issuerCode);
}

function writeAddress(xml: IndpostWriter, address: Address, inn: string | undefined): void {
  xml.put(fields.countryCode, address.country);
  xml.put(fields.countryName, countryName(address.country));
  xml.put(fields.postcode, address.postcode);
  xml.put(fields.inn, inn);
  xml.put(fields.region, address.region);
  xml.put(fields.city, address.city);
  xml.put(fields.street, address.street);
  xml.put(fields.house, address.house);
  xml.put(fields.apartment, address.apartment);
}

/** `+7 (916) 123-45-67` as `+79161234567` where it would not fit. */
const phoneOf = (phone: string | undefined): string | undefined =>
  phone === undefined || phone.length <= fields.phone.limit ? phone : phone.replace(/(?!^\+)\D/g, '');

function writeConsignor(xml: IndpostWriter, consignor: Consignor): void {
  xml.put(fields.consignor, consignor.name);
  xml.put(fields.consignorKind, COMPANY);
  xml.put(fields.consignorPostcode, consignor.postcode);
  xml.put(fields.consignorCity, consignor.city);
  xml.put(fields.consignorStreet, consignor.street);
  xml.put(fields.consignorCountryCode, consignor.country);
  xml.put(fields.consignorCountryName, countryName(consignor.country));
}

function writeTotals(xml: IndpostWriter, declaration: Declaration, house: DeclaredConsignment, own: IndpostFigures): void {
  const { flight, ratesDate } = declaration;
  const { consignment } = house;
  const { consignor, shop, houseWaybill } = consignment;
  const dispatch = airport(flight.origin)?.country ?? consignor.country;
  xml.put(fields.arrivalDate, flight.arrivesAt?.slice(0, 10));
  xml.put(fields.value, own.total);
  xml.put(fields.currency, own.currency);
  xml.put(fields.grossWeight, printedWeight(consignment.grossWeightKg));
  xml.put(fields.pieces, String(consignment.pieces));
  xml.put(fields.dispatchCountry, dispatch);
  xml.put(fields.client, shop?.name);
  xml.put(fields.tradingCountry, shop?.country ?? consignor.country);
  xml.put(fields.termsDispatchCountry, dispatch);
  xml.put(fields.departure, flight.origin);
  xml.put(fields.delivery, consignment.destination ?? flight.destination);
  xml.put(fields.ratesDate, ratesDate);
  if (own.euro !== undefined) {
    xml.put(fields.valueEur, own.euro.value);
    xml.put(fields.weight, printedWeight(consignment.grossWeightKg));
  }
  xml.put(fields.dutyBasis, taxBaseKind(house));
  xml.put(fields.currencyRate, own.currencyRate);
  xml.put(fields.euroRate, own.euro?.rate);
  xml.put(fields.order, consignment.orderNumber);
  // The number stands above already: where it is too long for this field, nothing is lost.
  xml.put(fields.tracking, houseWaybill.length > fields.tracking.limit ? undefined : houseWaybill);
  xml.put(fields.bag, consignment.bag);
}

function writeGoods(xml: IndpostWriter, item: GoodsItem, value: string, kopecks: number, documents: readonly PresentedDocument[]): void {
  xml.raw(goods.start);
  xml.put(lineFields.description, item.description);
  xml.put(lineFields.quantity, item.quantity);
  xml.put(lineFields.price, unitPrice(item, value));
  xml.put(lineFields.value, value);
  xml.put(lineFields.roubles, money(kopecks));
  xml.put(lineFields.grossWeight, printedWeight(item.grossWeightKg));
  xml.put(lineFields.netWeight, item.netWeightKg === undefined ? undefined : printedWeight(item.netWeightKg));
  xml.put(lineFields.url, item.url);
  xml.put(lineFields.commodityCode, item.commodityCode);
  xml.put(lineFields.unit, item.unit);
  xml.put(lineFields.unitName, unitName(item.unit));
  xml.put(lineFields.descriptionEn, item.descriptionEn);
  for (const { name, number, date, kindCode } of documents) {
    xml.raw(document.start);
    xml.put(lineFields.documentName, name);
    xml.put(lineFields.documentNumber, number);
    xml.put(lineFields.documentDate, date);
    xml.put(lineFields.documentKind, kindCode);
    xml.raw(document.end);
  }
  xml.raw(goods.end);
}
