/** Who hands goods to the carrier abroad; countries are ISO 3166 alpha-2. */
export interface Consignor {
  name: string;
  country: string;
  city?: string;
  street?: string;
  postcode?: string;
}

export interface Address {
  country: string;
  postcode?: string;
  region?: string;
  city: string;
  street?: string;
  house?: string;
  apartment?: string;
}

export interface IdentityDocument {
  /** EAEU list (`RU01001`, the Russian passport) or the customs' two digits. */
  kind: string;
  series?: string;
  number: string;
  issuedOn?: string;
  issuedBy?: string;
  issuerCode?: string;
}

export interface Individual {
  kind: 'individual';
  lastName: string;
  firstName: string;
  middleName?: string;
  inn?: string;
  birthDate?: string;
  identityDocument?: IdentityDocument;
  phone?: string;
  email?: string;
  address: Address;
}

export interface Company {
  kind: 'company';
  name: string;
  inn: string;
  kpp?: string;
  ogrn?: string;
  phone?: string;
  email?: string;
  address: Address;
}

export type Consignee = Individual | Company;

/** The consignee's name as declarations print it: surname, given name, patronymic; or the firm's name. */
export function consigneeName(consignee: Consignee): string {
  if (consignee.kind === 'company') return consignee.name;
  const { lastName, firstName, middleName } = consignee;
  return middleName === undefined ? `${lastName} ${firstName}` : `${lastName} ${firstName} ${middleName}`;
}
