import { carrier } from '../../domain/codes/carriers.js';
import type { Representative } from '../../domain/destination.js';
import { uuidOf } from '../../domain/ids.js';
import { waybillParts } from '../../domain/waybill.js';
import { writeAddress } from '../express-declaration/party.xml.js';
import type { Assets } from '../kit/assets.js';
import { namespacesOf } from '../kit/namespaces.js';
import { writtenDocument } from '../kit/xml.js';
import { tag, type XmlWriter } from '../kit/xml-writer.js';
import type { Consolidation, MasterWaybill } from '../subjects.js';
import { writeConsignment } from './consignment.xml.js';

const DOCUMENT_MODE_ID = '1006825E';

/** Kind of transport: air. Source: Customs Union Commission Decision 378 of 20.09.2010, annex 3. */
const BY_AIR = '40';

/** `FlightId` has no room for four digits and a letter. */
const FLIGHT_ID = 4;

const tags = {
  documentId: tag('cat_ru:DocumentID'),
  header: tag('ap:EECEDocHeaderAddInfo'),
  structure: tag('RUScat_ru:EDocCode'),
  createdAt: tag('RUScat_ru:EDocDateTime'),
  language: tag('RUScat_ru:LanguageCode'),
  source: tag('RUScat_ru:SourceCountryCode'),
  destination: tag('RUScat_ru:DestinationCountryCode'),
  electronic: tag('ap:ElectronicDocumentSign'),
  arrivesAt: tag('ap:ArrivalDateTime'),
  entry: tag('ap:EntryCheckPointDetails'),
  entryAirport: tag('ap:AirportCode'),

  declarant: tag('ap:DeclarantDetails'),
  name: tag('cat_ru:OrganizationName'),
  numbers: tag('cat_ru:RFOrganizationFeatures'),
  inn: tag('cat_ru:INN'),
  address: tag('RUScat_ru:SubjectAddressDetails'),
  register: tag('catpi_ru:RegisterDocumentIdDetails'),
  registerKind: tag('catpi_ru:DocKindCode'),
  registerCountry: tag('catpi_ru:CountryA2Code'),
  registerNumber: tag('catpi_ru:RegistrationNumberId'),
  isCarrier: tag('catpi_ru:EqualIndicator'),

  transport: tag('ap:BorderTransportDetails'),
  transportKind: tag('ap:TransportModeCode'),
  inContainers: tag('ap:ContainerIndicator'),
  aircraft: tag('ap:AirRegNumber'),
  flight: tag('ap:FlightDetails'),
  airline: tag('ap:AirlineId'),
  flightNumber: tag('ap:FlightId'),
  flightDate: tag('ap:FilgftDate'),
  route: tag('ap:RouteDetails'),
  routePoint: tag('ap:LocationCode'),
  routeOrdinal: tag('ap:ObjectOrdinal'),

  carrier: tag('ap:CarrierDetails'),
};

/**
 * Prior information on the goods of one master waybill as the album's AirPreliminary (1006825E), lodged by the customs representative:
 * aircraft, flight, route and the waybill's goods by code. It takes the place of PI_AirArrive (1006813E), which demands the crew by
 * name, the number of passengers and net weights, and of which nobody tells. Marks of the aircraft are left out while they are not
 * known; the time of departure always is, for the element means the actual one.
 *
 * Undefined while the airport's settings have no number of the structure: it is not in the album, whose samples hold `R.000`.
 *
 * Units: kilograms with three decimals, roubles with two.
 * Errors: `unrenderable-character`, `validation-failed` as `goodsLines`.
 * Source: AirPreliminary.xsd; EEC Collegium Decisions 62 of 24.04.2018 and 192 of 28.11.2018; customs-rules 6.
 */
export function priorNoticeXml(consolidation: Consolidation, assets: Pick<Assets, 'template'>): Uint8Array | undefined {
  const { waybill, documentId, flight, album } = consolidation;
  const { priorNotice, representative } = waybill.settings;
  if (priorNotice === undefined) return undefined;
  return writtenDocument('ap:AirPreliminary', namespacesOf(assets, 'prior-notice', album), DOCUMENT_MODE_ID, (xml) => {
    xml.element(tags.documentId, uuidOf('prior-notice', documentId));
    writeHeader(xml, consolidation, priorNotice.structureCode);
    writeArrival(xml, waybill);
    writeDeclarant(xml, representative);
    writeTransport(xml, waybill);
    xml.markup('\n');
    writeConsignment(xml, consolidation);
    writeCarrier(xml, flight.carrier);
    xml.markup('\n');
  });
}

function writeHeader(xml: XmlWriter, { createdAt }: Consolidation, structureCode: string): void {
  xml.open(tags.header);
  xml.element(tags.structure, structureCode);
  xml.element(tags.createdAt, createdAt);
  xml.element(tags.language, 'RU');
  xml.element(tags.source, 'RU');
  xml.element(tags.destination, 'RU');
  xml.close(tags.header);
  xml.element(tags.electronic, 'ЭД');
}

/** The reported time is that of the flight's destination: where the waybill is unloaded at another airport, nobody tells when. */
function writeArrival(xml: XmlWriter, { destination, flight }: MasterWaybill): void {
  xml.element(tags.arrivesAt, destination === flight.destination ? flight.arrivesAt : undefined);
  xml.open(tags.entry);
  xml.element(tags.entryAirport, destination);
  xml.close(tags.entry);
}

function writeDeclarant(xml: XmlWriter, { name, inn, address, registerKindCode, registerNumber }: Representative): void {
  xml.open(tags.declarant);
  xml.element(tags.name, name);
  xml.open(tags.numbers);
  xml.element(tags.inn, inn);
  xml.close(tags.numbers);
  if (address !== undefined) writeAddress(xml, tags.address, address);
  xml.open(tags.register);
  xml.element(tags.registerKind, registerKindCode);
  xml.element(tags.registerCountry, 'RU');
  xml.element(tags.registerNumber, registerNumber);
  xml.close(tags.register);
  xml.element(tags.isCarrier, 'false');
  xml.close(tags.declarant);
}

/** Loaded in bulk, as on the cargo manifest: nothing is known of load units. The route is that of the waybill, end to end. */
function writeTransport(xml: XmlWriter, waybill: MasterWaybill): void {
  const { flight, destination } = waybill;
  xml.open(tags.transport);
  xml.element(tags.transportKind, BY_AIR);
  xml.element(tags.inContainers, 'false');
  xml.element(tags.aircraft, flight.aircraft);
  writeFlight(xml, waybill);
  for (const [index, point] of [flight.origin, destination].entries()) {
    xml.open(tags.route);
    xml.element(tags.routePoint, point);
    xml.element(tags.routeOrdinal, String(index + 1));
    xml.close(tags.route);
  }
  xml.close(tags.transport);
}

/** The airline by the digits of its accounting code, which waybills begin with: `AirlineIATACodeType` takes no letters. */
function writeFlight(xml: XmlWriter, { number, flight }: MasterWaybill): void {
  if (flight.number.length > FLIGHT_ID) return;
  xml.open(tags.flight);
  xml.element(tags.airline, waybillParts(number).prefix);
  xml.element(tags.flightNumber, flight.number);
  xml.element(tags.flightDate, flight.date);
  xml.close(tags.flight);
}

/** Of a carrier that is not listed nothing is known but its designator, for which there is no place. */
function writeCarrier(xml: XmlWriter, designator: string): void {
  const known = carrier(designator);
  if (known === undefined) return;
  xml.open(tags.carrier);
  xml.element(tags.name, known.name);
  xml.close(tags.carrier);
}
