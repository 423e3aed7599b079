import type { IdentityDocument } from './party.js';

/** An address as declarations and waybills print it; every part as it should read on paper. */
export interface OfficeAddress {
  country: string;
  postcode?: string;
  region?: string;
  city: string;
  street?: string;
  house?: string;
}

/** A firm that stands on waybills and declarations. Latin name for the waybill, Russian for the declaration where both exist. */
export interface Organisation {
  name: string;
  /** As on the waybill, in Latin capitals; `name` if left out. */
  nameEn?: string;
  inn?: string;
  kpp?: string;
  ogrn?: string;
  address: OfficeAddress;
  /** The same address in Latin capitals for the waybill; `address` if left out. */
  addressEn?: OfficeAddress;
  phone?: string;
  email?: string;
}

export interface PlaceOfGoods {
  /** Kind of place, two digits of the customs' classifier: `11` a temporary storage warehouse. */
  kindCode: string;
  customsOffice: string;
  name: string;
  /** Number of the warehouse's certificate. */
  licence: string;
  address: OfficeAddress;
}

export interface Representative {
  name: string;
  inn: string;
  /** Printed where a paper asks for it; the declaration has no place for one. That of the waybill's consignee if they are one firm. */
  address?: OfficeAddress;
  /** Certificate of entry in the register of customs representatives. */
  registerKindCode: string;
  registerNumber: string;
  /** Agreement between the declarant and the representative. */
  agreement: { number: string; date: string };
}

export interface Signatory {
  lastName: string;
  firstName: string;
  middleName?: string;
  position: string;
  phone?: string;
  identityDocument: IdentityDocument;
  powerOfAttorney: { kindCode: string; number: string; issuedOn: string; validFrom: string; validTo: string };
}

/** Charges of the master waybill; left out, it reads AS ARRANGED. Decimal text. */
export interface WaybillCharges {
  currency: string;
  ratePerKg: string;
  /** Two-letter code, `A` due agent or `C` due carrier, amount. */
  other: { code: string; entitlement: 'A' | 'C'; amount: string }[];
}

/** What declarations and waybills for an airport say; `PUT /v1/destinations/{iata}`. */
export interface Destination {
  /** Where declarations are lodged, eight digits. */
  customsOffice: string;
  placeOfGoods: PlaceOfGoods;
  waybillConsignor: Organisation;
  waybillConsignee: Organisation;
  /** Issuing carrier's agent. */
  agent: { name: string; city: string; country: string; iataCode: string; accountNumber?: string };
  representative: Representative;
  signatory: Signatory;
  /** Feature of declaring, three digits of the customs' classifier; printed only if set. */
  declarationFeature?: string;
  charges?: WaybillCharges;
  /** No prior notice is made where this is left out: the number is not in the album of formats, and a wrong one is worse than none. */
  priorNotice?: { structureCode: string };
}
