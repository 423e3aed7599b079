import { flightDesignator } from '../../domain/flight.js';
import { kilograms } from '../../domain/units.js';
import type { Assets } from '../kit/assets.js';
import { namespacesOf } from '../kit/namespaces.js';
import { carrierName } from '../kit/places.js';
import { airportTree, waybillNumberTree } from '../kit/transport.xml.js';
import { cubicMetres } from '../kit/volume.js';
import { documentBytes } from '../kit/xml.js';
import { type Tree, treeXml } from '../kit/xml-tree.js';
import type { CargoManifest, MasterWaybill } from '../subjects.js';

const DOCUMENT_MODE_ID = '1003303E';

/** The waybill flies whole: no part of it on another flight. */
const TOTAL = 'T';

/**
 * What is unloaded at one airport as the album's CargoManifest (1003303E), loaded in bulk: nothing is known of load units.
 *
 * Units: kilograms with three decimals, cubic metres with two; the time of departure as it was reported, with its zone.
 * Undefined while the aircraft is not known: the schema demands its registration, and what is not known is not written.
 * Errors: `unrenderable-character`.
 * Source: CargoManifest.xsd; ICAO Annex 9, Appendix 3.
 */
export function cargoManifestXml(manifest: CargoManifest, assets: Pick<Assets, 'template'>): Uint8Array | undefined {
  const { aircraft } = manifest.flight;
  if (aircraft === undefined) return undefined;
  const namespaces = namespacesOf(assets, 'cargo-manifest', manifest.album);
  const { goods } = assets.template<{ goods: string }>('cargo-manifest/form');
  return documentBytes('cgms:CargoManifest', namespaces, DOCUMENT_MODE_ID, [treeXml(manifestTree(manifest, aircraft, goods))]);
}

function manifestTree({ documentId, flight, origin, destination, waybills }: CargoManifest, aircraft: string, goods: string): Tree {
  return {
    'cat_ru:DocumentID': documentId,
    'cgms:ManifestDate': flight.date,
    'cgms:CarrierName': carrierName(flight.carrier),
    'cgms:CarrierCode': flight.carrier,
    'cgms:LNG': 'EN',
    'cgms:FlightInfo': {
      'catTrans_ru:FlightNumber': flightDesignator(flight),
      'catTrans_ru:FlightDate': flight.date,
      'catTrans_ru:AirPlaneRegNum': aircraft,
      'catTrans_ru:FlightTime': flight.departsAt?.slice('YYYY-MM-DDT'.length),
      'catTrans_ru:DepartureAirport': airportTree(origin),
    },
    'cgms:IsNilCargo': waybills.length === 0 ? 'true' : 'false',
    ...(waybills.length === 0
      ? { 'cgms:DestinationAirportForNilManifest': airportTree(destination) }
      : {
          'cgms:DestinationInfo': {
            'cgms:DestinationAirport': airportTree(destination),
            'cgms:BulkGargo': waybills.map((waybill) => cargoTree(waybill, goods)),
          },
        }),
  };
}

function cargoTree(waybill: MasterWaybill, goods: string): Tree {
  const volume = cubicMetres(waybill.volumeCm3);
  return {
    ...waybillNumberTree(waybill.number),
    'cgms:ShipmentDescriptionCode': TOTAL,
    'cgms:PlacesQuantity': String(waybill.pieces),
    'cgms:WeightUnitQualifierCode': 'K',
    'cgms:GrossWeightQuantity': kilograms(waybill.grossWeightG),
    'cgms:GoodsDescription': goods,
    'cgms:OriginAirport': airportTree(waybill.flight.origin),
    'cgms:DestimationAirport': airportTree(waybill.destination),
    'cgms:VolumeInfo': volume === undefined ? undefined : { 'cgms:GoodsVolume': volume, 'cgms:VolumeUnitQualifierCode': 'MC' },
  };
}
