import { countryName } from '../../domain/codes/countries.js';
import { identityDocumentKind, issuingCountry } from '../../domain/codes/identity-documents.js';
import type { Organisation } from '../../domain/destination.js';
import { type Address, type Company, type Consignee, type Consignor, type IdentityDocument } from '../../domain/party.js';
import { elementOf, fixed, listed, type Tag, tag, type XmlWriter } from '../kit/xml-writer.js';

const tags = {
  consignor: tag('ecd:ConsignorDetails'),
  consignee: tag('ecd:ConsigneeDetails'),
  partyName: tag('cat_ru:OrganizationName'),
  partyAddress: tag('RUScat_ru:SubjectAddressDetails'),

  numbers: tag('cat_ru:RFOrganizationFeatures'),
  ogrn: tag('cat_ru:OGRN'),
  inn: tag('cat_ru:INN'),
  kpp: tag('cat_ru:KPP'),

  postcode: tag('RUScat_ru:PostalCode'),
  region: tag('RUScat_ru:Region'),
  city: tag('RUScat_ru:City'),
  street: tag('RUScat_ru:StreetHouse'),
  house: tag('RUScat_ru:House'),
  apartment: tag('RUScat_ru:Room'),

  identity: tag('RUScat_ru:IdentityCard'),
  identitySeries: tag('RUScat_ru:IdentityCardSeries'),
  identityNumber: tag('RUScat_ru:IdentityCardNumber'),
  identityDate: tag('RUScat_ru:IdentityCardDate'),
  issuer: tag('RUScat_ru:OrganizationName'),
  issuerCode: tag('RUScat_ru:IssuerCode'),

  contacts: tag('RUScat_ru:CommunicationDetails'),
  phone: tag('cat_ru:Phone'),
  email: tag('cat_ru:E_mail'),
};

const partyCountry = listed((country) => elementOf('RUScat_ru:CountryA2Code', country));

/** A country of an address by its code. */
const addressCountry = listed(
  (country) => elementOf('RUScat_ru:CountryCode', country) + elementOf('RUScat_ru:CounryName', countryName(country)),
);

/** A kind of identity document by its code, with its names where it is a known one. */
const identityKind = listed((code) => {
  const kind = identityDocumentKind(code);
  const named = elementOf('RUScat_ru:IdentityCardName', kind?.shortName) + elementOf('RUScat_ru:FullIdentityCardName', kind?.name);
  return elementOf('RUScat_ru:IdentityCardCode', code) + named;
});

/** The country that issues a kind of identity document. */
const identityCountry = listed((code) => elementOf('RUScat_ru:CountryCode', issuingCountry(code)));

const individualSign = fixed('<ecd:PersonSign>true</ecd:PersonSign>');

/** Consignor or consignee of the master waybill: `GoodsShipmentSubjectDetailsType`, with the name and address that are Russian. */
export function writeOrganisation(xml: XmlWriter, party: Tag, organisation: Organisation): void {
  xml.open(party);
  xml.element(tags.partyName, organisation.name);
  writeNumbers(xml, organisation);
  xml.fixed(partyCountry(organisation.address.country));
  writeAddress(xml, tags.partyAddress, organisation.address);
  writeContacts(xml, organisation);
  xml.close(party);
}

export function writeConsignor(xml: XmlWriter, consignor: Consignor): void {
  xml.open(tags.consignor);
  xml.element(tags.partyName, consignor.name);
  xml.fixed(partyCountry(consignor.country));
  writeAddress(xml, tags.partyAddress, consignor);
  xml.close(tags.consignor);
}

/** `ecd:ConsigneeDetailsType`; `PersonSign` marks an individual and is left out of a firm. */
export function writeConsignee(xml: XmlWriter, consignee: Consignee): void {
  xml.open(tags.consignee);
  if (consignee.kind === 'company') xml.element(tags.partyName, consignee.name);
  else xml.words(tags.partyName, consignee.lastName, consignee.firstName, consignee.middleName);
  writeNumbers(xml, consignee);
  xml.fixed(partyCountry(consignee.address.country));
  if (consignee.kind === 'individual') writeIdentity(xml, tags.identity, consignee.identityDocument);
  writeAddress(xml, tags.partyAddress, consignee.address);
  writeContacts(xml, consignee);
  if (consignee.kind === 'individual') xml.fixed(individualSign);
  xml.close(tags.consignee);
}

/** `RUAddressType`; the kind of address (registration, actual) is not reported by senders and therefore not stated. */
export function writeAddress(xml: XmlWriter, name: Tag, address: Partial<Address> & Pick<Address, 'country'>): void {
  xml.open(name);
  xml.element(tags.postcode, address.postcode);
  xml.fixed(addressCountry(address.country));
  xml.element(tags.region, address.region);
  xml.element(tags.city, address.city);
  xml.element(tags.street, address.street);
  xml.element(tags.house, address.house);
  xml.element(tags.apartment, address.apartment);
  xml.close(name);
}

/** `RUIdentityCardType`; names and country follow from the kind where it is a known one. */
export function writeIdentity(xml: XmlWriter, name: Tag, identity: IdentityDocument | undefined): void {
  if (identity === undefined) return;
  xml.open(name);
  xml.fixed(identityKind(identity.kind));
  xml.element(tags.identitySeries, identity.series);
  xml.element(tags.identityNumber, identity.number);
  xml.element(tags.identityDate, identity.issuedOn);
  xml.element(tags.issuer, identity.issuedBy);
  xml.element(tags.issuerCode, identity.issuerCode);
  xml.fixed(identityCountry(identity.kind));
  xml.close(name);
}

export function writeContacts(xml: XmlWriter, { phone, email }: { phone?: string; email?: string }): void {
  if (phone === undefined && email === undefined) return;
  xml.open(tags.contacts);
  xml.element(tags.phone, phone);
  xml.element(tags.email, email);
  xml.close(tags.contacts);
}

function writeNumbers(xml: XmlWriter, { ogrn, inn, kpp }: Partial<Pick<Company, 'ogrn' | 'inn' | 'kpp'>>): void {
  if (ogrn === undefined && inn === undefined && kpp === undefined) return;
  xml.open(tags.numbers);
  xml.element(tags.ogrn, ogrn);
  xml.element(tags.inn, inn);
  xml.element(tags.kpp, kpp);
  xml.close(tags.numbers);
}
