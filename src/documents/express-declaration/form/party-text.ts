import { countryName } from '../../../domain/codes/countries.js';
import type { OfficeAddress, Organisation, PlaceOfGoods } from '../../../domain/destination.js';
import { type TextSink, TextString } from '../../kit/text-sink.js';

/** What the form prints of a party: never the address, the identity document or the ОГРН. */
interface PartyFacts {
  name: string;
  inn?: string;
  kpp?: string;
  phone?: string;
  email?: string;
}

/** `ООО «Ромашка» ИНН 7707083893 КПП 770701001 т.: +7495… e-mail: …`. Source: formats/forms.md 1, party. */
export function putParty(out: TextSink, { name, inn, kpp, phone, email }: PartyFacts): void {
  out.put(name);
  putFact(out, ' ИНН ', inn);
  putFact(out, ' КПП ', kpp);
  putFact(out, ' т.: ', phone);
  putFact(out, ' e-mail: ', email);
}

/** The same as a string. */
export function partyText(facts: PartyFacts): string {
  const out = new TextString();
  putParty(out, facts);
  return out.text;
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

function putFact(out: TextSink, caption: string, fact: string | undefined): void {
  if (fact === undefined) return;
  out.put(caption);
  out.put(fact);
}
