import { gramsOf, LineReader } from './line-reader.js';

export interface ReadFfm {
  sequence: number;
  flight: string;
  departs: string;
  origin: string;
  aircraft: string | undefined;
  /** Country, day with time, airport. */
  firstArrival: (string | undefined)[] | undefined;
  unloading: ReadUnloading[];
  isLast: boolean;
}

interface ReadUnloading {
  airport: string;
  isNil: boolean;
  arrives: string | undefined;
  waybills: { number: string; route: string; pieces: number; grossWeightG: number; volume: string | undefined; goods: string }[];
}

/** Errors: RangeError if it is no FFM of version 8. Source: formats/dictionary/FFM.md. */
export function readFfm(bytes: Uint8Array): ReadFfm {
  const lines = LineReader.open(bytes);
  lines.take(/FFM\/8/);
  const [sequence, flight = '', departs = '', origin = '', aircraft, ...arrival] = lines.take(
    /(\d{1,2})\/([A-Z0-9]{2}\d{3,4}[A-Z]?)\/(\d{2}[A-Z]{3}(?:\d{4})?)\/([A-Z]{3})(?:\/([A-Z0-9 .-]{1,10}))?(?:\/([A-Z]{2})\/(\d{2}[A-Z]{3}\d{4})\/([A-Z]{3}))?/,
  );
  const unloading: ReadUnloading[] = [];
  for (let point = readUnloading(lines); point !== undefined; point = readUnloading(lines)) unloading.push(point);
  const [end] = lines.take(/(LAST|CONT)/);
  lines.end();
  const firstArrival = arrival[0] === undefined ? undefined : arrival;
  return { sequence: Number(sequence), flight, departs, origin, aircraft, firstArrival, unloading, isLast: end === 'LAST' };
}

function readUnloading(lines: LineReader): ReadUnloading | undefined {
  const head = lines.maybe(/([A-Z]{3})(?:\/(NIL)?(?:\/(\d{2}[A-Z]{3}\d{4}))?)?/);
  if (head === undefined) return undefined;
  const [airport = '', nil, arrives] = head;
  const waybills: ReadUnloading['waybills'] = [];
  const line = /(\d{3}-\d{8})([A-Z]{6})\/T(\d{1,4})K([\d.]{1,7})(?:MC([\d.]{1,9}))?\/([A-Z0-9 .-]{1,15})/;
  for (let found = lines.maybe(line); found !== undefined; found = lines.maybe(line)) {
    const [number = '', route = '', pieces, weight, volume, goods = ''] = found;
    waybills.push({ number, route, pieces: Number(pieces), grossWeightG: gramsOf(weight), volume, goods });
  }
  return { airport, isNil: nil !== undefined, arrives, waybills };
}
