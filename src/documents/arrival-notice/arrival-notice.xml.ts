import { airport } from '../../domain/codes/airports.js';
import { flightDesignator } from '../../domain/flight.js';
import { uuidOf } from '../../domain/ids.js';
import type { Assets } from '../kit/assets.js';
import { namespacesOf } from '../kit/namespaces.js';
import { documentBytes } from '../kit/xml.js';
import { type Tree, treeXml } from '../kit/xml-tree.js';
import type { CargoManifest } from '../subjects.js';

const DOCUMENT_MODE_ID = '1006822E';

/** `RoutingSign`: the aircraft comes in. */
const ARRIVAL = '1';

/** Characters that `AirRegNumber` has room for. */
const LONGEST_MARKS = 11;

/**
 * The carrier's notice that a flight is to arrive at an airport, as the album's PI_AirArrive_Short (1006822E). The long form,
 * PI_AirArrive (1006813E), demands the crew by name and the number of passengers, of which nobody tells; what the aircraft carries says
 * the prior notice of each master waybill.
 *
 * The customs office is that of the airport's settings; times as they were reported, with their zones, that of arrival only at the
 * flight's own destination. Undefined while the aircraft is not known, where its marks are longer than the form, and where nothing is
 * unloaded: what is not known is not written.
 * Errors: `unrenderable-character`. Source: PI_AirArrive_Short.xsd.
 */
export function arrivalNoticeXml(manifest: CargoManifest, assets: Pick<Assets, 'template'>): Uint8Array | undefined {
  const { flight, waybills, documentId, album } = manifest;
  const { aircraft } = flight;
  if (aircraft === undefined || aircraft.length > LONGEST_MARKS || waybills.length === 0) return undefined;
  const tree: Tree = {
    'cat_ru:DocumentID': uuidOf('arrival-notice', documentId),
    'piairs:PI_AirArriveList': {
      'piairs:Customs': { 'cat_ru:Code': waybills[0].settings.customsOffice },
      'piairs:RoutingSign': ARRIVAL,
      'piairs:TransportMeans': { 'piairs:AirRegNumber': aircraft, 'piairs:FlightNumber': flightDesignator(flight) },
      'piairs:RoutingInfo': routeTree(manifest),
    },
  };
  return documentBytes('piairs:PI_AirArrive_Short', namespacesOf(assets, 'arrival-notice', album), DOCUMENT_MODE_ID, [treeXml(tree)]);
}

function routeTree({ flight, origin, destination }: CargoManifest): Tree {
  return {
    'piairs:ArrivalDateTime': destination === flight.destination ? flight.arrivesAt : undefined,
    'piairs:DepartureDateTime': flight.departsAt,
    'piairs:DepartureAirport': airportTree(origin),
    'piairs:DestinationCountry': countryTree(destination),
    'piairs:DepartureCountry': countryTree(origin),
    'piairs:DestinationAirport': airportTree(destination),
  };
}

const airportTree = (iata: string): Tree => ({ 'piairs:AirportName': airport(iata)?.name, 'piairs:IATACode': iata });

/** Nothing of an airport that is not listed. */
function countryTree(iata: string): Tree | undefined {
  const known = airport(iata);
  return known && { 'piairs:CountryCode': known.country };
}
