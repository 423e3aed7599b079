import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { textsAt } from '../../../test/fixtures/read-xml.js';
import { consolidationOf } from '../../../test/fixtures/subjects.js';
import { templates } from '../../../test/fixtures/templates.js';
import { grams } from '../../domain/units.js';
import { houseManifestXml } from './house-manifest.xml.js';

const consignors = ['YIWU SAMPLE LTD', 'YIWU SAMPLE LTD', 'NINGBO <b> & ]]> "x"'];
const consolidation = consolidationOf(
  declarationOf(
    consignors.map((name, i) => ({
      ...sampleConsignment(i),
      bag: name,
      consignor: { name, country: 'CN', city: 'YIWU', street: 'SAMPLE ROAD 1' },
    })),
  ),
);
const bytes = houseManifestXml(consolidation, templates);

describe('houseManifestXml', () => {
  it('has a line for each house, and totals that are their sums', () => {
    expect(textsAt(bytes, 'ItemDetails/HouseWaybillNumber')).toEqual(consolidation.airlineHouses.map(({ number }) => number));
    expect(textsAt(bytes, 'LinesNumberTotal')).toEqual(['2']);
    expect(textsAt(bytes, 'TotalNumberOfPieces')).toEqual([String(consolidation.waybill.pieces)]);
    expect(textsAt(bytes, 'ItemDetails/NumberOfPieces')).toEqual(['1', '1']);
    const weights = textsAt(bytes, 'ItemDetails/GrossWeight/GoodsQuantity');
    expect([...weights].sort()).toEqual(['0.900', '3.182']);
    expect(weights.reduce((sum, weight) => sum + grams(weight), 0)).toBe(grams(textsAt(bytes, 'TotalGrossWeight/GoodsQuantity')[0]));
  });

  it('tells goods in general, with how many parcels they are', () => {
    expect(textsAt(bytes, 'ItemDetails/ItemName').sort()).toEqual(['CONSOLIDATION', 'E-COMMERCE PARCEL']);
    expect(textsAt(bytes, 'ItemDetails/ItemDescription').sort()).toEqual([
      'CONSOLIDATION, E-COMMERCE PARCELS, SLAC 2',
      'E-COMMERCE PARCEL, SLAC 1',
    ]);
  });

  it('names the consignor of the house and the consignee of the master waybill, and nobody who ordered', () => {
    expect(textsAt(bytes, 'ItemDetails/Consignor/OrganizationName').sort()).toEqual(['NINGBO <b> & ]]> "x"', 'YIWU SAMPLE LTD']);
    expect(textsAt(bytes, 'ItemDetails/Consignor/Address/StreetHouse')[0]).toBe('SAMPLE ROAD 1');
    const { nameEn, addressEn } = consolidation.waybill.settings.waybillConsignee;
    expect(textsAt(bytes, 'ItemDetails/Consignee/OrganizationName')).toEqual([nameEn, nameEn]);
    expect(textsAt(bytes, 'ItemDetails/Consignee/Address/City')[0]).toBe(addressEn?.city);
    expect(new TextDecoder().decode(bytes)).not.toMatch(/Примеров|Образцов|Тестова|Кроссовки|LP00654/);
  });

  it('leaves the number of lines out above 999', () => {
    const long = houseManifestXml(consolidationOf(sampleDeclaration(1_000), 'each'), templates);
    expect(textsAt(long, 'LinesNumberTotal')).toEqual([]);
    expect(textsAt(long, 'ItemDetails/LineItemNumber').at(-1)).toBe('1000');
    expect(textsAt(long, 'TotalNumberOfPieces')).toEqual(['1000']);
  });
});
