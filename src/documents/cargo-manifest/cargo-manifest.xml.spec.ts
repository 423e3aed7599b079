import { textsAt } from '../../../test/fixtures/read-xml.js';
import { sampleCargoManifest } from '../../../test/fixtures/subjects.js';
import { templates } from '../../../test/fixtures/templates.js';
import type { CargoManifest } from '../subjects.js';
import { cargoManifestXml } from './cargo-manifest.xml.js';

const read = (manifest: CargoManifest, path: string) => textsAt(cargoManifestXml(manifest, templates) ?? new Uint8Array(), path);
const { flight } = sampleCargoManifest;

describe('cargoManifestXml', () => {
  it('lists the waybills of the leg in bulk', () => {
    const cargo = 'DestinationInfo/BulkGargo';
    expect(read(sampleCargoManifest, `${cargo}/DocumentNumber`)).toEqual(['10020032', '10020043']);
    expect(read(sampleCargoManifest, `${cargo}/PlacesQuantity`)).toEqual(['450', '12']);
    expect(read(sampleCargoManifest, `${cargo}/VolumeInfo/GoodsVolume`)).toEqual(['54.60']);
    expect(read(sampleCargoManifest, 'FlightInfo/FlightNumber')).toEqual(['4B8101']);
    expect(read(sampleCargoManifest, 'FlightInfo/FlightTime')).toEqual(['14:30:00+08:00']);
    expect(read(sampleCargoManifest, 'FlightInfo/AirPlaneRegNum')).toEqual(['RA-64999']);
  });

  it('is not made while the aircraft is not known, and states no time that is not', () => {
    expect(cargoManifestXml({ ...sampleCargoManifest, flight: { ...flight, aircraft: undefined } }, templates)).toBeUndefined();
    expect(read({ ...sampleCargoManifest, flight: { ...flight, departsAt: undefined } }, 'FlightInfo/FlightTime')).toEqual([]);
  });

  it('is a nil manifest without waybills', () => {
    const nil = { ...sampleCargoManifest, waybills: [] };
    expect(read(nil, 'IsNilCargo')).toEqual(['true']);
    expect(read(nil, 'DestinationAirportForNilManifest/IATACode')).toEqual(['SVO']);
  });
});
