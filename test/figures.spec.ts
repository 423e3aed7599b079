import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consignments, manifestHead, manifestText } from '../scripts/make-sample.mjs';
import { readRates } from '../src/cli/settings-files.js';
import { grams, hundredths, kilograms } from '../src/domain/units.js';
import {
  printedCargoManifest,
  printedDeclaration,
  printedHouseManifest,
  printedParcelRegister,
  printedWaybill,
} from './figures/printed.js';
import { statedCargoManifest, statedDeclaration, statedHouseManifest, statedWaybill } from './figures/stated.js';
import { flightFixtures, type RenderedFlight, renderedFlight } from './fixtures/flights.js';

const MANY = 700;

/** All to one airport, so that the goods of individuals need two declarations. */
async function generatedFlight(): Promise<RenderedFlight> {
  const folder = mkdtempSync(join(tmpdir(), 'waybridge-figures-'));
  const manifest = join(folder, 'manifest.json');
  const items = [...consignments(MANY, { seed: 7 })].map((item) => ({ ...item, destination: 'SVO' }));
  writeFileSync(manifest, [...manifestText(manifestHead({ date: '2026-11-22' }), items)].join(''));
  const flight = await renderedFlight({ manifest, destinations: undefined });
  rmSync(folder, { recursive: true });
  return flight;
}

/** What is made for each subject of a type: the bytes by format. */
function documentsOf({ documents }: RenderedFlight, type: string): { subject: string; xml: Uint8Array | undefined; pdf: Uint8Array }[] {
  return documents
    .filter((document) => document.type === type && document.format === 'pdf')
    .map(({ subject, bytes: pdf }) => {
      const xml = documents.find((other) => other.type === type && other.subject === subject && other.format === 'xml')?.bytes;
      return { subject, xml, pdf };
    });
}

const xmlOf = (flight: RenderedFlight, type: string): Uint8Array[] => documentsOf(flight, type).flatMap(({ xml }) => xml ?? []);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const registersOf = (flight: RenderedFlight) =>
  Promise.all(documentsOf(flight, 'parcel-register').map(({ pdf }) => printedParcelRegister(pdf)));

const rendered = [
  ...(await Promise.all(flightFixtures.map(async (fixture) => ({ name: fixture.name, ...(await renderedFlight(fixture)) })))),
  { name: `${MANY} generated consignments`, ...(await generatedFlight()) },
];
const flights = await Promise.all(rendered.map(async (flight) => ({ ...flight, registers: await registersOf(flight) })));

/** Roubles of a goods line by the Central Bank's rates, in kopecks rounded half up: figured here apart from the program. */
function kopecks(amount: string, currency: string): number {
  if (currency === 'RUB') return hundredths(amount);
  const rate = readRates().find((each) => each.currency === currency);
  if (rate === undefined) throw new Error(`no rate of ${currency}`);
  const [whole, decimals = ''] = rate.rate.split('.');
  const divisor = 10_000n * BigInt(rate.nominal);
  return Number((2n * BigInt(hundredths(amount)) * BigInt(whole + decimals.padEnd(4, '0')) + divisor) / (2n * divisor));
}

describe.each(flights)('figures of $name', (flight) => {
  const declarations = xmlOf(flight, 'express-declaration').map(statedDeclaration);
  const waybills = xmlOf(flight, 'master-waybill').map(statedWaybill);
  const houseManifests = xmlOf(flight, 'house-manifest').map(statedHouseManifest);
  const { registers } = flight;
  const sent = flight.rows.map(({ consignment }) => consignment);

  describe('on paper are those of the file', () => {
    it.each(documentsOf(flight, 'express-declaration'))('in declaration $subject', async ({ xml = new Uint8Array(), pdf }) => {
      expect(await printedDeclaration(pdf)).toEqual(statedDeclaration(xml));
    });

    it.each(documentsOf(flight, 'master-waybill'))('in master waybill $subject', async ({ subject, xml = new Uint8Array(), pdf }) => {
      const stated = statedWaybill(xml);
      expect(await printedWaybill(pdf)).toEqual(stated);
      expect(stated.number).toBe(subject);
    });

    it.each(documentsOf(flight, 'house-manifest'))('in the house manifest of $subject', async ({ xml = new Uint8Array(), pdf }) => {
      expect(await printedHouseManifest(pdf)).toEqual(statedHouseManifest(xml));
    });

    it.each(documentsOf(flight, 'cargo-manifest'))('in cargo manifest $subject', async ({ xml, pdf }) => {
      const printed = await printedCargoManifest(pdf);
      if (xml !== undefined) expect(printed).toEqual(statedCargoManifest(xml));
      const known = waybills.map(({ number, pieces, grossWeight }) => [number, pieces, grossWeight]);
      for (const line of printed.lines) expect(known).toContainEqual(line);
    });
  });

  it('have each consignment in one declaration and under one house, under the same waybill', () => {
    const numbers = sent.map(({ houseWaybill }) => houseWaybill).sort();
    const carried = registers.flatMap(({ number, houses }) => houses.flatMap(({ rows }) => rows.map(([house]) => `${house} ${number}`)));
    expect(declarations.flatMap(({ houseWaybills }) => houseWaybills).sort()).toEqual(numbers);
    const declared = declarations.flatMap((each) => each.houseWaybills.map((number, i) => `${number} ${each.waybills[i]}`));
    expect(declared.sort()).toEqual(carried.sort());
  });

  it('have the same houses in the house manifest and in the parcel register, of which the rows add up', () => {
    for (const { number, houses, total } of registers) {
      const manifest = houseManifests.find((each) => each.number === number);
      const summed = houses.map(({ number: house, pieces, rows, subtotal }, i) => {
        const sums = [
          String(rows.length),
          String(sum(rows.map((row) => Number(row[1])))),
          kilograms(sum(rows.map((row) => grams(row[2])))),
        ];
        expect(subtotal).toEqual(rows.length === 1 ? undefined : sums);
        return [String(i + 1), house, pieces, sums[2], sums[0]];
      });
      expect(manifest?.lines).toEqual(summed);
      const rows = houses.flatMap((house) => house.rows);
      expect(total).toEqual([String(rows.length), String(sum(rows.map((row) => Number(row[1])))), manifest?.total[2]]);
    }
  });

  it('have each waybill in one cargo manifest', async () => {
    const printed = await Promise.all(documentsOf(flight, 'cargo-manifest').map(({ pdf }) => printedCargoManifest(pdf)));
    const numbers = printed.flatMap(({ lines }) => lines.map(([number]) => number));
    expect(numbers.sort()).toEqual(waybills.map(({ number }) => number).sort());
  });

  it('add up within each declaration', () => {
    for (const { lines, houseTotals, total } of declarations) {
      const weights = lines.map((line) => grams(line[3]));
      const roubles = lines.map((line) => hundredths(line[line.length - 1]));
      expect([sum(weights), sum(roubles)]).toEqual([grams(total[0]), hundredths(total[1])]);
      expect(sum(houseTotals.map(([weight]) => grams(weight)))).toBe(sum(weights));
      expect(sum(houseTotals.map(([, value]) => hundredths(value)))).toBe(sum(roubles));
    }
  });

  it('add up to what each declaration pays, by house waybill and line', () => {
    for (const { payments, paymentTotals, houseTotals } of declarations) {
      if (paymentTotals.length === 0) continue;
      const amounts = payments.map((payment) => hundredths(payment[5]));
      const total = hundredths(paymentTotals[paymentTotals.length - 1]);
      expect(paymentTotals).toHaveLength(houseTotals.length + 1);
      expect(sum(amounts)).toBe(total);
      expect(sum(paymentTotals.slice(0, -1).map(hundredths))).toBe(total);
      expect(payments.filter(([, kind]) => kind === '1010')).toHaveLength(1);
    }
  });

  it('tax each line of a ДТЭГ on its value and duty', () => {
    for (const { payments, lines } of declarations.filter(({ paymentTotals }) => paymentTotals.length > 0)) {
      const taxes = payments.filter(([, kind]) => kind === '5010');
      expect(taxes).toHaveLength(lines.length);
      taxes.forEach(([goods, , base], index) => {
        const duties = payments.filter(([of, kind]) => of === goods && kind === '2010').map((payment) => hundredths(payment[5]));
        expect(hundredths(base)).toBe(hundredths(lines[index][lines[index].length - 1]) + sum(duties));
      });
    }
  });

  it('add up under each waybill: its declarations, its house manifest and itself', () => {
    for (const { number, consignments: slac, grossWeight, pieces } of waybills) {
      const under = declarations.filter((declaration) => declaration.waybills.includes(number));
      const manifest = houseManifests.find((each) => each.number === number);
      expect(sum(under.map(({ total }) => grams(total[0])))).toBe(grams(grossWeight));
      expect(sum(under.map(({ houseWaybills }) => houseWaybills.length))).toBe(Number(slac));
      expect(manifest?.total.slice(1)).toEqual([pieces, grossWeight, slac]);
    }
  });

  it('add up to the manifest that was sent', () => {
    const lines = sent.flatMap(({ goods }) => goods);
    expect(sum(declarations.map(({ total }) => grams(total[0])))).toBe(sum(sent.map(({ grossWeightKg }) => grams(grossWeightKg))));
    expect(sum(declarations.map(({ total }) => hundredths(total[1])))).toBe(
      sum(lines.map(({ value }) => kopecks(value.amount, value.currency))),
    );
    expect(sum(declarations.map((declaration) => declaration.lines.length))).toBe(lines.length);
    expect(sum(waybills.map((waybill) => Number(waybill.consignments)))).toBe(sent.length);
    expect(sum(registers.map(({ total }) => Number(total[1])))).toBe(sum(sent.map(({ pieces }) => pieces)));
    const { destination: lastAirport } = flight.planned.context.flight;
    const bags = new Set(sent.flatMap(({ bag, destination = lastAirport }) => (bag === undefined ? [] : [`${destination} ${bag}`])));
    const loose = sent.filter(({ bag }) => bag === undefined);
    expect(sum(waybills.map(({ pieces }) => Number(pieces)))).toBe(bags.size + sum(loose.map(({ pieces }) => pieces)));
  });
});
