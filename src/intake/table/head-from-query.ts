import type { Finding } from '../../domain/problem.js';
import { say } from '../../domain/wording/wording.js';

/** Members of the flight, which may be named with or without the flight before them. */
const flightMembers = ['carrier', 'number', 'date', 'origin', 'destination', 'departsAt', 'arrivesAt', 'aircraft'] as const;
const ownMembers = ['manifestId', 'revision', 'channel'] as const;

const FLIGHT_ID = /^([A-Z0-9]{2})(\d{1,4}[A-Z]?)-(\d{4})(\d{2})(\d{2})-([A-Z]{3})$/;

/** The head of a manifest as a query tells it, and which parameter told each member. */
export class QueryHead {
  /** The head as JSON would have it; incomplete or wrong as the query is. */
  readonly value: Record<string, unknown> = {};
  readonly #flight: Record<string, string> = {};
  readonly #parameters = new Map<string, string>();
  /** What parameters say against each other. */
  readonly findings: Finding[] = [];

  constructor(query: Readonly<Record<string, string>>) {
    const told = (name: string): string | undefined => (Object.hasOwn(query, name) ? query[name] : undefined);
    for (const name of ownMembers) {
      const text = told(name);
      if (text !== undefined) this.value[name] = name === 'revision' ? wholeNumber(text) : text;
    }
    this.value.flight = this.#flight;
    const flight = told('flight');
    if (flight !== undefined) this.#addFlight(flight);
    for (const name of flightMembers) {
      for (const parameter of [`flight.${name}`, name]) {
        const text = told(parameter);
        if (text !== undefined) this.#add(name, text, parameter);
      }
    }
  }

  /** The parameter that told a member, by its pointer; of one that none told, the dotted name. */
  parameterOf(pointer: string): string {
    return this.#parameters.get(pointer) ?? pointer.slice(1).replaceAll('/', '.');
  }

  #addFlight(id: string): void {
    const match = FLIGHT_ID.exec(id);
    if (match === null) {
      this.findings.push({ parameter: 'flight', code: 'format', detail: 'A flight id, as 4B8101-20261122-HGH' });
      return;
    }
    const [, carrier, number, year, month, day, origin] = match;
    this.#add('carrier', carrier, 'flight');
    this.#add('number', number, 'flight');
    this.#add('date', `${year}-${month}-${day}`, 'flight');
    this.#add('origin', origin, 'flight');
  }

  #add(name: string, text: string, parameter: string): void {
    const earlier = this.#parameters.get(`/flight/${name}`);
    if (earlier === undefined) {
      this.#flight[name] = text;
      this.#parameters.set(`/flight/${name}`, parameter);
    } else if (this.#flight[name] !== text) {
      this.findings.push({ parameter, code: 'mismatch', ...say('The parameter {0} says otherwise', earlier) });
    }
  }
}

const wholeNumber = (text: string): string | number => (/^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text);

/** Manifest and flight members of a file of rows, from the query of its request. Others of its parameters are passed over. */
export function headFromQuery(query: Readonly<Record<string, string>>): QueryHead {
  return new QueryHead(query);
}
