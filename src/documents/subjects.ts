import type { AirlineHouse } from '../domain/airline-house.js';
import type { Consignment } from '../domain/consignment.js';
import type { Registration } from '../domain/customs-mark.js';
import type { DeclarationKind } from '../domain/declaration.js';
import type { Destination } from '../domain/destination.js';
import type { Flight } from '../domain/flight.js';
import type { DutyBasis, HousePayments, PaymentSum } from '../domain/payment.js';

/** What every subject carries beside its own figures. */
interface Subject {
  /** `4B8101-20261122-HGH` */
  flightId: string;
  flight: Flight;
  /** UUID in capitals, stable for the same flight, subject and content. */
  documentId: string;
  /** RFC 3339 with a zone: when the flight was closed. No document asks the clock. */
  createdAt: string;
  /** Version of the customs' album of formats: `5.27.0`. */
  album: string;
}

/** A master waybill with its number. Weights in grams, volume in cubic centimetres. */
export interface MasterWaybill extends Subject {
  /** `210-10020032` */
  number: string;
  destination: string;
  settings: Destination;
  pieces: number;
  consignments: number;
  consignmentPieces: number;
  grossWeightG: number;
  volumeCm3: number;
  chargeableHalfKg: number;
}

/** A consignment with what the plan and the day's rates add to it. Money in kopecks. */
export interface DeclaredConsignment {
  /** `WayBillID`: UUID in capitals, the same in every revision of the flight. */
  waybillId: string;
  ordinal: number;
  firstGoodsNumeric: number;
  consignment: Consignment;
  /** Rouble value of each goods line, in their order. */
  lineKopecks: readonly number[];
  valueKopecks: number;
  payments?: HousePayments;
  /** The duty that the plan figured, and on what; left out where it was not asked for. */
  duty?: { kopecks: number; basis: DutyBasis };
}

/** A master waybill and the consignments under it, by bag and house waybill. */
export interface Consolidation extends Subject {
  waybill: MasterWaybill;
  /** What the airline sees below the master waybill, by number. */
  airlineHouses: readonly AirlineHouse[];
  houses: readonly DeclaredConsignment[];
}

/** An express declaration. Figures are sums over `houses`, held against them by the loader. */
export interface Declaration extends Subject {
  /** `4B8101-20261122-HGH-SVO-1-P1` */
  id: string;
  kind: DeclarationKind;
  /** Whether it declares goods of electronic trade, ЭТ, and not an import, ИМ. */
  isElectronicTrade: boolean;
  /** Day whose rates the payments are figured by. */
  ratesDate: string;
  waybillNumber: string;
  settings: Destination;
  houses: readonly DeclaredConsignment[];
  goodsItems: number;
  grossWeightG: number;
  valueKopecks: number;
  /** Sums by kind; empty where nothing is paid with the declaration. */
  payments: readonly PaymentSum[];
  /** Left out while it is not lodged, or customs has not answered. */
  registration?: Registration;
}

/** What is unloaded at one airport: the master waybills of a leg. */
export interface CargoManifest extends Subject {
  origin: string;
  destination: string;
  waybills: readonly MasterWaybill[];
}

/** All that flies on a flight, by the airports where it is unloaded. */
export interface WholeFlight extends Subject {
  legs: readonly { destination: string; settings: Destination; waybills: readonly MasterWaybill[] }[];
}
