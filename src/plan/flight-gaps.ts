import type { Flight } from '../domain/flight.js';
import type { Finding } from '../domain/problem.js';

/** In these words; a plan that is made anew takes those of the plan before back by them. */
export const FLIGHT_GAPS = [
  'The flight has no time of arrival: papers that state one leave it out',
  'The flight names no aircraft: papers leave it out, and there is no cargo manifest in XML',
] as const;

const [NO_ARRIVAL, NO_AIRCRAFT] = FLIGHT_GAPS;

/**
 * What is not known of a flight and papers would state. None of it is guessed: each paper leaves it out, by its own rule.
 *
 * Source: CargoManifest.xsd, AirPlaneRegNum mandatory; formats/dictionary/FFM.md, XFFM.md, line and group of the arrival optional.
 */
export function flightGaps({ arrivesAt, aircraft }: Pick<Flight, 'arrivesAt' | 'aircraft'>): Finding[] {
  const gaps = [...(arrivesAt === undefined ? [NO_ARRIVAL] : []), ...(aircraft === undefined ? [NO_AIRCRAFT] : [])];
  return gaps.map((detail) => ({ pointer: '', code: 'required_if', severity: 'warning', detail }));
}
