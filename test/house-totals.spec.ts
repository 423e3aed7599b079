import { fhl } from '../src/documents/cargo-imp/fhl/fhl.js';
import { fwb } from '../src/documents/cargo-imp/fwb/fwb.js';
import { readFhl } from '../src/documents/cargo-imp/reading/read-fhl.js';
import { readFwb } from '../src/documents/cargo-imp/reading/read-fwb.js';
import { xfhl } from '../src/documents/cargo-xml/xfhl/xfhl.js';
import { xfwb } from '../src/documents/cargo-xml/xfwb/xfwb.js';
import { xfzb } from '../src/documents/cargo-xml/xfzb/xfzb.js';
import type { Rendering } from '../src/documents/document-type.js';
import { houseManifest } from '../src/documents/house-manifest/house-manifest.js';
import { masterWaybill } from '../src/documents/master-waybill/master-waybill.js';
import { grams } from '../src/domain/units.js';
import { loadAssets } from '../src/publish/assets.js';
import { declarationOf, sampleConsignment } from './fixtures/declaration.js';
import { readXml } from './fixtures/read-xml.js';
import { consolidationOf } from './fixtures/subjects.js';
import { pdfPlaces } from './pdf-places.js';

const assets = loadAssets();
const sum = (values: readonly (string | number)[]): number => values.reduce<number>((total, value) => total + Number(value), 0);
const grossOf = (weights: readonly string[]): number => sum(weights.map(grams));

/** Bags of twenty that firms share now and then, and three consignments of several pieces in no bag. */
const consignments = Array.from({ length: 90 }, (_, i) => ({
  ...sampleConsignment(i),
  ...(i < 87 ? {} : { bag: undefined, pieces: i - 85 }),
  consignor: { name: `FIRM ${Math.floor(i / 30)}`, country: 'CN', city: 'YIWU' },
}));

/** The texts of all XML among renderings at a path. */
function textsOf(made: readonly Rendering[], path: string): string[] {
  return made.filter(({ format }) => format === 'xml').flatMap(({ bytes }) => readXml(bytes).texts(path));
}

describe.each(['consolidated', 'each'] as const)('houses in mode %s', (mode) => {
  const consolidation = consolidationOf(declarationOf(consignments), mode);
  const { waybill } = consolidation;
  const { pieces, grossWeightG } = waybill;
  const due = [pieces, grossWeightG, 90];
  const HOUSE = 'MasterConsignment/IncludedHouseConsignment';

  it('are counted as the waybill is: bags, and the pieces of what flies in none', () => expect(pieces).toBe(5 + 2 + 3 + 4));

  it('add up in XFHL and XFZB to XFWB', () => {
    const master = xfwb.render(waybill, assets);
    const stated = (path: string) => sum(textsOf(master, `MasterConsignment/${path}`));
    expect([
      stated('TotalPieceQuantity'),
      grossOf(textsOf(master, 'MasterConsignment/IncludedTareGrossWeightMeasure/#text')),
      stated('PackageQuantity'),
    ]).toEqual(due);
    const list = xfhl.render(consolidation, assets);
    expect([
      sum(textsOf(list, `${HOUSE}/TotalPieceQuantity`)),
      grossOf(textsOf(list, `${HOUSE}/GrossWeightMeasure/#text`)),
      sum(textsOf(list, `${HOUSE}/PackageQuantity`)),
    ]).toEqual(due);
    expect(sum(textsOf(xfzb.render(consolidation, assets), `${HOUSE}/TotalPieceQuantity`))).toBe(pieces);
  });

  it('add up in FHL to FWB', () => {
    const [{ bytes }] = fwb.render(waybill, assets);
    const master = readFwb(bytes);
    expect([master.pieces, master.grossWeightG, master.slac]).toEqual(due);
    const houses = fhl.render(consolidation, assets).flatMap((message) => readFhl(message.bytes).houses);
    expect([
      sum(houses.map((house) => house.pieces)),
      sum(houses.map((house) => house.grossWeightG)),
      sum(houses.map((house) => house.slac)),
    ]).toEqual(due);
  });

  it('add up on the house manifest to the master waybill', async () => {
    const [manifest, master] = [houseManifest.render(consolidation, assets), masterWaybill.render(waybill, assets)];
    expect(textsOf(master, 'AWBGoodsInfo/TotalPlacesQuantity')).toEqual([String(pieces)]);
    expect(textsOf(manifest, 'TotalNumberOfPieces')).toEqual([String(pieces)]);
    expect(sum(textsOf(manifest, 'ItemDetails/NumberOfPieces'))).toBe(pieces);
    expect(grossOf(textsOf(manifest, 'ItemDetails/GrossWeight/GoodsQuantity'))).toBe(grossWeightG);
    const pdf = manifest.find(({ format }) => format === 'pdf');
    const words = (await pdfPlaces(pdf?.bytes ?? new Uint8Array())).flat().map(({ text }) => text);
    const total = words.lastIndexOf(`Total / Всего: ${consolidation.airlineHouses.length}`);
    expect(words.slice(total + 1, total + 4)).toEqual([String(pieces), (grossWeightG / 1_000).toFixed(3), '90']);
  });

  it('have the same goods in every list', () => {
    const said = textsOf(xfhl.render(consolidation, assets), `${HOUSE}/SummaryDescription`);
    expect(textsOf(xfzb.render(consolidation, assets), `${HOUSE}/SummaryDescription`)).toEqual(said);
    const described = textsOf(houseManifest.render(consolidation, assets), 'ItemDetails/ItemDescription');
    expect(described.map((text) => text.replace(/, SLAC \d+$/, ''))).toEqual(said);
    const houses = fhl.render(consolidation, assets).flatMap((message) => readFhl(message.bytes).houses);
    houses.forEach(({ goods, texts }, i) => {
      expect(said[i].startsWith(goods)).toBe(true);
      expect(said[i].startsWith(texts[0])).toBe(true);
    });
  });
});
