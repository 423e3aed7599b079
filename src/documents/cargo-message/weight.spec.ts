import { DomainError } from '../../domain/problem.js';
import { houseWeightTexts, weightText } from './weight.js';

describe('weightText', () => {
  it.each([
    [9_000_000, '9000.0'],
    [432, '0.432'],
    [1, '0.001'],
    [26_353, '26.353'],
    [999_999, '999.999'],
    [2_985_500, '2985.5'],
    [9_999_764, '9999.76'],
    [9_999_996, '10000.0'],
    [19_998_763, '19998.8'],
    [99_999_949, '99999.9'],
    [100_000_000, '100000'],
  ])('writes %i g as %s', (weightG, written) => expect(weightText(weightG)).toBe(written));

  it('refuses more than seven digits', () => expect(() => weightText(10_000_000_000)).toThrow(DomainError));
});

describe('houseWeightTexts', () => {
  it.each<[string, number[], string[]]>([
    ['exact weights as they are', [432, 25_921], ['0.432', '25.921']],
    ['the rest at the heaviest', [600_004, 600_003], ['600.007', '600.003']],
    ['a rest to take away', [600_002, 600_002], ['599.998', '600.002']],
    ['the finest part of a rest where there is a place for it', [9_999_764, 9_998_999, 7], ['9999.79', '9999.0', '0.01']],
  ])('have %s', (_, housesG, written) => {
    const waybillG = housesG.reduce((sum, weightG) => sum + weightG, 0);
    const found = houseWeightTexts(waybillG, housesG);
    expect(found).toEqual(written);
    const grams = (texts: readonly string[]) => texts.reduce((sum, kilograms) => sum + Math.round(Number(kilograms) * 1_000), 0);
    expect(grams(found)).toBe(grams([weightText(waybillG)]));
  });

  it('are refused where they do not add up', () => expect(() => houseWeightTexts(1_000, [400, 500])).toThrow(RangeError));
});
