import { documentKinds } from '../../domain/codes/document-kinds.js';
import type { DeclarationKind } from '../../domain/declaration.js';
import type { PlaceOfGoods, Representative, Signatory } from '../../domain/destination.js';
import type { Assets } from '../kit/assets.js';
import { namespacesOf } from '../kit/namespaces.js';
import { writtenDocument } from '../kit/xml.js';
import { escapeText } from '../kit/xml-escape.js';
import { fixed, tag, type XmlWriter } from '../kit/xml-writer.js';
import type { Declaration } from '../subjects.js';
import { directionCode } from './direction.js';
import { type HouseFrame, totalValue, transportDocument, unifiedGrossWeight, writeHouseShipment } from './house-shipment.xml.js';
import { writeAddress, writeContacts, writeIdentity, writeOrganisation } from './party.xml.js';
import { writeDeclarationPayments } from './payments.xml.js';

const DOCUMENT_MODE_ID = '1006275E';

/** Structure of express declarations in the EAEU register, EEC Collegium Decision 9 of 22.01.2019. */
const STRUCTURE_CODE = 'R.043';

/** `DocType`: 0 the declaration itself, 1 its correction. */
const ORIGINAL = '0';

/** The kind in Russian letters, and the procedure: goods for personal use have none, firms' goods are released for consumption. */
const kindParts = {
  ptdeg: { code: 'ПТДЭГ', procedure: undefined, before: undefined },
  dteg: { code: 'ДТЭГ', procedure: '40', before: '00' },
} as const satisfies Record<DeclarationKind, { code: string; procedure?: string; before?: string }>;

const tags = {
  documentId: tag('cat_ru:DocumentID'),
  header: tag('ecd:EECEDocHeaderAddInfo'),
  structure: tag('RUScat_ru:EDocCode'),
  createdAt: tag('RUScat_ru:EDocDateTime'),
  language: tag('RUScat_ru:LanguageCode'),
  source: tag('RUScat_ru:SourceCountryCode'),
  destination: tag('RUScat_ru:DestinationCountryCode'),
  docType: tag('ecd:DocType'),
  kind: tag('ecd:ExpressRegistryKindCode'),
  direction: tag('ecd:DeclarationKindCode'),
  procedure: tag('ecd:CustomsModeCode'),
  procedureBefore: tag('ecd:PreviousCustomsModeCode'),
  feature: tag('ecd:DeclarationKind'),
  electronic: tag('ecd:ElectronicDocumentSign'),
  sheets: tag('ecd:TotalSheetNumber'),

  shipment: tag('ecd:GoodsShipment'),
  consignor: tag('ecd:ConsignorDetails'),
  consignee: tag('ecd:ConsigneeDetails'),
  place: tag('ecd:GoodsLocationDetails'),
  placeKind: tag('ecd:GoodsLocationPlaceCode'),
  customsOffice: tag('ecd:CustomsOfficeCode'),
  placeName: tag('ecd:PlaceName'),
  licence: tag('ecd:RegisterDocumentIdDetails'),
  licenceNumber: tag('catESAD_cu:DocId'),
  placeAddress: tag('ecd:SubjectAddressDetails'),

  representative: tag('ecd:BrokerName'),
  register: tag('ecd:BrokerRegistryDocDetails'),
  registerKind: tag('RUDECLcat:DocKindCode'),
  registerCountry: tag('RUDECLcat:CountryA2Code'),
  registerNumber: tag('RUDECLcat:RegistrationNumberId'),

  signatory: tag('ecd:SignatoryPerson'),
  signing: tag('ecd:SigningDetails'),
  lastName: tag('cat_ru:PersonSurname'),
  firstName: tag('cat_ru:PersonName'),
  middleName: tag('cat_ru:PersonMiddleName'),
  position: tag('cat_ru:PersonPost'),
  signedAt: tag('RUScat_ru:SigningDate'),
  signatoryIdentity: tag('ecd:SignatoryPersonIdentityDetails'),
  powerOfAttorney: tag('ecd:PowerOfAttorneyDetails'),
  powerName: tag('cat_ru:PrDocumentName'),
  powerNumber: tag('cat_ru:PrDocumentNumber'),
  powerDate: tag('cat_ru:PrDocumentDate'),
  powerFrom: tag('catESAD_cu:DocStartDate'),
  powerTo: tag('catESAD_cu:DocValidityDate'),
  powerKind: tag('catESAD_cu:DocKindCode'),
};

/** The file has a line for the head, for each house waybill and for the foot. */
const newLine = fixed('\n');

/**
 * An express declaration, ПТДЭГ or ДТЭГ, as the album's ExpressCargoDeclaration (1006275E): what is not known is left out.
 *
 * Units: kilograms with three decimals, money with two; `sheets` is the page count of the printed form.
 * Errors: `unrenderable-character`, `validation-failed` for a description above 1 000 characters.
 * Source: ExpressCargoDeclaration.xsd; EEC Collegium Decisions 142 of 28.08.2018 and 158 of 16.10.2018.
 */
export function declarationXml(declaration: Declaration, assets: Pick<Assets, 'template'>, sheets: number): Uint8Array {
  const namespaces = namespacesOf(assets, 'express-declaration', declaration.album);
  const { settings, createdAt } = declaration;
  return writtenDocument('ecd:ExpressCargoDeclaration', namespaces, DOCUMENT_MODE_ID, (xml) => {
    writeHead(xml, declaration, sheets);
    xml.fixed(newLine);
    writeShipment(xml, declaration);
    xml.fixed(newLine);
    writeRepresentative(xml, settings.representative);
    writeSignatory(xml, settings.signatory, createdAt);
    xml.fixed(newLine);
  });
}

function writeHead(xml: XmlWriter, declaration: Declaration, sheets: number): void {
  const { documentId, createdAt, kind, settings } = declaration;
  const { code, procedure, before } = kindParts[kind];
  xml.element(tags.documentId, documentId);
  xml.open(tags.header);
  xml.element(tags.structure, STRUCTURE_CODE);
  xml.element(tags.createdAt, createdAt);
  xml.element(tags.language, 'RU');
  xml.element(tags.source, 'RU');
  xml.element(tags.destination, 'RU');
  xml.close(tags.header);
  xml.element(tags.docType, ORIGINAL);
  xml.element(tags.kind, code);
  xml.element(tags.direction, directionCode(declaration));
  xml.element(tags.procedure, procedure);
  xml.element(tags.procedureBefore, before);
  xml.element(tags.feature, settings.declarationFeature);
  xml.element(tags.electronic, 'ЭД');
  xml.whole(tags.sheets, sheets);
}

function writeShipment(xml: XmlWriter, declaration: Declaration): void {
  const { settings, houses, kind, grossWeightG, valueKopecks, payments } = declaration;
  const frame = houseFrame(declaration);
  xml.open(tags.shipment);
  writeOrganisation(xml, tags.consignor, settings.waybillConsignor);
  writeOrganisation(xml, tags.consignee, settings.waybillConsignee);
  writePlaceOfGoods(xml, settings.placeOfGoods);
  xml.fixed(newLine);
  for (const house of houses) {
    writeHouseShipment(xml, house, frame);
    xml.fixed(newLine);
  }
  xml.kilograms(unifiedGrossWeight, grossWeightG);
  xml.money(totalValue[kind], valueKopecks);
  if (kind === 'dteg') writeDeclarationPayments(xml, payments);
  xml.close(tags.shipment);
}

function houseFrame({ kind, flight, waybillNumber, ratesDate }: Declaration): HouseFrame {
  const waybill = transportDocument('ecd:TransportDocumentDetails', documentKinds.airWaybill, flight.date);
  return {
    kind,
    ratesDate,
    waybill: waybill.start.followedBy(fixed(escapeText(waybillNumber))).followedBy(waybill.end),
    houseWaybill: transportDocument('ecd:HouseWaybillDetails', documentKinds.houseWaybill, flight.date),
  };
}

function writePlaceOfGoods(xml: XmlWriter, { kindCode, customsOffice, name, licence, address }: PlaceOfGoods): void {
  xml.open(tags.place);
  xml.element(tags.placeKind, kindCode);
  xml.element(tags.customsOffice, customsOffice);
  xml.element(tags.placeName, name);
  xml.open(tags.licence);
  xml.element(tags.licenceNumber, licence);
  xml.close(tags.licence);
  writeAddress(xml, tags.placeAddress, address);
  xml.close(tags.place);
}

function writeRepresentative(xml: XmlWriter, { name, registerKindCode, registerNumber }: Representative): void {
  xml.element(tags.representative, name);
  xml.open(tags.register);
  xml.element(tags.registerKind, registerKindCode);
  xml.element(tags.registerCountry, 'RU');
  xml.element(tags.registerNumber, registerNumber);
  xml.close(tags.register);
}

function writeSignatory(xml: XmlWriter, signatory: Signatory, signedAt: string): void {
  const { powerOfAttorney } = signatory;
  xml.open(tags.signatory);
  xml.open(tags.signing);
  xml.element(tags.lastName, signatory.lastName);
  xml.element(tags.firstName, signatory.firstName);
  xml.element(tags.middleName, signatory.middleName);
  xml.element(tags.position, signatory.position);
  writeContacts(xml, { phone: signatory.phone });
  xml.element(tags.signedAt, signedAt);
  xml.close(tags.signing);
  writeIdentity(xml, tags.signatoryIdentity, signatory.identityDocument);
  xml.open(tags.powerOfAttorney);
  xml.element(tags.powerName, 'ДОВЕРЕННОСТЬ');
  xml.element(tags.powerNumber, powerOfAttorney.number);
  xml.element(tags.powerDate, powerOfAttorney.issuedOn);
  xml.element(tags.powerFrom, powerOfAttorney.validFrom);
  xml.element(tags.powerTo, powerOfAttorney.validTo);
  xml.element(tags.powerKind, powerOfAttorney.kindCode);
  xml.close(tags.powerOfAttorney);
  xml.close(tags.signatory);
}
