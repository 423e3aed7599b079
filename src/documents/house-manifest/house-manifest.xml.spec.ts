import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { textsAt } from '../../../test/fixtures/read-xml.js';
import { consolidationOf, sampleConsolidation } from '../../../test/fixtures/subjects.js';
import { templates } from '../../../test/fixtures/templates.js';
import { grams } from '../../domain/units.js';
import { houseManifestXml } from './house-manifest.xml.js';

const bytes = houseManifestXml(sampleConsolidation, templates);

describe('houseManifestXml', () => {
  it('has a line for each consignment, and totals that are their sums', () => {
    expect(textsAt(bytes, 'ItemDetails/HouseWaybillNumber')).toEqual(['LP00654100000001', 'LP00654100000002', 'LP00654100000003']);
    expect(textsAt(bytes, 'LinesNumberTotal')).toEqual(['3']);
    expect(textsAt(bytes, 'TotalNumberOfPieces')).toEqual(['3']);
    const weights = textsAt(bytes, 'ItemDetails/GrossWeight/GoodsQuantity');
    expect(weights).toEqual(['0.432', '2.750', '0.900']);
    expect(weights.reduce((sum, weight) => sum + grams(weight), 0)).toBe(grams(textsAt(bytes, 'TotalGrossWeight/GoodsQuantity')[0]));
  });

  it('names goods short and in full', () => {
    expect(textsAt(bytes, 'ItemDetails/ItemName')).toEqual(['SILICONE PHONE', 'KROSSOVKI ZHENSKIE', 'LED DESK LAMP']);
    expect(textsAt(bytes, 'ItemDetails/ItemDescription')[1]).toBe(
      'Кроссовки женские текстильные, цвет белый; Лампа настольная светодиодная 5 Вт, питание от сети',
    );
  });

  it('names parties with their address, and nothing else about them', () => {
    expect(textsAt(bytes, 'ItemDetails/Consignee/OrganizationName')[0]).toBe('Примерова Анна Сергеевна');
    expect(textsAt(bytes, 'ItemDetails/Consignee/Address/StreetHouse')[0]).toBe('ул. Примерная, 10, 5');
    expect(new TextDecoder().decode(bytes)).not.toMatch(/770100001107|000101|79000000001/);
  });

  it('leaves the number of lines out above 999', () => {
    const long = houseManifestXml(consolidationOf(sampleDeclaration(1_000)), templates);
    expect(textsAt(long, 'LinesNumberTotal')).toEqual([]);
    expect(textsAt(long, 'ItemDetails/LineItemNumber').at(-1)).toBe('1000');
  });

  it('comes back exactly', () => {
    const consignment = sampleConsignment(0);
    const hostile = { ...consignment, goods: [{ ...consignment.goods[0], description: '<b> & ]]> "x"', descriptionEn: undefined }] };
    const read = houseManifestXml(consolidationOf(declarationOf([hostile])), templates);
    expect(textsAt(read, 'ItemDetails/ItemDescription')).toEqual(['<b> & ]]> "x"']);
    expect(textsAt(read, 'ItemDetails/ItemName')).toEqual(['B AND X']);
  });
});
