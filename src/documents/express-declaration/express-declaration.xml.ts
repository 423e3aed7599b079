import { documentKinds } from '../../domain/codes/document-kinds.js';
import type { DeclarationKind } from '../../domain/declaration.js';
import type { PlaceOfGoods, Representative, Signatory } from '../../domain/destination.js';
import { kilograms } from '../../domain/units.js';
import type { Assets } from '../kit/assets.js';
import { namespacesOf } from '../kit/namespaces.js';
import { documentBytes, element, parent } from '../kit/xml.js';
import type { Declaration } from '../subjects.js';
import { houseShipmentXml, totalValueXml, transportDocumentXml, weightXml } from './house-shipment.xml.js';
import { addressXml, contactsXml, identityXml, organisationXml } from './party.xml.js';

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

/**
 * An express declaration, ПТДЭГ or ДТЭГ, as the album's ExpressCargoDeclaration (1006275E): what is not known is left out.
 *
 * Units: kilograms with three decimals, money with two; `sheets` is the page count of the printed form.
 * Errors: `unrenderable-character`, `validation-failed` for a description above 1 000 characters.
 * Source: ExpressCargoDeclaration.xsd; EEC Collegium Decisions 142 of 28.08.2018 and 158 of 16.10.2018.
 */
export function declarationXml(declaration: Declaration, assets: Pick<Assets, 'template'>, sheets: number): Uint8Array {
  const namespaces = namespacesOf(assets, 'express-declaration', declaration.album);
  return documentBytes('ecd:ExpressCargoDeclaration', namespaces, DOCUMENT_MODE_ID, parts(declaration, sheets));
}

/** A line of the file for the head, for each house waybill and for the foot. */
function* parts(declaration: Declaration, sheets: number): Iterable<string> {
  const { settings, kind, flight, waybillNumber } = declaration;
  yield `${headXml(declaration, sheets)}
<ecd:GoodsShipment>\
${organisationXml('ecd:ConsignorDetails', settings.waybillConsignor)}\
${organisationXml('ecd:ConsigneeDetails', settings.waybillConsignee)}\
${placeOfGoodsXml(settings.placeOfGoods)}
`;
  const waybill = transportDocumentXml('ecd:TransportDocumentDetails', documentKinds.airWaybill, waybillNumber, flight.date);
  for (const house of declaration.houses) yield houseShipmentXml(house, kind, waybill, flight.date);
  yield `${weightXml('ecd:UnifiedGrossWeightQuantity', kilograms(declaration.grossWeightG))}\
${totalValueXml(kind, declaration.valueKopecks)}\
</ecd:GoodsShipment>
${representativeXml(settings.representative)}\
${signatoryXml(settings.signatory, declaration.createdAt)}
`;
}

function headXml({ documentId, createdAt, kind, settings }: Declaration, sheets: number): string {
  const { code, procedure, before } = kindParts[kind];
  return (
    element('cat_ru:DocumentID', documentId) +
    parent(
      'ecd:EECEDocHeaderAddInfo',
      element('RUScat_ru:EDocCode', STRUCTURE_CODE) +
        element('RUScat_ru:EDocDateTime', createdAt) +
        element('RUScat_ru:LanguageCode', 'RU') +
        element('RUScat_ru:SourceCountryCode', 'RU') +
        element('RUScat_ru:DestinationCountryCode', 'RU'),
    ) +
    element('ecd:DocType', ORIGINAL) +
    element('ecd:ExpressRegistryKindCode', code) +
    element('ecd:DeclarationKindCode', 'ИМ') +
    element('ecd:CustomsModeCode', procedure) +
    element('ecd:PreviousCustomsModeCode', before) +
    element('ecd:DeclarationKind', settings.declarationFeature) +
    element('ecd:ElectronicDocumentSign', 'ЭД') +
    element('ecd:TotalSheetNumber', String(sheets))
  );
}

function placeOfGoodsXml({ kindCode, customsOffice, name, licence, address }: PlaceOfGoods): string {
  return parent(
    'ecd:GoodsLocationDetails',
    element('ecd:GoodsLocationPlaceCode', kindCode) +
      element('ecd:CustomsOfficeCode', customsOffice) +
      element('ecd:PlaceName', name) +
      parent('ecd:RegisterDocumentIdDetails', element('catESAD_cu:DocId', licence)) +
      addressXml('ecd:SubjectAddressDetails', address),
  );
}

function representativeXml({ name, registerKindCode, registerNumber }: Representative): string {
  return (
    element('ecd:BrokerName', name) +
    parent(
      'ecd:BrokerRegistryDocDetails',
      element('RUDECLcat:DocKindCode', registerKindCode) +
        element('RUDECLcat:CountryA2Code', 'RU') +
        element('RUDECLcat:RegistrationNumberId', registerNumber),
    )
  );
}

function signatoryXml(signatory: Signatory, signedAt: string): string {
  const { powerOfAttorney } = signatory;
  return parent(
    'ecd:SignatoryPerson',
    parent(
      'ecd:SigningDetails',
      element('cat_ru:PersonSurname', signatory.lastName) +
        element('cat_ru:PersonName', signatory.firstName) +
        element('cat_ru:PersonMiddleName', signatory.middleName) +
        element('cat_ru:PersonPost', signatory.position) +
        contactsXml({ phone: signatory.phone }) +
        element('RUScat_ru:SigningDate', signedAt),
    ) +
      identityXml('ecd:SignatoryPersonIdentityDetails', signatory.identityDocument) +
      parent(
        'ecd:PowerOfAttorneyDetails',
        element('cat_ru:PrDocumentName', 'ДОВЕРЕННОСТЬ') +
          element('cat_ru:PrDocumentNumber', powerOfAttorney.number) +
          element('cat_ru:PrDocumentDate', powerOfAttorney.issuedOn) +
          element('catESAD_cu:DocStartDate', powerOfAttorney.validFrom) +
          element('catESAD_cu:DocValidityDate', powerOfAttorney.validTo) +
          element('catESAD_cu:DocKindCode', powerOfAttorney.kindCode),
      ),
  );
}
