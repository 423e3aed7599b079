import { isOgrn } from './ogrn.js';

describe('register number', () => {
  it.each([
    ['1027700132195', true],
    ['1027700132194', false],
    ['304500116000157', true],
    ['304500116000158', false],
    ['102770013219', false],
    ['10277001321950', false],
  ])('%s is %s', (ogrn, valid) => expect(isOgrn(ogrn)).toBe(valid));
});
