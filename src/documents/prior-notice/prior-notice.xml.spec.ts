import { sampleDeclaration, sampleFlight } from '../../../test/fixtures/declaration.js';
import { textsAt } from '../../../test/fixtures/read-xml.js';
import { consolidationOf } from '../../../test/fixtures/subjects.js';
import { templates } from '../../../test/fixtures/templates.js';
import type { Flight } from '../../domain/flight.js';
import { grams, hundredths, kilograms, money } from '../../domain/units.js';
import { priorNoticeXml } from './prior-notice.xml.js';

const declaration = sampleDeclaration(20);
const sample = consolidationOf(declaration);
const settings = { ...sample.waybill.settings, priorNotice: { structureCode: 'R.999' } };

const written = (change: Partial<Flight> = {}, destination = sample.waybill.destination) => {
  const flight = { ...sampleFlight, ...change };
  return (
    priorNoticeXml({ ...sample, flight, waybill: { ...sample.waybill, flight, destination, settings } }, templates) ?? new Uint8Array()
  );
};

const read = (path: string, change?: Partial<Flight>, destination?: string) => textsAt(written(change, destination), path);

const sum = (texts: readonly string[], whole: (text: string) => number) => texts.reduce((total, text) => total + whole(text), 0);

describe('priorNoticeXml', () => {
  const CONSIGNMENT = 'ConsignmentDetails';

  it('is the same for the same consolidation', () => {
    expect(written()).toEqual(written());
  });

  it('is none while nobody knows the number of its structure, and bears that number', () => {
    expect(priorNoticeXml(sample, templates)).toBeUndefined();
    expect(read('EECEDocHeaderAddInfo/EDocCode')).toEqual(['R.999']);
  });

  it('tells of the flight, the aircraft and the route', () => {
    expect(read('ArrivalDateTime')).toEqual(['2026-11-22T18:50:00+03:00']);
    expect(read('BorderTransportDetails/AirRegNumber')).toEqual(['RA-64999']);
    expect(read('BorderTransportDetails/FlightDetails/AirlineId')).toEqual(['210']);
    expect(read('BorderTransportDetails/FlightDetails/FlightId')).toEqual(['8101']);
    expect(read('BorderTransportDetails/RouteDetails/LocationCode')).toEqual(['HGH', 'SVO']);
    expect(read('CarrierDetails/OrganizationName')).toEqual(['AVIASTAR-TU']);
  });

  it('has the figures of the waybill and of its goods', () => {
    expect(read(`${CONSIGNMENT}/TransportDocumentDetails/PrDocumentNumber`)).toEqual([sample.waybill.number]);
    expect(read(`${CONSIGNMENT}/TotalPackageNumber`)).toEqual([String(sample.waybill.pieces)]);
    expect(read(`${CONSIGNMENT}/GrossWeightQuantity`)).toEqual([kilograms(sample.waybill.grossWeightG)]);
    expect(read(`${CONSIGNMENT}/TotalAmount/Amount`)).toEqual([money(declaration.valueKopecks)]);
    const weights = read(`${CONSIGNMENT}/GoodsItem/GrossWeightQuantity`);
    expect(read(`${CONSIGNMENT}/TotalGoodsNumber`)).toEqual([String(weights.length)]);
    expect(sum(weights, grams)).toBe(sample.waybill.grossWeightG);
    expect(sum(read(`${CONSIGNMENT}/GoodsItem/CAValueAmount/Amount`), hundredths)).toBe(declaration.valueKopecks);
  });

  it('states nothing that is not known', () => {
    expect(read('BorderTransportDetails/AirRegNumber', { aircraft: undefined })).toEqual([]);
    expect(read('BorderTransportDetails/DepartureDateTime')).toEqual([]);
    expect(read('ArrivalDateTime', {}, 'SVX')).toEqual([]);
    expect(read('EntryCheckPointDetails/AirportCode', {}, 'SVX')).toEqual(['SVX']);
    expect(read('BorderTransportDetails/FlightDetails/FlightId', { number: '8101A' })).toEqual([]);
    expect(read('CarrierDetails/OrganizationName', { carrier: 'Q0' })).toEqual([]);
  });
});
