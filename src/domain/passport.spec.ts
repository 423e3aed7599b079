import { isPassportIssuer, isPassportNumber, isPassportSeries, isRussianPassport, yearsFromBlank } from './passport.js';

describe('C4 Russian passport', () => {
  it('goes by two codes', () => {
    expect(['RU01001', '21', '10', '03'].map(isRussianPassport)).toEqual([true, true, false, false]);
  });

  it.each([
    ['4509', true],
    ['450', false],
    ['45 09', false],
  ])('series %s is %s', (series, valid) => expect(isPassportSeries(series)).toBe(valid));

  it.each([
    ['123456', true],
    ['000001', true],
    ['000000', false],
    ['12345', false],
  ])('number %s is %s', (number, valid) => expect(isPassportNumber(number)).toBe(valid));

  it.each([
    ['770-001', true],
    ['770001', false],
  ])('issuer %s is %s', (code, valid) => expect(isPassportIssuer(code)).toBe(valid));

  it.each([
    ['4509', '2015-03-02', 6],
    ['4515', '2015-03-02', 0],
    ['4516', '2015-03-02', 1],
    ['4599', '2001-03-02', 2],
    ['45 9', '2001-03-02', Number.NaN],
    ['450', '2001-03-02', Number.NaN],
    ['4509', '2001', Number.NaN],
  ])('the blank of series %s is %s off by %d years', (series, day, years) => expect(yearsFromBlank(series, day)).toBe(years));
});
