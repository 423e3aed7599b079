import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../../test/fixtures/declaration.js';
import { readXml, textsAt } from '../../../../test/fixtures/read-xml.js';
import { consolidationOf, sampleConsolidation } from '../../../../test/fixtures/subjects.js';
import { loadAssets } from '../../../publish/assets.js';
import type { Consolidation } from '../../subjects.js';
import { xfhl } from '../xfhl/xfhl.js';
import { houseChargeableHalfKg } from './house-chargeable.js';
import { xfzb } from './xfzb.js';

const render = (consolidation: Consolidation) => xfzb.render(consolidation, loadAssets());
const HOUSE = 'MasterConsignment/IncludedHouseConsignment';

describe('xfzb', () => {
  it('is a message for each house, about its number, with the figures of the list', () => {
    const consolidation = consolidationOf(sampleDeclaration(40), 'each');
    const messages = render(consolidation);
    const [{ bytes: list }] = xfhl.render(consolidation, loadAssets());
    expect(messages.map(({ subject }) => subject)).toEqual(consolidation.airlineHouses.map(({ number }) => number));
    const read = messages.map(({ bytes }) => readXml(bytes));
    const all = (path: string) => read.flatMap((message) => message.texts(path));
    expect(all('BusinessHeaderDocument/ID')).toEqual(messages.map(({ subject }) => subject));
    expect(all(`${HOUSE}/IncludedTareGrossWeightMeasure/#text`)).toEqual(textsAt(list, `${HOUSE}/GrossWeightMeasure/#text`));
    expect(all(`${HOUSE}/IncludedHouseConsignmentItem/GrossWeightMeasure/#text`)).toEqual(
      textsAt(list, `${HOUSE}/GrossWeightMeasure/#text`),
    );
    expect(all(`${HOUSE}/TotalPieceQuantity`)).toEqual(textsAt(list, `${HOUSE}/TotalPieceQuantity`));
    expect(all(`${HOUSE}/SummaryDescription`)).toEqual(textsAt(list, `${HOUSE}/SummaryDescription`));
    expect(new Set(all('MessageHeaderDocument/ID')).size).toBe(40);
    expect(Math.max(...all('MessageHeaderDocument/ID').map((id) => id.length))).toBeLessThanOrEqual(70);
  });

  it('goes from its own consignor to the consignee of the master waybill', () => {
    const [{ bytes }] = render(sampleConsolidation);
    expect(textsAt(bytes, `${HOUSE}/ConsignorParty/Name`)).toEqual(['HANGZHOU SAMPLE TRADING CO. LTD']);
    expect(textsAt(bytes, `${HOUSE}/ConsignorParty/PostalStructuredAddress/PostcodeCode`)).toEqual(['311121']);
    expect(textsAt(bytes, `${HOUSE}/ConsigneeParty/Name`)).toEqual(['PRIMER EXPRESS BROKER LLC']);
    expect(textsAt(bytes, `${HOUSE}/IncludedCustomsNote/SubjectCode`)).toEqual(['CNE', 'CNE']);
    expect(textsAt(bytes, 'MasterConsignment/TransportContractDocument/ID')).toEqual(['210-10020032']);
  });

  it('names codes, value and origin of its goods', () => {
    const [{ bytes }] = render(consolidationOf(declarationOf([sampleConsignment(0), sampleConsignment(3)])));
    const item = `${HOUSE}/IncludedHouseConsignmentItem`;
    expect(textsAt(bytes, `${item}/TypeCode`)).toEqual(['392690']);
    expect(textsAt(bytes, `${item}/OriginCountry/ID`)).toEqual(['CN']);
    expect(textsAt(bytes, `${HOUSE}/DeclaredValueForCustomsAmount/#text`)).toEqual(['70.00']);
    expect(textsAt(render(sampleConsolidation)[0].bytes, `${item}/OriginCountry/ID`)).toEqual([]);
  });

  it.each([undefined, '-', '…'])('is not made of a house whose consignor has %s for a city, which the schema demands', (city) => {
    const { consignor } = sampleConsignment(1);
    const other = { ...sampleConsignment(41), consignor: { ...consignor, city, name: 'NINGBO SAMPLE WORKS' } };
    const consolidation = consolidationOf(declarationOf([sampleConsignment(0), other]));
    expect(consolidation.airlineHouses).toHaveLength(2);
    expect(render(consolidation)).toHaveLength(1);
  });

  it('is not made where houses are single parcels, and too many', () => {
    expect(render(consolidationOf(sampleDeclaration(200), 'each'))).toHaveLength(200);
    expect(render(consolidationOf(sampleDeclaration(201), 'each'))).toEqual([]);
  });

  it('is the same each time', () => expect(render(sampleConsolidation)).toEqual(render(sampleConsolidation)));
});

describe('houseChargeableHalfKg', () => {
  it.each([
    [14_000, 87_750, 30],
    [100_000, 500_000, 200],
    [3_600_000, 21_840_000, 7_280],
    [1, 0, 1],
  ])('of %d g and %d cm³ is the greater', (grossWeightG, volumeCm3, halfKg) => {
    expect(houseChargeableHalfKg({ grossWeightG, volumeCm3 })).toBe(halfKg);
  });
});
