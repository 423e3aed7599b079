/** Carrier, number, date: the unit of work. Dates `YYYY-MM-DD`, instants RFC 3339 with a zone, airports IATA. */
export interface Flight {
  carrier: string;
  number: string;
  date: string;
  origin: string;
  destination: string;
  departsAt?: string;
  arrivesAt?: string;
  aircraft?: string;
}

/** A flight's id, written from its nouns: `4B8101-20261122-HGH`. */
export function flightId(flight: Flight): string {
  return `${flight.carrier}${flight.number}-${flight.date.replaceAll('-', '')}-${flight.origin}`;
}

/** The designator as timetables and waybills print it: `4B8101`. */
export function flightDesignator(flight: Flight): string {
  return `${flight.carrier}${flight.number}`;
}
