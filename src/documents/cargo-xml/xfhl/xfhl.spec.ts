import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../../test/fixtures/declaration.js';
import { readXml, textsAt } from '../../../../test/fixtures/read-xml.js';
import { consolidationOf, sampleConsolidation } from '../../../../test/fixtures/subjects.js';
import { grams } from '../../../domain/units.js';
import { loadAssets } from '../../../publish/assets.js';
import type { Consolidation } from '../../subjects.js';
import { xfhl } from './xfhl.js';

const render = (consolidation: Consolidation) => xfhl.render(consolidation, loadAssets());
const HOUSE = 'MasterConsignment/IncludedHouseConsignment';
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('xfhl', () => {
  it('lists the houses with the figures of the plan', () => {
    const other = { ...sampleConsignment(41), consignor: { name: 'NINGBO SAMPLE WORKS', country: 'CN', city: 'NINGBO' } };
    const consolidation = consolidationOf(declarationOf([sampleConsignment(0), sampleConsignment(1), other]));
    const [{ bytes, subject }] = render(consolidation);
    const { airlineHouses, waybill } = consolidation;
    expect(subject).toBeUndefined();
    expect(textsAt(bytes, `${HOUSE}/TransportContractDocument/ID`)).toEqual(airlineHouses.map(({ number }) => number));
    expect(textsAt(bytes, `${HOUSE}/TotalPieceQuantity`)).toEqual(airlineHouses.map(({ pieces }) => String(pieces)));
    expect(textsAt(bytes, `${HOUSE}/PackageQuantity`).map(Number)).toEqual(airlineHouses.map(({ consignments }) => consignments));
    expect(textsAt(bytes, `${HOUSE}/GrossWeightMeasure/#text`).map(grams)).toEqual(airlineHouses.map(({ grossWeightG }) => grossWeightG));
    expect(textsAt(bytes, 'MasterConsignment/ConsignmentItemQuantity')).toEqual(['2']);
    expect(textsAt(bytes, 'MasterConsignment/PackageQuantity')).toEqual(['3']);
    expect(textsAt(bytes, 'MasterConsignment/TotalPieceQuantity')).toEqual([String(waybill.pieces)]);
    expect(textsAt(bytes, 'MasterConsignment/IncludedTareGrossWeightMeasure/#text').map(grams)).toEqual([waybill.grossWeightG]);
  });

  it('names the most frequent goods', () => {
    const [{ bytes }] = render(sampleConsolidation);
    // Two lines of lamps, one of each of the others.
    expect(textsAt(bytes, `${HOUSE}/SummaryDescription`)).toEqual(['LED DESK LAMP AND SILICONE PHONE CASE']);
  });

  it('tells nothing of the people whom parcels go to', () => {
    expect(new TextDecoder().decode(render(consolidationOf(sampleDeclaration(3), 'each'))[0].bytes)).not.toMatch(
      /PRIMEROVA|OBRAZTSOV|79000000/,
    );
  });

  it('is split where a message does not take all houses, with the same totals in each and lines that add up to them', () => {
    const consolidation = consolidationOf(sampleDeclaration(2_000), 'each');
    const messages = render(consolidation);
    expect(messages.map(({ subject }) => subject)).toEqual(['210-10020032-1', '210-10020032-2', '210-10020032-3']);
    const read = messages.map(({ bytes }) => readXml(bytes));
    const all = (path: string) => read.flatMap((message) => message.texts(path));
    expect(all('MasterConsignment/ConsignmentItemQuantity')).toEqual(['999', '999', '2']);
    expect(new Set(all('MasterConsignment/PackageQuantity'))).toEqual(new Set(['2000']));
    expect(new Set(all('MessageHeaderDocument/ID')).size).toBe(3);
    expect(all(`${HOUSE}/SequenceNumeric`).map(Number)).toEqual(Array.from({ length: 2_000 }, (_, i) => i + 1));
    expect(all(`${HOUSE}/TransportContractDocument/ID`)).toEqual(consolidation.airlineHouses.map(({ number }) => number));
    expect(sum(all(`${HOUSE}/GrossWeightMeasure/#text`).map(grams))).toBe(
      grams(all('MasterConsignment/IncludedTareGrossWeightMeasure/#text')[0]),
    );
  });

  it('is the same each time', () => expect(render(sampleConsolidation)).toEqual(render(sampleConsolidation)));
});
