import type { Flight } from '../../domain/flight.js';
import { code } from './element.js';

/** Carrier and flight number with three digits at least, as messages have them: `4B8101`, `4B005`. */
export function flightNumber({ carrier, number }: Flight): string {
  const padded = number.replace(/^\d+/, (digits) => digits.padStart(3, '0'));
  return code('flight', `${carrier}${padded}`, /^[A-Z0-9]{2}\d{3,4}[A-Z]?$/);
}
