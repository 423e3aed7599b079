import { documentKinds } from '../../domain/codes/document-kinds.js';
import type { Registration } from '../../domain/customs-mark.js';
import type { PlaceOfGoods } from '../../domain/destination.js';
import { uuidOf } from '../../domain/ids.js';
import { writeAddress } from '../express-declaration/party.xml.js';
import type { Assets } from '../kit/assets.js';
import { namespacesOf } from '../kit/namespaces.js';
import { writtenDocument } from '../kit/xml.js';
import { encoded, tag, tagAround, type XmlWriter } from '../kit/xml-writer.js';
import type { Declaration } from '../subjects.js';

const DOCUMENT_MODE_ID = '1008045E';

const tags = {
  documentId: tag('cat_ru:DocumentID'),
  declarationId: tag('cat_ru:RefDocumentID'),
  notifiedAt: tag('ea:NotifDate'),
  registration: tag('ea:ExpressCargoDeclarationIdDetails'),
  registeredBy: tag('cat_ru:CustomsCode'),
  registeredOn: tag('cat_ru:RegistrationDate'),
  registrationNumber: tag('cat_ru:GTDNumber'),
  customs: tag('ea:Customs'),
  customsCode: tag('cat_ru:Code'),

  place: tag('ea:GoodsLocation'),
  placeKind: tag('ea:GoodsLocationCode'),
  placeOffice: tag('ea:CustomsOfficeCode'),
  placeName: tag('ea:PlaceName'),
  licence: tag('ea:RegisterDocumentIdDetails'),
  licenceNumber: tag('catESAD_cu:DocId'),
  address: tag('ea:SubjectAddressDetails'),

  shipment: tag('ea:ArriveShipment'),
  house: tag('ea:HouseShipment'),
  waybillId: tag('ea:WayBillID'),
  ordinal: tag('ea:ObjectOrdinal'),
};

/** The file has a line for the head, for each house waybill and for the foot. */
const newLine = encoded('\n');

/**
 * The notice that the goods of a preliminary express declaration have come, with the house waybills that it declares, as the album's
 * ExpressArrive (1008045E). Ids and ordinals are those of the declaration; whether data have changed since, and what documents tell
 * of the arrival, nobody reports, so neither is stated.
 *
 * Undefined while customs has given the declaration no number: the schema demands it, and what is not known is not written.
 * Errors: `unrenderable-character`.
 * Source: ExpressArrive.xsd; customs-rules 6.
 */
export function expressArrivalXml(declaration: Declaration, assets: Pick<Assets, 'template'>): Uint8Array | undefined {
  const { registration, documentId, settings, album } = declaration;
  if (registration === undefined) return undefined;
  const namespaces = namespacesOf(assets, 'express-arrival', album);
  return writtenDocument('ea:ExpressArrive', namespaces, DOCUMENT_MODE_ID, (xml) => {
    xml.element(tags.documentId, uuidOf('express-arrival', documentId));
    xml.element(tags.declarationId, documentId);
    xml.element(tags.notifiedAt, notifiedAt(declaration));
    writeRegistration(xml, registration);
    xml.open(tags.customs);
    xml.element(tags.customsCode, settings.placeOfGoods.customsOffice);
    xml.close(tags.customs);
    writePlaceOfGoods(xml, settings.placeOfGoods);
    xml.fragment(newLine);
    writeHouses(xml, declaration);
  });
}

/** An arrival is not told of before it: where the flight was closed earlier, the notice bears the time of arrival. */
function notifiedAt({ createdAt, flight: { arrivesAt } }: Declaration): string {
  return arrivesAt !== undefined && Date.parse(arrivesAt) > Date.parse(createdAt) ? arrivesAt : createdAt;
}

function writeRegistration(xml: XmlWriter, { customsOffice, date, number }: Registration): void {
  xml.open(tags.registration);
  xml.element(tags.registeredBy, customsOffice);
  xml.element(tags.registeredOn, date);
  xml.element(tags.registrationNumber, number);
  xml.close(tags.registration);
}

function writePlaceOfGoods(xml: XmlWriter, { kindCode, customsOffice, name, licence, address }: PlaceOfGoods): void {
  xml.open(tags.place);
  xml.element(tags.placeKind, kindCode);
  xml.element(tags.placeOffice, customsOffice);
  xml.element(tags.placeName, name);
  xml.open(tags.licence);
  xml.element(tags.licenceNumber, licence);
  xml.close(tags.licence);
  writeAddress(xml, tags.address, address);
  xml.close(tags.place);
}

/** `HouseShipment` occurs at most 500 times, as in the declaration. */
function writeHouses(xml: XmlWriter, { houses, waybillNumber, flight: { date } }: Declaration): void {
  const waybill = attachedDocument('ea:TransportDocumentDetails', documentKinds.airWaybill, date);
  const houseWaybill = attachedDocument('ea:HouseWaybillDetails', documentKinds.houseWaybill, date);
  xml.open(tags.shipment);
  xml.fragment(newLine);
  for (const { waybillId, ordinal, consignment } of houses) {
    xml.open(tags.house);
    xml.element(tags.waybillId, waybillId);
    xml.element(tags.ordinal, String(ordinal));
    xml.element(waybill, waybillNumber);
    xml.element(houseWaybill, consignment.houseWaybill);
    xml.close(tags.house);
    xml.fragment(newLine);
  }
  xml.close(tags.shipment);
  xml.fragment(newLine);
}

/** Around the number of a waybill; `AttachedDocumentType`, dated as in the declaration. */
function attachedDocument(name: string, kind: { code: string; name: string }, date: string) {
  return tagAround(
    `<${name}><cat_ru:PrDocumentName>${kind.name}</cat_ru:PrDocumentName><cat_ru:PrDocumentNumber>`,
    `</cat_ru:PrDocumentNumber><cat_ru:PrDocumentDate>${date}</cat_ru:PrDocumentDate>\
<RUScat_ru:DocKindCode>${kind.code}</RUScat_ru:DocKindCode></${name}>`,
  );
}
