import { personalDutyOn, rulesOn } from './rule-set.js';

describe('rules of a day', () => {
  it('are those of the schema and the carrier', () => {
    expect(rulesOn('2026-11-22')).toMatchObject({
      maxHouseWaybills: 500,
      maxGoodsItems: 999,
      volumetricDivisor: 6_000,
      expressValueCapEurHundredths: 1_000_00,
      waybillCaps: { maxConsignments: 5_000, maxConsignmentPieces: 9_999, maxPieces: 9_999, maxGrossWeightKg: 100_000 },
    });
  });

  it('take caps from settings', () => {
    expect(rulesOn('2026-11-22', { caps: { maxPieces: 1_000 } }).waybillCaps).toMatchObject({ maxPieces: 1_000, maxConsignments: 5_000 });
  });

  it.each([
    ['2018-12-31', 1_000_00, 30],
    ['2019-01-01', 500_00, 30],
    ['2020-01-01', 200_00, 15],
    ['2022-03-30', 200_00, 15],
    ['2022-03-31', 1_000_00, 15],
    ['2024-03-31', 1_000_00, 15],
    ['2024-04-01', 200_00, 15],
  ])('change with the day: %s', (date, freeEurHundredths, percent) => {
    expect(personalDutyOn(date)).toMatchObject({ freeEurHundredths, percent });
  });

  it('are not guessed for a day before the first', () => {
    expect(() => rulesOn('2010-06-30')).toThrow(RangeError);
  });
});
