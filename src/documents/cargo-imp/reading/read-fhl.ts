import { gramsOf, hundredthsOf, LineReader } from './line-reader.js';
import { type ReadParty, readBareParty, readCustomsLines, readNamedParty } from './read-party.js';

interface ReadHouse {
  number: string;
  route: string;
  pieces: number;
  grossWeightG: number;
  slac: number;
  goods: string;
  texts: string[];
  codes: string[];
}

export interface ReadFhl {
  version: number;
  number: string;
  route: string;
  pieces: number;
  grossWeightG: number;
  houses: ReadHouse[];
  /** Of a message on one house. */
  parties?: { customs: string[]; shipper: ReadParty; consignee: ReadParty; currency: string; value: number };
}

/** Errors: RangeError if it is no FHL of version 4 or 5. Source: formats/dictionary/FHL.md. */
export function readFhl(bytes: Uint8Array): ReadFhl {
  const lines = LineReader.open(bytes);
  const version = Number(lines.take(/FHL\/([45])/)[0]);
  const [number, route, pieces, weight] = lines.take(/MBI\/(\d{3}-\d{8})([A-Z]{6})\/T(\d{1,4})K([\d.]{1,7})/);
  const houses: ReadHouse[] = [];
  for (let house = readHouse(lines); house !== undefined; house = readHouse(lines)) houses.push(house);
  if (houses.length === 0) throw lines.fault('is no house');
  const customs = readCustomsLines(lines);
  const parties = customs.length === 0 ? {} : { parties: readParties(lines, version, customs) };
  // With parties a message has one house.
  if ('parties' in parties && houses.length > 1) throw lines.fault('follows parties of several houses');
  lines.end();
  return { version, number: number ?? '', route: route ?? '', pieces: Number(pieces), grossWeightG: gramsOf(weight), houses, ...parties };
}

function readHouse(lines: LineReader): ReadHouse | undefined {
  const head = lines.maybe(/HBS\/([A-Z0-9]{1,12})\/([A-Z]{6})\/(\d{1,4})\/K([\d.]{1,7})\/(\d{0,5})\/([A-Z0-9 .-]{1,15})/);
  if (head === undefined) return undefined;
  const [number = '', route = '', pieces, weight, slac, goods = ''] = head;
  const texts = lines.many(/TXT\/([A-Z0-9 .-]{1,65})/, /\/([A-Z0-9 .-]{1,65})/, 9);
  const codes = lines.many(/HTS\/([A-Z0-9]{6,18})/, /\/([A-Z0-9]{6,18})/, 9);
  return { number, route, pieces: Number(pieces), grossWeightG: gramsOf(weight), slac: Number(slac), goods, texts, codes };
}

function readParties(lines: LineReader, version: number, customs: string[]): ReadFhl['parties'] {
  const party = (identifier: string) => (version === 5 ? readNamedParty(lines, identifier) : readBareParty(lines, identifier, true));
  const [shipper, consignee] = [party('SHP'), party('CNE')];
  const [currency, value] = lines.take(/CVD\/([A-Z]{3})\/PP\/NVD\/([\d.]{1,12})\/XXX/);
  return { customs, shipper, consignee, currency: currency ?? '', value: hundredthsOf(value) };
}
