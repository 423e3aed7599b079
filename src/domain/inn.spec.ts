import { isInn } from './inn.js';

describe('C1, C2 tax number of a person and of a firm', () => {
  it('I1 7707083893 is valid', () => expect(isInn('7707083893')).toBe(true));
  it('I2 1234567894 is valid', () => expect(isInn('1234567894')).toBe(true));
  it('I2 1234567890 is not valid', () => expect(isInn('1234567890')).toBe(false));
  it('I3 500100732259 is valid', () => expect(isInn('500100732259')).toBe(true));
  it('I4 123456789047 is valid', () => expect(isInn('123456789047')).toBe(true));
  it('I4 123456789012 is not valid', () => expect(isInn('123456789012')).toBe(false));

  it.each([
    ['one digit less', '50010073225'],
    ['a letter', '50010073225A'],
    ['a letter in a number of a firm', '770708389A'],
    ['the second check digit', '500100732258'],
    ['the first check digit', '500100732269'],
    ['nothing', ''],
  ])('%s: %s is not valid', (_fault, inn) => expect(isInn(inn)).toBe(false));
});

describe('C3 tax number that was never issued', () => {
  it('I5 000000000000 passes the sum and is not valid', () => expect(isInn('000000000000')).toBe(false));

  it.each([
    ['one digit', '7777777777'],
    ['zeros of a firm', '0000000000'],
    ['region 00', '0012345673'],
    ['region 00 of a person', '001234567887'],
  ])('%s: %s is not valid', (_fault, inn) => expect(isInn(inn)).toBe(false));
});
