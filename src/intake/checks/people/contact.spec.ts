import { judged } from '../../../../test/fixtures/judged.js';

const PHONE = '/consignee/phone';
const EMAIL = '/consignee/email';
const warning = [`warning contact_incomplete ${PHONE}`];

describe('C7 contacts: the consignee can be reached', () => {
  it.each([
    ['phone and e-mail', {}, []],
    ['phone alone', { [EMAIL]: undefined }, []],
    ['e-mail alone', { [PHONE]: undefined }, []],
    ['neither', { [PHONE]: undefined, [EMAIL]: undefined }, warning],
    ['a phone of another country', { [PHONE]: '+8613800138000' }, warning],
    ['the same at an address there', { [PHONE]: '+8613800138000', '/consignee/address/country': 'CN' }, []],
    ['a phone without plus, which its form tells', { [PHONE]: '89161234567' }, [`error format ${PHONE}`]],
    ['nine digits, which its form tells', { [PHONE]: '+7916123456' }, [`error format ${PHONE}`]],
    ['a number for a text', { [PHONE]: 5 }, [`error type ${PHONE}`]],
  ])('%s', (_what, changes, expected) => expect(judged(changes)).toEqual(expected));

  it('asks the same of a firm', () => {
    const address = { country: 'RU', postcode: '101000', city: 'Москва', house: '1' };
    expect(judged({ '/consignee': { kind: 'company', name: 'ООО «Ромашка»', inn: '7707083893', address } })).toEqual(warning);
  });
});
