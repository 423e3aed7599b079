import { cargoManifestXml } from '../src/documents/cargo-manifest/cargo-manifest.xml.js';
import { declarationXml } from '../src/documents/express-declaration/express-declaration.xml.js';
import { houseManifestXml } from '../src/documents/house-manifest/house-manifest.xml.js';
import { masterWaybillXml } from '../src/documents/master-waybill/master-waybill.xml.js';
import type { Declaration } from '../src/documents/subjects.js';
import { declarationOf, sampleDeclaration } from './fixtures/declaration.js';
import { flightFixtures, renderedFlight } from './fixtures/flights.js';
import { longestConsignment, longestSettings } from './fixtures/limits.js';
import { chargedWaybill, consolidationOf, sampleCargoManifest, sampleConsolidation, sampleWaybill } from './fixtures/subjects.js';
import { templates } from './fixtures/templates.js';
import { closeSchemas, hasSchemas, openSchemas, validate } from './schemas.js';

const ALBUMS = ['5.27.0', '5.23.0'] as const;

/** Where the schema of each type lies; the transport documents have not changed since the older album. */
const schemas: Record<string, (album: string) => string> = {
  'express-declaration': (album) => `fts-${album}/ExpressCargoDeclaration.xsd`,
  'master-waybill': () => 'fts-5.23.0/AirWaybill.xsd',
  'house-manifest': () => 'fts-5.23.0/HouseManifest.xsd',
  'cargo-manifest': () => 'fts-5.23.0/CargoManifest.xsd',
  'arrival-notice': () => 'fts-5.23.0/PI_AirArrive_Short.xsd',
  'prior-notice': () => 'fts-5.23.0/AirPreliminary.xsd',
  xfwb: () => 'cargo-xml/xfwb-profile.xsd',
  xfhl: () => 'cargo-xml/xfhl-profile.xsd',
  xfzb: () => 'cargo-xml/xfzb-profile.xsd',
  xffm: () => 'cargo-xml/xffm-profile.xsd',
};

/** Whole flights as the command line makes them: the sample flight and those of the goldens. */
const flights = [{ name: 'the sample flight', manifest: 'samples/manifest.json', destinations: undefined }, ...flightFixtures];

const longest = consolidationOf(declarationOf([longestConsignment('individual'), { ...longestConsignment('company'), houseWaybill: 'H' }]));
const longestConsolidation = { ...longest, waybill: { ...longest.waybill, settings: longestSettings } };

const declarations: readonly (readonly [string, Declaration])[] = [
  ['a ПТДЭГ', sampleDeclaration(3, 'ptdeg')],
  ['a ДТЭГ', sampleDeclaration(3, 'dteg')],
  ['a ПТДЭГ of 500 house waybills', sampleDeclaration(500, 'ptdeg')],
  ['a ДТЭГ of 500 house waybills with their payments', sampleDeclaration(500, 'dteg')],
  ['a ПТДЭГ of electronic trade', { ...sampleDeclaration(3, 'ptdeg'), isElectronicTrade: true }],
  ['a ПТДЭГ with every text at its limit', { ...declarationOf([longestConsignment('individual')]), settings: longestSettings }],
  ['a ДТЭГ with every text at its limit', { ...declarationOf([longestConsignment('company')], 'dteg'), settings: longestSettings }],
];

(hasSchemas ? describe : describe.skip)('official schemas', () => {
  beforeAll(openSchemas);
  afterAll(closeSchemas);

  describe.each(ALBUMS)('album %s', (album) => {
    it.each(declarations)('take %s', (_name, declaration) => {
      validate(declarationXml({ ...declaration, album }, templates, 40), `fts-${album}/ExpressCargoDeclaration.xsd`);
    });

    it.each([
      ['as arranged', sampleWaybill],
      ['with charges', chargedWaybill],
      ['with every text at its limit', { ...chargedWaybill, settings: longestSettings }],
      ['without a volume, to an airport that is not listed', { ...sampleWaybill, volumeCm3: 0, destination: 'QQQ' }],
    ])('take a master waybill %s', (_name, waybill) => {
      validate(masterWaybillXml({ ...waybill, album }, templates), 'fts-5.23.0/AirWaybill.xsd');
    });

    it.each([
      ['of one house', sampleConsolidation],
      ['of 1 000 houses', consolidationOf(sampleDeclaration(1_000), 'each')],
      ['with every text at its limit', longestConsolidation],
    ])('take a house manifest %s', (_name, consolidation) => {
      validate(houseManifestXml({ ...consolidation, album }, templates), 'fts-5.23.0/HouseManifest.xsd');
    });

    it.each([
      ['of two waybills', sampleCargoManifest],
      ['of nothing', { ...sampleCargoManifest, waybills: [] }],
      ['without a time of departure', { ...sampleCargoManifest, flight: { ...sampleCargoManifest.flight, departsAt: undefined } }],
    ])('take a cargo manifest %s', (_name, manifest) => {
      validate(cargoManifestXml({ ...manifest, album }, templates) ?? new Uint8Array(), 'fts-5.23.0/CargoManifest.xsd');
    });

    it.each(flights)('take every document of $name', async (fixture) => {
      const { documents } = await renderedFlight(fixture, album);
      const files = documents.filter(({ format }) => format === 'xml');
      expect(files.length).toBeGreaterThan(2);
      for (const { type, bytes } of files) validate(bytes, schemas[type](album));
    });
  });

  it('refuse a declaration with one house waybill too many', () => {
    expect(() => validate(declarationXml(sampleDeclaration(501), templates, 41), 'fts-5.27.0/ExpressCargoDeclaration.xsd')).toThrow(
      /HouseShipment/,
    );
  });
});
