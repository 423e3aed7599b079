import { judged } from '../../../../test/fixtures/judged.js';

const ADDRESS = '/consignee/address';

describe('C21 addresses are complete in Russia', () => {
  it.each([
    ['whole', {}, []],
    ['without a postcode', { [`${ADDRESS}/postcode`]: undefined }, [`warning address_incomplete ${ADDRESS}/postcode`]],
    ['in a village without streets', { [`${ADDRESS}/street`]: undefined }, []],
    ['with the house behind the street', { [`${ADDRESS}/house`]: undefined }, []],
    [
      'without street and house',
      { [`${ADDRESS}/street`]: undefined, [`${ADDRESS}/house`]: undefined },
      [`warning address_incomplete ${ADDRESS}/street`],
    ],
    ['elsewhere', { [ADDRESS]: { country: 'KZ', city: 'Алматы' } }, []],
    ['with a short postcode', { [`${ADDRESS}/postcode`]: '10100' }, [`error format ${ADDRESS}/postcode`]],
    ['with a long city', { [`${ADDRESS}/city`]: 'М'.repeat(36) }, [`error max_length ${ADDRESS}/city`]],
    ['that is no object', { [ADDRESS]: 'Москва' }, [`error type ${ADDRESS}`]],
  ])('%s', (_what, changes, expected) => expect(judged(changes)).toEqual(expected));
});
