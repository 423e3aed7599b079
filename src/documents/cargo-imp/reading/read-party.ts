import type { LineReader } from './line-reader.js';

export interface ReadParty {
  /** Lines of name and of address joined by a space. */
  name: string;
  address: string;
  place: string;
  state?: string | undefined;
  country: string;
  postcode?: string | undefined;
  phone?: string | undefined;
}

const TEXT = '[A-Z0-9 .-]';
const LINE_35 = new RegExp(`/(${TEXT}{1,35})`);
const TOWN = new RegExp(`/(${TEXT}{1,17})(?:/(${TEXT}{1,9}))?`);
const COUNTRY = /\/([A-Z]{2})(?:\/(?!TE\/)([A-Z0-9 .-]{1,9}))?(?:\/TE\/([A-Z0-9]{1,25}))?/;

/** A party whose lines have no names, or whose name stands on the line of its identifier. */
export function readBareParty(lines: LineReader, identifier: string, isInline: boolean): ReadParty {
  if (!isInline) lines.take(new RegExp(identifier));
  const [name] = lines.take(isInline ? new RegExp(`${identifier}${LINE_35.source}`) : LINE_35);
  const [address] = lines.take(LINE_35);
  return { name: name ?? '', address: address ?? '', ...readPlace(lines, '') };
}

/** A party whose lines have names; name and address may take two each. */
export function readNamedParty(lines: LineReader, identifier: string): ReadParty {
  lines.take(new RegExp(identifier));
  const name = lines.many(new RegExp(`NAM/(${TEXT}{1,35})`), LINE_35, 2).join(' ');
  const address = lines.many(new RegExp(`ADR/(${TEXT}{1,35})`), LINE_35, 2).join(' ');
  return { name, address, ...readPlace(lines, 'LOC') };
}

function readPlace(lines: LineReader, name: string): Omit<ReadParty, 'name' | 'address'> {
  const [place, state] = lines.take(new RegExp(name + TOWN.source));
  const [country, postcode, phone] = lines.take(COUNTRY);
  return { place: place ?? '', state, country: country ?? '', postcode, phone };
}

/** Country, subject, content and text of each customs line. */
export function readCustomsLines(lines: LineReader): string[] {
  const line = '(([A-Z]{2})?/([A-Z]{3})?/([A-Z]{1,2})?/[A-Z0-9 .-]{1,35})';
  return lines.many(new RegExp(`OCI/${line}`), new RegExp(`/${line}`), 99);
}
