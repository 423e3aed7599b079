import type { CargoManifest, Consolidation, Declaration, DeclaredConsignment, MasterWaybill, WholeFlight } from '../documents/subjects.js';
import type { AirlineHouses } from '../domain/airline-house.js';
import { airlineHousesOf } from '../domain/airline-houses.js';
import type { Consignment } from '../domain/consignment.js';
import type { Registration } from '../domain/customs-mark.js';
import type { DeclarationKind } from '../domain/declaration.js';
import type { Destination } from '../domain/destination.js';
import type { ExchangeRates } from '../domain/exchange-rates.js';
import type { Flight } from '../domain/flight.js';
import type { WaybillSlot } from '../domain/flight-plan.js';
import { uuidOf } from '../domain/ids.js';
import { allPayments, type DutyBasis, type HousePayments, paymentSums } from '../domain/payment.js';
import { grams, hundredths } from '../domain/units.js';

/**
 * Subjects of documents from rows: what a plan decided, the consignments as they were sent and the settings of the day.
 * Pure, so that the service and the command line make the same bytes.
 */

/** What all subjects of a run have in common. */
export interface ComposeContext {
  flightId: string;
  flight: Flight;
  /** RFC 3339 with a zone: when the flight was closed. */
  createdAt: string;
  album: string;
  /** Errors: `destination-not-set-up`. */
  settingsOf(destination: string): Destination;
  /** What customs has answered of a declaration, by its id; of none if left out. */
  registrationOf?: (declarationId: string) => Registration | undefined;
  rates: ExchangeRates;
  regime?: 'personal' | 'e-commerce';
  /** Consolidated if left out. */
  airlineHouses?: AirlineHouses;
}

/** A consignment as the store has it, with its place in its declaration. */
export interface DeclaredRow {
  consignment: Consignment;
  ordinal: number;
  firstGoodsNumeric: number;
  payments?: HousePayments | undefined;
  duty: { kopecks: number; basis: DutyBasis };
}

/** Which declaration it is; figures are summed up from its rows. */
export interface DeclarationHead {
  slot: string;
  kind: DeclarationKind;
  destination: string;
}

/** `4B8101-20261122-HGH-SVO-1-P1` */
export function declarationId(flightId: string, slot: string): string {
  return `${flightId}-${slot}`;
}

/**
 * A declaration from its rows, which come by ordinal. `fingerprint` stands for the content: same content, same document id.
 * The regime of electronic trade is one of individuals: what goes to a firm stays an import.
 *
 * Units: grams and kopecks; each goods line converted and rounded by itself.
 * Errors: `exchange-rate-missing`, `destination-not-set-up`.
 */
export function composeDeclaration(
  context: ComposeContext,
  { slot, kind, destination }: DeclarationHead,
  waybillNumber: string,
  rows: readonly DeclaredRow[],
  fingerprint: string,
): Declaration {
  const id = declarationId(context.flightId, slot);
  const houses = rows.map((row) => declaredConsignment(context, row));
  const registration = context.registrationOf?.(id);
  return {
    ...subject(context, 'declaration', id, fingerprint),
    id,
    kind,
    isElectronicTrade: kind === 'ptdeg' && context.regime === 'e-commerce',
    ratesDate: context.rates.date,
    waybillNumber,
    settings: context.settingsOf(destination),
    houses,
    goodsItems: houses.reduce((sum, { consignment }) => sum + consignment.goods.length, 0),
    grossWeightG: houses.reduce((sum, { consignment }) => sum + grams(consignment.grossWeightKg), 0),
    valueKopecks: houses.reduce((sum, { valueKopecks }) => sum + valueKopecks, 0),
    payments: paymentSums(rows.flatMap(({ payments }) => (payments === undefined ? [] : allPayments(payments)))),
    ...(registration === undefined ? {} : { registration }),
  };
}

/** A master waybill from its slot and number. Errors: `destination-not-set-up`. */
export function composeMasterWaybill(context: ComposeContext, waybill: WaybillSlot, number: string, fingerprint: string): MasterWaybill {
  const { destination, pieces, consignments, consignmentPieces, grossWeightG, volumeCm3, chargeableHalfKg } = waybill;
  return {
    ...subject(context, 'master-waybill', number, fingerprint),
    number,
    destination,
    settings: context.settingsOf(destination),
    pieces,
    consignments,
    consignmentPieces,
    grossWeightG,
    volumeCm3,
    chargeableHalfKg,
  };
}

/** What flies under a master waybill; rows by bag and house waybill, in byte order. Errors: `exchange-rate-missing`. */
export function composeConsolidation(
  context: ComposeContext,
  waybill: MasterWaybill,
  rows: readonly DeclaredRow[],
  fingerprint: string,
): Consolidation {
  return {
    ...subject(context, 'consolidation', waybill.number, fingerprint),
    waybill,
    airlineHouses: airlineHousesOf(
      { waybillNumber: waybill.number, consolidator: waybill.settings.waybillConsignor, mode: context.airlineHouses },
      rows.map(({ consignment }) => consignment),
    ),
    houses: rows.map((row) => declaredConsignment(context, row)),
  };
}

/** What is unloaded at one airport. `waybills` by slot, all to `destination`. */
export function composeCargoManifest(
  context: ComposeContext,
  destination: string,
  waybills: readonly MasterWaybill[],
  fingerprint: string,
): CargoManifest {
  return {
    ...subject(context, 'cargo-manifest', `${context.flightId}-${destination}`, fingerprint),
    origin: context.flight.origin,
    destination,
    waybills,
  };
}

/** All that flies on a flight: `waybills` by slot. Errors: `destination-not-set-up`. */
export function composeWholeFlight(context: ComposeContext, waybills: readonly MasterWaybill[], fingerprint: string): WholeFlight {
  const destinations = [...new Set(waybills.map(({ destination }) => destination))];
  return {
    ...subject(context, 'flight', context.flightId, fingerprint),
    legs: destinations.map((destination) => ({
      destination,
      settings: context.settingsOf(destination),
      waybills: waybills.filter((waybill) => waybill.destination === destination),
    })),
  };
}

function subject({ flightId, flight, createdAt, album }: ComposeContext, kind: string, id: string, fingerprint: string) {
  return { flightId, flight, documentId: uuidOf(kind, id, fingerprint), createdAt, album };
}

function declaredConsignment({ flightId, rates }: ComposeContext, row: DeclaredRow): DeclaredConsignment {
  const { consignment, ordinal, firstGoodsNumeric, payments, duty } = row;
  const lineKopecks = consignment.goods.map(({ value }) => rates.kopecks(hundredths(value.amount), value.currency));
  return {
    waybillId: uuidOf(flightId, consignment.houseWaybill),
    ordinal,
    firstGoodsNumeric,
    consignment,
    lineKopecks,
    valueKopecks: lineKopecks.reduce((sum, kopecks) => sum + kopecks, 0),
    duty,
    ...(payments === undefined ? {} : { payments }),
  };
}
