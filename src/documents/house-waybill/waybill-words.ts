import { countryName } from '../../domain/codes/countries.js';
import { identityDocumentKind } from '../../domain/codes/identity-documents.js';
import type { Address, Consignee, IdentityDocument } from '../../domain/party.js';
import { printedDate } from '../kit/format.js';

type Heading = 'sender' | 'receiver' | 'departure' | 'delivery' | 'carrier' | 'insurer';
type Caption =
  | ('number' | 'sticker' | 'shipment' | 'services' | 'procedure' | 'specialServices' | 'distribution' | 'weight' | 'currency')
  | ('organisation' | 'requisites' | 'address' | 'notes' | 'name' | 'iata' | 'legalAddress' | 'actualAddress' | 'register' | 'more')
  | ('sent' | 'accepted' | 'date');
type Word =
  | ('byAir' | 'isUsed' | 'net' | 'gross' | 'inn' | 'kpp' | 'ogrn')
  | ('identity' | 'identityCode' | 'identityNumber' | 'issued' | 'page' | 'of');

/** Headings, captions and fixed words, from `templates/house-waybill/form.json`. */
export interface HouseWaybillForm {
  title: string;
  parties: string;
  carriers: string;
  goods: string;
  headings: Record<Heading, string>;
  captions: Record<Caption, string>;
  words: Record<Word, string>;
  /** Titles of the two rows of a goods line, in sixths of the width. */
  lines: readonly (readonly { title: string; span: number }[])[];
}

/** `115114, RU, РОССИЯ, г. МОСКВА, ул. ДЕРБЕНЕВСКАЯ, 1, 15`: in the order of the schema, what is known of it. */
export function addressText({ country, postcode, region, city, street, house, apartment }: Partial<Address>): string {
  const known = country === undefined ? undefined : countryName(country);
  return [postcode, country, known, region, city, street, house, apartment].filter((part) => part !== undefined).join(', ');
}

/** `ИНН:7709123453 КПП:770901001`. */
export function requisitesText(
  { inn, kpp, ogrn }: { inn?: string; kpp?: string; ogrn?: string },
  words: HouseWaybillForm['words'],
): string {
  const named = [
    [words.inn, inn],
    [words.kpp, kpp],
    [words.ogrn, ogrn],
  ];
  return named.flatMap(([name, number]) => (number === undefined ? [] : [`${name}${number}`])).join(' ');
}

/** The consignee's identity document, a line for each of its facts; none of a firm. */
export function identityLines(consignee: Consignee, words: HouseWaybillForm['words']): string[] {
  if (consignee.kind === 'company' || consignee.identityDocument === undefined) return [];
  const document: IdentityDocument = consignee.identityDocument;
  const kind = identityDocumentKind(document.kind);
  const name = kind?.shortName ?? kind?.name ?? '';
  const number = document.series === undefined ? document.number : `${document.series} ${document.number}`;
  const issued = [
    document.issuedOn === undefined ? '' : printedDate(document.issuedOn),
    document.issuedBy ?? '',
    document.issuerCode ?? '',
  ];
  const by = issued.filter((part) => part !== '').join(', ');
  return [
    words.identity,
    `${name} (${words.identityCode} ${document.kind})`.trim(),
    `${words.identityNumber} ${number}`,
    ...(by === '' ? [] : [`${words.issued} ${by}`]),
  ];
}
