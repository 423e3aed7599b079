import { houseWaybillWriter } from '../src/documents/house-waybill/house-waybill.xml.js';
import type { Declaration } from '../src/documents/subjects.js';
import { declarationOf, sampleConsignment, sampleDeclaration } from './fixtures/declaration.js';
import { longestConsignment, longestSettings } from './fixtures/limits.js';
import { templates } from './fixtures/templates.js';
import { closeSchemas, hasSchemas, openSchemas, validate } from './schemas.js';

const [{ goods, ...first }] = [sampleConsignment(1)];

const declarations: readonly (readonly [string, Declaration])[] = [
  ['goods of individuals', sampleDeclaration(3, 'ptdeg')],
  ['goods of firms with their payments', sampleDeclaration(3, 'dteg')],
  ['an individual with every text at its limit', { ...declarationOf([longestConsignment('individual')]), settings: longestSettings }],
  ['a firm with every text at its limit', { ...declarationOf([longestConsignment('company')], 'dteg'), settings: longestSettings }],
  [
    'a parcel of a size in millimetres',
    declarationOf([{ ...sampleConsignment(0), dimensionsCm: { length: '24.5', width: '0.1', height: '6' } }]),
  ],
  ['several packages of several goods', declarationOf([{ ...first, goods, pieces: 3 }])],
  [
    'goods in two currencies',
    declarationOf([{ ...first, goods: goods.map((item, i) => (i === 0 ? item : { ...item, value: { amount: '7.5', currency: 'EUR' } })) }]),
  ],
  [
    'airports that are not listed, another representative',
    {
      ...sampleDeclaration(1),
      flight: { ...sampleDeclaration(1).flight, origin: 'QQQ', destination: 'QQX' },
      settings: {
        ...sampleDeclaration(1).settings,
        representative: { ...sampleDeclaration(1).settings.representative, inn: '7700000001' },
      },
    },
  ],
];

(hasSchemas ? describe : describe.skip)('official schema of the house waybill', () => {
  beforeAll(openSchemas);
  afterAll(closeSchemas);

  describe.each(['5.27.0', '5.23.0'])('of album %s', (album) => {
    it.each(declarations)('takes %s', (_name, declaration) => {
      const render = houseWaybillWriter({ ...declaration, album }, templates);
      for (const house of declaration.houses) validate(render(house), `fts-${album}/WayBillExpressIndividual.xsd`);
    });
  });

  it('refuses one in the namespaces of another album', () => {
    const declaration = sampleDeclaration(1);
    const bytes = houseWaybillWriter({ ...declaration, album: '5.23.0' }, templates)(declaration.houses[0]);
    expect(() => validate(bytes, 'fts-5.27.0/WayBillExpressIndividual.xsd')).toThrow();
  });
});
