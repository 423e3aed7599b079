import { manifestExample } from '../manifest.example.js';
import { holdsMask, masked, maskedChange } from './identity-mask.js';

const [consignment] = manifestExample.consignments;

describe('a masked consignment', () => {
  it('hides tax number, series and number of the document, and nothing else', () => {
    const { consignee } = consignment;
    expect(masked(consignment)).toEqual({
      ...consignment,
      consignee: {
        ...consignee,
        inn: '••••••••••••',
        identityDocument: { ...consignee.identityDocument, series: '••••', number: '••••••' },
      },
    });
  });

  it.each([
    ['an unknown member', { consignee: { passport: '4509 123456' } }, { consignee: { passport: '•••••••••••' } }],
    ['a member of its own', { passport: '4509 123456' }, { passport: '•••••••••••' }],
    ['a number', { consignee: { inn: 500100732259 } }, { consignee: { inn: '•••' } }],
    ['a text in the place of an object', { consignee: 'Иванова 4509' }, { consignee: '••••••••••••' }],
    ['an object in the place of a text', { bag: { inn: '500100732259' } }, { bag: '•••' }],
    ['a list in the place of an object', { consignee: [{ inn: '1' }] }, { consignee: [{ inn: '•' }] }],
    ['nothing', null, null],
  ])('hides what may stand in %s', (_, value, expected) => {
    expect(masked(value)).toEqual(expected);
  });

  it('is known when it comes back', () => {
    expect(holdsMask(masked(consignment))).toBe(true);
    expect([consignment, '', { goods: [{ description: 'a • b' }] }].map(holdsMask)).toEqual([false, false, false]);
  });
});

describe('a masked change', () => {
  it.each([
    [{ pointer: '/consignee/inn', before: '1', after: '2' }, { pointer: '/consignee/inn' }],
    [{ pointer: '/consignee/identityDocument/number', after: '2' }, { pointer: '/consignee/identityDocument/number' }],
    [{ pointer: '/consignee/passport', after: '2' }, { pointer: '/consignee/passport' }],
    [
      { pointer: '/consignee/identityDocument', after: { kind: 'RU01001', number: '12' } },
      { pointer: '/consignee/identityDocument', after: { kind: 'RU01001', number: '••' } },
    ],
    [
      { pointer: '/goods/3/brand', before: 'A', after: 'B' },
      { pointer: '/goods/3/brand', before: 'A', after: 'B' },
    ],
  ])('of %j', (change, expected) => {
    expect(maskedChange(change)).toEqual(expected);
  });
});
