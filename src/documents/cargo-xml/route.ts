import { type Flight, flightDesignator } from '../../domain/flight.js';
import { airportCity } from '../kit/places.js';
import { LIMITS, latin } from './latin.js';
import { group, type Markup, text } from './markup.js';

const AIRPORT = 'Airport';
const BY_AIR = '4';

/** The city of an airport as messages name it; an airport that is not listed has its code. */
export const cityName = (iata: string): Markup => latin('Name', airportCity(iata), LIMITS.place);

/** From where to where a waybill or house goes. */
export function endpoints(origin: string, destination: string): Markup {
  return (
    group('OriginLocation', text('ID', origin), cityName(origin)) +
    group('FinalDestinationLocation', text('ID', destination), cityName(destination))
  );
}

/** The beginning of a movement: main carriage by air on a flight, its first stage. */
export function movementHead(flight: Flight): Markup {
  return [
    text('StageCode', 'Main-Carriage'),
    text('ModeCode', BY_AIR),
    text('Mode', 'AIR TRANSPORT'),
    text('ID', flightDesignator(flight)),
    text('SequenceNumeric', 1),
  ].join('');
}

/** When a flight is due at an airport: known of its last one only. RFC 3339 with the zone that was sent. */
export function dueAt({ arrivesAt, destination }: Flight, airport: string): string | undefined {
  return airport === destination ? arrivesAt : undefined;
}

/** The flight that a waybill or house is booked on, to the airport where it is unloaded. Times that are not known are left out. */
export function bookedMovement(flight: Flight, destination: string): Markup {
  return group(
    'SpecifiedLogisticsTransportMovement',
    movementHead(flight),
    group('UsedLogisticsTransportMeans', text('Name', flight.carrier)),
    group(
      'ArrivalEvent',
      text('ScheduledOccurrenceDateTime', dueAt(flight, destination)),
      group('OccurrenceArrivalLocation', text('ID', destination), text('TypeCode', AIRPORT)),
    ),
    group(
      'DepartureEvent',
      text('ScheduledOccurrenceDateTime', flight.departsAt),
      group('OccurrenceDepartureLocation', text('ID', flight.origin), text('TypeCode', AIRPORT)),
    ),
  );
}

/** An airport in the flight manifest. */
export function airportLocation(element: string, iata: string, ...more: readonly Markup[]): Markup {
  return group(element, text('ID', iata), cityName(iata), text('TypeCode', AIRPORT), ...more);
}
