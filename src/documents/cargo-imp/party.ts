import type { AirlineHouse } from '../../domain/airline-house.js';
import type { OfficeAddress, Organisation } from '../../domain/destination.js';
import { latinCapitals } from '../kit/transliterate.js';
import { code, isWritten, latinText, text, textLines } from './element.js';

/** How a message writes a party: `bare` lines (FWB/16), the name on the identifier's own line (FHL/4), or `named` ones (FWB/17, FHL/5). */
export type PartyStyle = 'bare' | 'inline' | 'named';

/** A party before it is written: texts of any length and script. */
interface MessageParty {
  name: string;
  street?: string | undefined;
  house?: string | undefined;
  place?: string | undefined;
  state?: string | undefined;
  country: string;
  postcode?: string | undefined;
  phone?: string | undefined;
}

const NAME = 35;
const STREET = 35;
const PLACE = 17;
const STATE = 9;
const POSTCODE = 9;
/** Named lines may be two each. */
const NAMED_LINES = 2;

/** A firm of the settings as the printed waybill has it: Latin name and address where they are set. */
export function organisationParty({ name, nameEn = name, address, addressEn = address, phone }: Organisation): MessageParty {
  const { street, house, city, region, country, postcode }: OfficeAddress = addressEn;
  return { name: nameEn, street, house, place: city, state: region, country, postcode, phone };
}

/** The consignor of a house. */
export function consignorParty({ name, street, city, country, postcode }: AirlineHouse['consignor']): MessageParty {
  return { name, street, place: city, country, postcode };
}

/**
 * The lines of a party: identifier, name, street, place and state, country with post code and telephone.
 *
 * Rule: name and street end at a word where they are too long; of an address it is the street that loses words and the house that
 * stays. A line that the message demands and that is not known has the next larger place: the town for a street, the country for a town.
 * A part of an address of which nothing can be written, as of the `-` that stands for none, is not known.
 * Errors: `validation-failed` if nothing of the name can be written.
 * Source: formats/dictionary/FWB.md lines 5 and 6, FHL.md lines 7 and 8.
 */
export function partyLines(identifier: 'SHP' | 'CNE', party: MessageParty, style: PartyStyle): string[] {
  const { name, country } = party;
  const place = known(party.place) ?? country;
  const state = known(party.state);
  const lines = style === 'named' ? NAMED_LINES : 1;
  const names = lines === 1 ? [text(`${identifier} name`, name, NAME)] : textLines(`${identifier} name`, name, NAME, lines);
  const streets = streetLines(identifier, party, lines);
  const region = state === undefined ? '' : `/${text(`${identifier} state`, state, STATE)}`;
  const town = `/${text(`${identifier} place`, place, PLACE)}${region}`;
  const last = countryLine(identifier, party);
  if (style === 'named') return [identifier, ...named('NAM', names), ...named('ADR', streets), `LOC${town}`, last];
  const head = style === 'inline' ? [`${identifier}/${names[0]}`] : [identifier, `/${names[0]}`];
  return [...head, `/${streets[0]}`, town, last];
}

const known = (part: string | undefined): string | undefined => (part !== undefined && isWritten(part) ? part : undefined);

/** The identifier stands on the first line only. */
function named(identifier: string, [first, ...more]: readonly string[]): string[] {
  return [`${identifier}/${first}`, ...more.map((line) => `/${line}`)];
}

function streetLines(identifier: string, party: MessageParty, lines: number): string[] {
  const [street, house, place] = [party.street, party.house, party.place].map(known);
  const element = `${identifier} address`;
  const parts = [street, house].filter((part) => part !== undefined);
  const whole = parts.length === 0 ? (place ?? party.country) : parts.join(' ');
  const written = lines === 1 ? [text(element, whole, STREET)] : textLines(element, whole, STREET, lines);
  if (street === undefined || house === undefined || written.join(' ').length >= latinText(element, whole).length) return written;
  // The house goes with the last line; one that is half a line long is no number that mail is delivered by.
  const number = latinCapitals(house);
  if (number === '' || number.length > STREET / 2) return written;
  const before = textLines(element, street, STREET, lines - 1);
  const room = STREET - number.length - 1;
  const rest = latinText(element, street).slice(before.join(' ').length).trim();
  return [...before, /[A-Z0-9]/.test(rest) ? `${text(element, rest, room)} ${number}` : number];
}

/** A telephone is written in its digits alone. */
function countryLine(identifier: string, { country, postcode, phone }: MessageParty): string {
  const digits = phone?.replace(/\D/g, '') ?? '';
  return [
    `/${code(`${identifier} country`, country, /^[A-Z]{2}$/)}`,
    postcode === undefined ? '' : `/${text(`${identifier} post code`, postcode, POSTCODE)}`,
    digits === '' ? '' : `/TE/${code(`${identifier} telephone`, digits, /^\d{1,25}$/)}`,
  ].join('');
}
