import { airport } from '../../../domain/codes/airports.js';
import { type Flight, flightDesignator } from '../../../domain/flight.js';
import { grams, kilograms, unscaled } from '../../../domain/units.js';
import { weightText } from '../../cargo-message/weight.js';
import type { Assets } from '../../kit/assets.js';
import { cubicMetres } from '../../kit/volume.js';
import type { MasterWaybill, WholeFlight } from '../../subjects.js';
import { firmNotes } from '../customs-notes.js';
import { LIMITS, latin } from '../latin.js';
import { group, type Markup, section, text, volume, weight } from '../markup.js';
import { envelopeOf, type MessageForm, messageBytes, specialHandling } from '../message.js';
import { airportLocation, dueAt, endpoints, movementHead } from '../route.js';

const SCHEDULED = 'S';
const BULK = 'BLK';
/** The waybill flies whole: no part of it on another flight. */
const TOTAL = 'T';

type Leg = WholeFlight['legs'][number];

/**
 * What flies on a flight as XFFM: the waybills by point of unlading, loaded in bulk, because nothing is known of load units.
 *
 * Units: kilograms by `weightText`, as in the other messages, and totals that are the sums of what is written; cubic metres with two
 * decimals. Pieces are bags, packages (SLAC) house waybills. Aircraft and times that are not known are left out.
 * Errors: `validation-failed`.
 * Source: formats/dictionary/XFFM.md; air-cargo 3.2.
 */
export function xffmXml(whole: WholeFlight, assets: Pick<Assets, 'template'>): Uint8Array {
  const form = assets.template<MessageForm>('xffm/form');
  // The same words as on the cargo manifest.
  const { goods } = assets.template<{ goods: string }>('cargo-manifest/form');
  const { flight, legs } = whole;
  const id = manifestNumber(flight);
  // Agents may differ by airport; the flight as a whole is reported by that of its first leg.
  const envelope = envelopeOf(id, whole, legs[0].settings);
  const country = firstCountry(legs);
  return messageBytes(
    'xffm',
    'FlightManifest',
    envelope,
    assets,
    section('BusinessHeaderDocument', text('ID', id)),
    movement(whole),
    ...legs.map((leg) => arrival(flight, leg, country, specialHandling(form), latin('SummaryDescription', goods, LIMITS.goods))),
  );
}

/** Flight, day and airport of departure: `4B810120261122HGH`. */
function manifestNumber(flight: Flight): string {
  return `${flightDesignator(flight)}${flight.date.replaceAll('-', '')}${flight.origin}`;
}

function movement({ flight, legs }: WholeFlight): Markup {
  const waybills = legs.flatMap((leg) => leg.waybills);
  const volumes = waybills.map(({ volumeCm3 }) => cubicMetres(volumeCm3));
  return section(
    'LogisticsTransportMovement',
    movementHead(flight),
    weight('TotalGrossWeightMeasure', totalWeight(waybills)),
    volume('TotalGrossVolumeMeasure', totalVolume(volumes)),
    text('TotalPackageQuantity', sum(waybills.map(({ consignments }) => consignments))),
    text('TotalPieceQuantity', sum(waybills.map(({ pieces }) => pieces))),
    group('UsedLogisticsTransportMeans', text('Name', flight.aircraft)),
    flight.departsAt === undefined
      ? ''
      : group(
          'DepartureEvent',
          text('DepartureOccurrenceDateTime', flight.departsAt),
          text('DepartureDateTimeTypeCode', SCHEDULED),
          airportLocation('OccurrenceDepartureLocation', flight.origin),
        ),
  );
}

/** The sum of what the waybills state, which may be more characters than each of them takes. */
function totalWeight(waybills: readonly MasterWaybill[]): string {
  const stated = waybills.map(({ grossWeightG }) => grams(weightText(grossWeightG)));
  return kilograms(sum(stated)).replace(/(\.\d+?)0+$/, '$1');
}

/** The sum of what the waybills state; undefined where one states none, because that of the others is not the flight's. */
function totalVolume(volumes: readonly (string | undefined)[]): string | undefined {
  const known = volumes.filter((each) => each !== undefined);
  return known.length < volumes.length ? undefined : unscaled(sum(known.map((each) => Number(each.replace('.', '')))), 2);
}

/** The country of first arrival: known where all airports of the flight lie in one, because the order of its legs is not. */
function firstCountry(legs: readonly Leg[]): string | undefined {
  const countries = new Set(legs.map(({ destination }) => airport(destination)?.country));
  return countries.size === 1 ? [...countries][0] : undefined;
}

function arrival(flight: Flight, leg: Leg, country: string | undefined, handling: Markup, goods: Markup): Markup {
  const arrivesAt = dueAt(flight, leg.destination);
  return section(
    'ArrivalEvent',
    text('ArrivalOccurrenceDateTime', arrivesAt),
    text('ArrivalDateTimeTypeCode', arrivesAt && SCHEDULED),
    airportLocation('OccurrenceArrivalLocation', leg.destination, text('FirstArrivalCountryID', country)),
    group('AssociatedTransportCargo', text('TypeCode', BULK), ...leg.waybills.map((waybill) => consignment(waybill, handling, goods))),
  );
}

function consignment(waybill: MasterWaybill, handling: Markup, goods: Markup): Markup {
  return group(
    'IncludedMasterConsignment',
    weight('GrossWeightMeasure', weightText(waybill.grossWeightG)),
    volume('GrossVolumeMeasure', cubicMetres(waybill.volumeCm3)),
    text('PackageQuantity', waybill.consignments),
    text('TotalPieceQuantity', waybill.pieces),
    goods,
    text('TransportSplitDescription', TOTAL),
    group('TransportContractDocument', text('ID', waybill.number)),
    endpoints(waybill.flight.origin, waybill.destination),
    handling,
    firmNotes(waybill.settings),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
