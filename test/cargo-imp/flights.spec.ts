import { gramsOf } from '../../src/documents/cargo-imp/reading/line-reader.js';
import { readFfm } from '../../src/documents/cargo-imp/reading/read-ffm.js';
import { readFhl } from '../../src/documents/cargo-imp/reading/read-fhl.js';
import { readFwb } from '../../src/documents/cargo-imp/reading/read-fwb.js';
import { printedWaybill } from '../figures/printed.js';
import { flightFixtures, type RenderedDocument, renderedFlight } from '../fixtures/flights.js';
import { sum } from './subjects.js';

const flights = await Promise.all(flightFixtures.map(async (fixture) => ({ name: fixture.name, ...(await renderedFlight(fixture)) })));

/** Half of the step in which a weight of seven characters is written, in grams. */
const halfStep = (grossWeightG: number): number => (grossWeightG < 1_000_000 ? 0 : grossWeightG < 10_000_000 ? 5 : 50);

/** A printed weight has three decimals and may be longer than a message takes. */
const printedGrams = (kilograms: string): number => Math.round(Number(kilograms) * 1_000);

describe.each(flights)('messages of $name', ({ documents, planned }) => {
  const of = (type: string): readonly RenderedDocument[] => documents.filter((document) => document.type === type);
  const waybills = of('fwb').map(({ bytes }) => readFwb(bytes));
  const lists = of('fhl').map(({ bytes }) => readFhl(bytes));
  const manifest = of('ffm').map(({ bytes }) => readFfm(bytes));
  const printed = of('master-waybill').filter(({ format }) => format === 'pdf');

  it('have one FWB a waybill, with the figures of its PDF', async () => {
    expect(waybills.map(({ number }) => number)).toEqual(printed.map(({ subject }) => subject));
    for (const [index, { bytes }] of printed.entries()) {
      const figures = await printedWaybill(bytes);
      const found = waybills[index];
      expect([found.pieces, found.rating.pieces, found.slac]).toEqual([
        Number(figures.pieces),
        Number(figures.pieces),
        Number(figures.consignments),
      ]);
      expect(found.rating.grossWeightG).toBe(found.grossWeightG);
      const grossWeightG = printedGrams(figures.grossWeight);
      expect(Math.abs(found.grossWeightG - grossWeightG)).toBeLessThanOrEqual(halfStep(grossWeightG));
      expect(found.rating.total).toBe(figures.weightCharge === undefined ? undefined : Math.round(Number(figures.weightCharge) * 100));
      // A half kilogram goes where seven characters do not hold it, and then upwards.
      const chargeableG = printedGrams(figures.chargeableWeight);
      expect(gramsOf(found.rating.chargeable)).toBe(
        figures.chargeableWeight.length <= 7 ? chargeableG : Math.ceil(chargeableG / 1_000) * 1_000,
      );
    }
  });

  it('have the houses of each waybill, which add up to it', () => {
    for (const { number, pieces, grossWeightG, slac } of waybills) {
      const own = lists.filter((list) => list.number === number);
      const houses = own.flatMap((list) => list.houses);
      for (const list of own) expect([list.pieces, list.grossWeightG]).toEqual([pieces, grossWeightG]);
      expect(sum(houses.map((house) => house.pieces))).toBe(pieces);
      expect(sum(houses.map((house) => house.slac))).toBe(slac);
      expect(sum(houses.map((house) => house.grossWeightG))).toBe(grossWeightG);
    }
  });

  it('have each waybill in the manifest of the flight', () => {
    const found = manifest.flatMap(({ unloading }) => unloading.flatMap(({ waybills }) => waybills));
    expect(found.map(({ number, route, pieces, grossWeightG }) => [number, route, pieces, grossWeightG])).toEqual(
      waybills.map(({ number, origin, destination, pieces, grossWeightG }) => [number, `${origin}${destination}`, pieces, grossWeightG]),
    );
    expect(manifest.map(({ sequence, isLast }) => [sequence, isLast])).toEqual(manifest.map((_, i) => [i + 1, i + 1 === manifest.length]));
    expect(planned.waybills).toHaveLength(waybills.length);
  });
});
