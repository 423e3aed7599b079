import { textsAt } from '../../../../test/fixtures/read-xml.js';
import { sampleWaybill } from '../../../../test/fixtures/subjects.js';
import { loadAssets } from '../../../publish/assets.js';
import type { MasterWaybill, WholeFlight } from '../../subjects.js';
import { xffm } from './xffm.js';

const numbered = (number: string, more: Partial<MasterWaybill> = {}): MasterWaybill => ({ ...sampleWaybill, number, ...more });

const legOf = (destination: string, ...waybills: readonly MasterWaybill[]): WholeFlight['legs'][number] => ({
  destination,
  settings: sampleWaybill.settings,
  waybills: waybills.map((waybill) => ({ ...waybill, destination })),
});

const { flightId, flight, documentId, createdAt, album } = sampleWaybill;
const whole = (...legs: WholeFlight['legs']): WholeFlight => ({ flightId, flight, documentId, createdAt, album, legs });

const twoAirports = whole(
  legOf('SVX', numbered('210-10020043', { pieces: 12, consignments: 40, grossWeightG: 240_432, volumeCm3: 1_234_567 })),
  legOf('SVO', numbered('210-10020032'), numbered('210-10020054', { grossWeightG: 10_000_050 })),
);

const bytesOf = (subject: WholeFlight) => xffm.render(subject, loadAssets())[0].bytes;
const read = (subject: WholeFlight, path: string) => textsAt(bytesOf(subject), path);
const LOADED = 'ArrivalEvent/AssociatedTransportCargo/IncludedMasterConsignment';

describe('xffm', () => {
  it('lists the waybills by point of unlading, in bulk', () => {
    expect(read(twoAirports, 'BusinessHeaderDocument/ID')).toEqual(['4B810120261122HGH']);
    expect(read(twoAirports, 'ArrivalEvent/OccurrenceArrivalLocation/ID')).toEqual(['SVX', 'SVO']);
    expect(read(twoAirports, 'ArrivalEvent/AssociatedTransportCargo/TypeCode')).toEqual(['BLK', 'BLK']);
    expect(read(twoAirports, `${LOADED}/TransportContractDocument/ID`)).toEqual(['210-10020043', '210-10020032', '210-10020054']);
    expect(read(twoAirports, `${LOADED}/FinalDestinationLocation/ID`)).toEqual(['SVX', 'SVO', 'SVO']);
    expect(read(twoAirports, `${LOADED}/TotalPieceQuantity`)).toEqual(['12', '450', '450']);
    expect(read(twoAirports, `${LOADED}/PackageQuantity`)).toEqual(['40', '5960', '5960']);
    expect(read(twoAirports, `${LOADED}/GrossWeightMeasure/#text`)).toEqual(['240.432', '9000.0', '10000.1']);
  });

  it('has totals that are the sums of what it lists', () => {
    const movement = 'LogisticsTransportMovement';
    expect(read(twoAirports, `${movement}/TotalGrossWeightMeasure/#text`)).toEqual(['19240.532']);
    expect(read(twoAirports, `${movement}/TotalGrossVolumeMeasure/#text`)).toEqual(['110.43']);
    expect(read(twoAirports, `${movement}/TotalPackageQuantity`)).toEqual(['11960']);
    expect(read(twoAirports, `${movement}/TotalPieceQuantity`)).toEqual(['912']);
    const partly = whole(legOf('SVO', numbered('210-10020032'), numbered('210-10020043', { volumeCm3: 0 })));
    expect(read(partly, `${movement}/TotalGrossVolumeMeasure/#text`)).toEqual([]);
  });

  it('states when the flight is due at its last airport only', () => {
    expect(read(twoAirports, 'ArrivalEvent/ArrivalOccurrenceDateTime')).toEqual(['2026-11-22T18:50:00+03:00']);
    expect(read(twoAirports, 'ArrivalEvent/ArrivalDateTimeTypeCode')).toEqual(['S']);
    expect(read(twoAirports, 'ArrivalEvent/OccurrenceArrivalLocation/FirstArrivalCountryID')).toEqual(['RU', 'RU']);
    const abroad = whole(legOf('SVO', numbered('210-10020032')), legOf('ALA', numbered('210-10020043')));
    expect(read(abroad, 'ArrivalEvent/OccurrenceArrivalLocation/FirstArrivalCountryID')).toEqual([]);
  });

  it('leaves out what is not known of the flight', () => {
    const unknown = { ...twoAirports, flight: { ...flight, aircraft: undefined, departsAt: undefined, arrivesAt: undefined } };
    expect(new TextDecoder().decode(bytesOf(unknown))).not.toMatch(/UsedLogisticsTransportMeans|DepartureEvent|OccurrenceDateTime/);
    expect(read(twoAirports, 'LogisticsTransportMovement/UsedLogisticsTransportMeans/Name')).toEqual(['RA-64999']);
  });

  it('is not made of a flight on which nothing flies', () => expect(xffm.render(whole(), loadAssets())).toEqual([]));

  it('is the same each time', () => expect(bytesOf(twoAirports)).toEqual(bytesOf(twoAirports)));
});
