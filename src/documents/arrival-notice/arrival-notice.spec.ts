import { readXml } from '../../../test/fixtures/read-xml.js';
import { sampleCargoManifest } from '../../../test/fixtures/subjects.js';
import { templates } from '../../../test/fixtures/templates.js';
import type { CargoManifest } from '../subjects.js';
import { arrivalNoticeXml } from './arrival-notice.xml.js';

const known: CargoManifest = { ...sampleCargoManifest, flight: { ...sampleCargoManifest.flight, aircraft: 'RA-64024' } };
const read = (manifest: CargoManifest, path: string) =>
  readXml(arrivalNoticeXml(manifest, templates) ?? new Uint8Array()).texts(`PI_AirArriveList/${path}`);

describe('arrivalNoticeXml', () => {
  it('names aircraft, flight, customs office and route', () => {
    expect(read(known, 'TransportMeans/AirRegNumber')).toEqual(['RA-64024']);
    expect(read(known, 'TransportMeans/FlightNumber')).toEqual(['4B8101']);
    expect(read(known, 'Customs/Code')).toEqual([known.waybills[0].settings.customsOffice]);
    expect(read(known, 'RoutingSign')).toEqual(['1']);
    expect(read(known, 'RoutingInfo/DepartureAirport/IATACode')).toEqual([known.origin]);
    expect(read(known, 'RoutingInfo/DestinationAirport/IATACode')).toEqual([known.destination]);
    expect(read(known, 'RoutingInfo/DepartureCountry/CountryCode')).toEqual(['CN']);
  });

  it('says when the flight arrives at its own destination, and not when at another airport', () => {
    const at = (destination: string) => read({ ...known, destination }, 'RoutingInfo/ArrivalDateTime');
    expect(at(known.flight.destination)).toEqual([known.flight.arrivesAt]);
    expect(at('OVB')).toEqual([]);
  });

  it.each([
    ['while the aircraft is not known', { ...known, flight: { ...known.flight, aircraft: undefined } }],
    ['where its marks are longer than the form', { ...known, flight: { ...known.flight, aircraft: 'RA-640240000' } }],
    ['where nothing is unloaded', { ...known, waybills: [] }],
  ])('is not made %s', (_, manifest) => expect(arrivalNoticeXml(manifest, templates)).toBeUndefined());
});
