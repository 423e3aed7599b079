import type { MasterWaybill } from '../subjects.js';
import { code } from './element.js';

/** Pieces have four digits, the SLAC count five. Source: air-cargo 3.3. */
export const PIECES = 4;
export const SLAC = 5;

/** Number and route of a master waybill, which every message begins its line with: `210-10020032HGHSVO`. */
export function numberAndRoute({ number, flight, destination }: MasterWaybill): string {
  return code('waybill number and route', `${number}${flight.origin}${destination}`, /^\d{3}-\d{8}[A-Z]{6}$/);
}
