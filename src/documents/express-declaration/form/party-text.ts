import { countryName } from '../../../domain/codes/countries.js';
import type { OfficeAddress, Organisation, PlaceOfGoods } from '../../../domain/destination.js';

/** What the form prints of a party: never the address, the identity document or the ОГРН. */
interface PartyFacts {
  name: string;
  inn?: string;
  kpp?: string;
  phone?: string;
  email?: string;
}

/** `ООО «Ромашка» ИНН 7707083893 КПП 770701001 т.: +7495… e-mail: …`. Source: formats/forms.md 1, party. */
export function partyText({ name, inn, kpp, phone, email }: PartyFacts): string {
  let text = name;
  if (inn !== undefined) text += ` ИНН ${inn}`;
  if (kpp !== undefined) text += ` КПП ${kpp}`;
  if (phone !== undefined) text += ` т.: ${phone}`;
  if (email !== undefined) text += ` e-mail: ${email}`;
  return text;
}

/** A consignor: the party and, on a line of its own, the country's two letters. */
export function consignorText(consignor: Organisation): string {
  return `${partyText(consignor)}\n${consignor.address.country}`;
}

/** Source: formats/forms.md 2.1. */
export function placeOfGoodsText({ kindCode, customsOffice, licence, name, address }: PlaceOfGoods): string {
  return `Код: ${kindCode} Код ТО: ${customsOffice}\nСвидетельство № ${licence}\n${name}\n${addressText(address)}`;
}

function addressText({ postcode, country, region, city, street, house }: OfficeAddress): string {
  const land = `(${country}) ${countryName(country) ?? ''}`.trimEnd();
  return [postcode, land, region, city, street, house].filter((part) => part !== undefined).join(', ');
}
