import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { textsAt } from '../../../test/fixtures/read-xml.js';
import { consolidationOf } from '../../../test/fixtures/subjects.js';
import { templates } from '../../../test/fixtures/templates.js';
import { grams } from '../../domain/units.js';
import { loadAssets } from '../../publish/assets.js';
import { xfhl } from '../cargo-xml/xfhl/xfhl.js';
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

  it('tells goods in the words of the messages, with how many parcels they are', () => {
    expect(textsAt(bytes, 'ItemDetails/ItemName').sort()).toEqual(['LED DESK LAMP', 'SILICONE PHONE']);
    const [{ bytes: list }] = xfhl.render(consolidation, loadAssets());
    const said = textsAt(list, 'MasterConsignment/IncludedHouseConsignment/SummaryDescription');
    expect(said).toContain('LED DESK LAMP');
    expect(textsAt(bytes, 'ItemDetails/ItemDescription')).toEqual(
      said.map((goods, i) => `${goods}, SLAC ${consolidation.airlineHouses[i].consignments}`),
    );
  });

  it('states no pieces of a house whose bag is counted at another', () => {
    const each = houseManifestXml(consolidationOf(sampleDeclaration(3), 'each'), templates);
    expect(textsAt(each, 'ItemDetails/HouseWaybillNumber')).toHaveLength(3);
    expect([textsAt(each, 'ItemDetails/NumberOfPieces'), textsAt(each, 'TotalNumberOfPieces')]).toEqual([['1'], ['1']]);
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
    expect(textsAt(long, 'TotalNumberOfPieces')).toEqual(['50']);
  });
});
