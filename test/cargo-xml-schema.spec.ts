import { xffmXml } from '../src/documents/cargo-xml/xffm/xffm.xml.js';
import { xfhlMessages } from '../src/documents/cargo-xml/xfhl/xfhl.xml.js';
import { xfwbXml } from '../src/documents/cargo-xml/xfwb/xfwb.xml.js';
import { xfzbMessages } from '../src/documents/cargo-xml/xfzb/xfzb.xml.js';
import type { Consolidation, MasterWaybill, WholeFlight } from '../src/documents/subjects.js';
import { declarationOf, sampleConsignment, sampleDeclaration } from './fixtures/declaration.js';
import { flightFixtures, renderedFlight } from './fixtures/flights.js';
import { longestConsignment, longestSettings } from './fixtures/limits.js';
import { chargedWaybill, consolidationOf, sampleConsolidation, sampleWaybill } from './fixtures/subjects.js';
import { templates } from './fixtures/templates.js';
import { closeSchemas, hasSchemas, openSchemas, validate } from './schemas.js';

const schemaOf = (type: string) => `cargo-xml/${type}-profile.xsd`;

const flights = [{ name: 'the sample flight', manifest: 'samples/manifest.json', destinations: undefined }, ...flightFixtures];

const unknownTimes = { departsAt: undefined, arrivesAt: undefined, aircraft: undefined };
const timeless: MasterWaybill = { ...sampleWaybill, flight: { ...sampleWaybill.flight, ...unknownTimes } };

const withoutTimes = (consolidation: Consolidation): Consolidation => ({
  ...consolidation,
  flight: timeless.flight,
  waybill: { ...consolidation.waybill, flight: timeless.flight },
});

/** Three lines with every text at its limit. */
const longest = consolidationOf(
  declarationOf(['A', 'B', 'C'].map((houseWaybill) => ({ ...longestConsignment('company'), houseWaybill }))),
  'each',
);
const longestConsolidation: Consolidation = { ...longest, waybill: { ...longest.waybill, settings: longestSettings } };

const wholeFlight = (...waybills: readonly MasterWaybill[]): WholeFlight => ({
  ...waybills[0],
  legs: waybills.map((waybill) => ({ destination: waybill.destination, settings: waybill.settings, waybills: [waybill] })),
});

(hasSchemas ? describe : describe.skip)('the profile of Cargo-XML', () => {
  beforeAll(openSchemas);
  afterAll(closeSchemas);

  it.each([
    ['as arranged', sampleWaybill],
    ['with charges', chargedWaybill],
    ['with every text at its limit', { ...chargedWaybill, settings: longestSettings }],
    ['without a volume, to an airport that is not listed', { ...sampleWaybill, volumeCm3: 0, destination: 'QQQ' }],
    ['of a flight whose times are not known', timeless],
  ])('takes a master waybill %s', (_name, waybill) => {
    validate(xfwbXml(waybill, templates), schemaOf('xfwb'));
  });

  it.each([
    ['of three consignments', sampleConsolidation],
    ['of more houses than a message takes', consolidationOf(sampleDeclaration(1_000), 'each')],
    ['with every text at its limit', longestConsolidation],
  ])('takes the house list of a consolidation %s', (_name, consolidation) => {
    for (const bytes of xfhlMessages(consolidation, templates)) validate(bytes, schemaOf('xfhl'));
  });

  it.each([
    ['of three consignments', sampleConsolidation],
    ['of 200 houses', consolidationOf(sampleDeclaration(200), 'each')],
    ['with every text at its limit', longestConsolidation],
    ['of a flight whose times are not known', withoutTimes(sampleConsolidation)],
  ])('takes each house waybill of a consolidation %s', (_name, consolidation) => {
    const messages = xfzbMessages(consolidation, templates);
    expect(messages).toHaveLength(consolidation.airlineHouses.length);
    for (const { bytes } of messages) validate(bytes, schemaOf('xfzb'));
  });

  it.each([
    ['of one airport', wholeFlight(chargedWaybill)],
    ['of two airports', wholeFlight(chargedWaybill, { ...sampleWaybill, number: '210-10020043', destination: 'SVX', volumeCm3: 0 })],
    ['with every text at its limit', wholeFlight({ ...chargedWaybill, settings: longestSettings })],
    ['of which times and aircraft are not known', wholeFlight(timeless)],
  ])('takes a flight manifest %s', (_name, flight) => {
    validate(xffmXml(flight, templates), schemaOf('xffm'));
  });

  it.each(flights)('takes every message of $name', async (fixture) => {
    const { documents } = await renderedFlight(fixture);
    const messages = documents.filter(({ type }) => /^xf/.test(type));
    expect(new Set(messages.map(({ type }) => type))).toEqual(new Set(['xfwb', 'xfhl', 'xfzb', 'xffm']));
    for (const { type, bytes } of messages) validate(bytes, schemaOf(type));
  });

  it('refuses a house number of thirteen characters', () => {
    const [house] = sampleConsolidation.airlineHouses;
    const [bytes] = xfhlMessages({ ...sampleConsolidation, airlineHouses: [{ ...house, number: 'A'.repeat(13) }] }, templates);
    expect(() => validate(bytes, schemaOf('xfhl'))).toThrow(/ID/);
  });

  it('takes special handling codes where they are set', () => {
    const coded = { template: <T>(path: string): T => ({ ...templates.template<T>(path), specialHandling: ['SPX', 'ECC'] }) };
    validate(xfwbXml(chargedWaybill, coded), schemaOf('xfwb'));
    validate(xffmXml(wholeFlight(chargedWaybill), coded), schemaOf('xffm'));
    validate(xfhlMessages(sampleConsolidation, coded)[0], schemaOf('xfhl'));
    validate(xfzbMessages(sampleConsolidation, coded)[0].bytes, schemaOf('xfzb'));
  });

  it('has a house of each consignor that its manifest names', () => {
    const other = { ...sampleConsignment(40), consignor: { ...sampleConsignment(40).consignor, name: 'NINGBO SAMPLE WORKS' } };
    const messages = xfzbMessages(consolidationOf(declarationOf([sampleConsignment(0), other])), templates);
    expect(messages).toHaveLength(2);
    for (const { bytes } of messages) validate(bytes, schemaOf('xfzb'));
  });
});
