import { sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { consolidationOf } from '../../../test/fixtures/subjects.js';
import { statedDeclaration } from '../../documents/express-declaration/declaration-figures.js';
import { expressDeclaration } from '../../documents/express-declaration/express-declaration.js';
import { houseManifestXml } from '../../documents/house-manifest/house-manifest.xml.js';
import { statedManifest } from '../../documents/house-manifest/manifest-figures.js';
import { loadAssets } from '../assets.js';
import { CheckFailed } from './check-failed.js';
import { checkXml } from './check-xml.js';
import { Schemas } from './schemas.js';

const assets = loadAssets();
const schemas = new Schemas(undefined);

const declaration = sampleDeclaration(3, 'dteg');
const [{ bytes: xml }] = expressDeclaration.render(declaration, assets);
const text = Buffer.from(xml).toString();
const figures = statedDeclaration(declaration);
const check = (altered: string) => checkXml([Buffer.from(altered)], figures, schemas);

/** All of one house waybill, as it stands in the file. */
const [, house = ''] = text.match(/(<ecd:HouseShipment>(?:(?!<ecd:HouseShipment>).)*LP00654100000002.*?<\/ecd:HouseShipment>\n)/s) ?? [];

describe('XML as it was made', () => {
  it.each(['ptdeg', 'dteg'] as const)('passes for a declaration of kind %s', async (kind) => {
    const whole = sampleDeclaration(3, kind);
    const [{ bytes }] = expressDeclaration.render(whole, assets);
    const [mark] = await checkXml([bytes], statedDeclaration(whole), schemas);
    expect(mark).toEqual({ parser: 'own', schema: null, numbers: 3, totals: kind === 'dteg' ? 6 : 4 });
  });

  it('passes for a house manifest of many houses', async () => {
    const consolidation = consolidationOf(sampleDeclaration(1_200), 'each');
    const [mark] = await checkXml([houseManifestXml(consolidation, assets)], statedManifest(consolidation), schemas);
    expect(mark).toMatchObject({ numbers: 1_200, totals: 4 });
  });
});

describe('XML that our own reader does not take', () => {
  it.each([
    ['a document type', text.replace('?>', '?>\n<!DOCTYPE any>')],
    ['a carriage return in CDATA', text.replace('>LP00654100000002<', '><![CDATA[LP00654100000002]]><').replace(']]>', '\r]]>')],
    ['an attribute with a prefix', text.replace('<ecd:GoodsShipment>', '<ecd:GoodsShipment xml:lang="ru">')],
  ])('is judged by libxml2: %s', async (_, altered) => {
    expect(altered).not.toBe(text);
    const mark = await check(altered).catch((error: unknown) => error);
    if (mark instanceof Error) expect(mark.message).toMatch(/^number 2 of 3/);
    else expect(mark).toMatchObject([{ parser: 'libxml2', numbers: 3 }]);
  });
});

describe('XML that is not what was planned', () => {
  const total = /(<\/ecd:HouseShipment>\n<ecd:UnifiedGrossWeightQuantity><cat_ru:GoodsQuantity>\d)/;
  it.each<[string, string, RegExp]>([
    ['a digit of a house waybill is another', text.replace('>LP00654100000002<', '>LP00654100000012<'), /^number 2 of 3/],
    ['a house waybill is missing', text.replace(house, ''), /^number 2 of 3/],
    ['a house waybill is there twice', text.replace(house, house + house), /^number 3 of 3/],
    [
      'a house waybill more is there',
      text.replace('</ecd:HouseShipment>\n<ecd:UnifiedGross', `</ecd:HouseShipment>\n${house}<ecd:UnifiedGross`),
      /lists 4 numbers where 3/,
    ],
    ['the total of weights is another', text.replace(total, '$19'), /^ecd:GoodsShipment\/ecd:UnifiedGrossWeightQuantity.* is another/],
    [
      'the weights of the house waybills do not add up',
      text.replace(/(<ecd:UnifiedGrossWeightQuantity><cat_ru:GoodsQuantity>\d)/, '$19'),
      /^the sum of .*HouseShipment\/ecd:UnifiedGrossWeightQuantity/,
    ],
    [
      'what is paid is another',
      text.replace(/(TotalPaymentAmountDetails><RUScat_ru:Amount>)\d/, '$10'),
      /TotalPaymentAmountDetails.* is another/,
    ],
    ['a weight is no number', text.replace(/(<ecd:UnifiedGrossWeightQuantity><cat_ru:GoodsQuantity>)\d/, '$1X'), /is no number$/],
    ['the file ends too early', text.slice(0, -200), /^no well-formed XML, line \d+$/],
    ['a tag is broken', text.replace('</ecd:HouseShipment>', '</ecd:HouseShipments>'), /^no well-formed XML/],
  ])('fails where %s', async (_, altered, words) => {
    expect(altered).not.toBe(text);
    const checking = check(altered);
    await expect(checking).rejects.toThrow(CheckFailed);
    await expect(checking).rejects.toThrow(words);
  });
});
