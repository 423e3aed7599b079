import { countryName } from '../../domain/codes/countries.js';
import { identityDocumentKind, issuingCountry } from '../../domain/codes/identity-documents.js';
import type { Organisation } from '../../domain/destination.js';
import { type Address, type Company, type Consignee, type Consignor, consigneeName, type IdentityDocument } from '../../domain/party.js';
import { element, parent } from '../kit/xml.js';

/** Consignor or consignee of the master waybill: `GoodsShipmentSubjectDetailsType`, with the name and address that are Russian. */
export function organisationXml(name: string, organisation: Organisation): string {
  return parent(
    name,
    element('cat_ru:OrganizationName', organisation.name) +
      numbersXml(organisation) +
      element('RUScat_ru:CountryA2Code', organisation.address.country) +
      addressXml('RUScat_ru:SubjectAddressDetails', organisation.address) +
      contactsXml(organisation),
  );
}

export function consignorXml(consignor: Consignor): string {
  return parent(
    'ecd:ConsignorDetails',
    element('cat_ru:OrganizationName', consignor.name) +
      element('RUScat_ru:CountryA2Code', consignor.country) +
      addressXml('RUScat_ru:SubjectAddressDetails', consignor),
  );
}

/** `ecd:ConsigneeDetailsType`; `PersonSign` marks an individual and is left out of a firm. */
export function consigneeXml(consignee: Consignee): string {
  const isIndividual = consignee.kind === 'individual';
  return parent(
    'ecd:ConsigneeDetails',
    element('cat_ru:OrganizationName', consigneeName(consignee)) +
      numbersXml(consignee) +
      element('RUScat_ru:CountryA2Code', consignee.address.country) +
      (isIndividual ? identityXml('RUScat_ru:IdentityCard', consignee.identityDocument) : '') +
      addressXml('RUScat_ru:SubjectAddressDetails', consignee.address) +
      contactsXml(consignee) +
      (isIndividual ? '<ecd:PersonSign>true</ecd:PersonSign>' : ''),
  );
}

/** `RUAddressType`; the kind of address (registration, actual) is not reported by senders and therefore not stated. */
export function addressXml(name: string, address: Partial<Address> & Pick<Address, 'country'>): string {
  return parent(
    name,
    element('RUScat_ru:PostalCode', address.postcode) +
      element('RUScat_ru:CountryCode', address.country) +
      element('RUScat_ru:CounryName', countryName(address.country)) +
      element('RUScat_ru:Region', address.region) +
      element('RUScat_ru:City', address.city) +
      element('RUScat_ru:StreetHouse', address.street) +
      element('RUScat_ru:House', address.house) +
      element('RUScat_ru:Room', address.apartment),
  );
}

/** `RUIdentityCardType`; names and country follow from the kind where it is a known one. */
export function identityXml(name: string, identity: IdentityDocument | undefined): string {
  if (identity === undefined) return '';
  const kind = identityDocumentKind(identity.kind);
  return parent(
    name,
    element('RUScat_ru:IdentityCardCode', identity.kind) +
      element('RUScat_ru:IdentityCardName', kind?.shortName) +
      element('RUScat_ru:FullIdentityCardName', kind?.name) +
      element('RUScat_ru:IdentityCardSeries', identity.series) +
      element('RUScat_ru:IdentityCardNumber', identity.number) +
      element('RUScat_ru:IdentityCardDate', identity.issuedOn) +
      element('RUScat_ru:OrganizationName', identity.issuedBy) +
      element('RUScat_ru:IssuerCode', identity.issuerCode) +
      element('RUScat_ru:CountryCode', issuingCountry(identity.kind)),
  );
}

export function contactsXml({ phone, email }: { phone?: string; email?: string }): string {
  return parent('RUScat_ru:CommunicationDetails', element('cat_ru:Phone', phone) + element('cat_ru:E_mail', email));
}

function numbersXml({ ogrn, inn, kpp }: Partial<Pick<Company, 'ogrn' | 'inn' | 'kpp'>>): string {
  return parent('cat_ru:RFOrganizationFeatures', element('cat_ru:OGRN', ogrn) + element('cat_ru:INN', inn) + element('cat_ru:KPP', kpp));
}
