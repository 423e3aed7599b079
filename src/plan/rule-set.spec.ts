import { personalDutyOn, rulesOn } from './rule-set.js';
import { consigneeNorms } from './rules/consignee-norms.js';
import { customsFees, personalFeeRub } from './rules/customs-fees.js';
import { type Dated, inForce } from './rules/dated.js';
import { expressValueCapEurHundredths, maxGoodsItems, maxHouseWaybills } from './rules/express-limits.js';
import { type PersonalDutyRule, personalNorms } from './rules/personal-norms.js';
import { volumetricDivisor, waybillCaps } from './rules/waybill-caps.js';

describe('rules of a day', () => {
  it('are those of the schema and the carrier', () => {
    expect(rulesOn('2026-11-22')).toMatchObject({
      maxHouseWaybills: 500,
      maxGoodsItems: 999,
      volumetricDivisor: 6_000,
      expressValueCapEurHundredths: 1_000_00,
      waybillCaps: {
        maxConsignments: 5_000,
        maxConsignmentPieces: 9_999,
        maxPieces: 9_999,
        maxGrossWeightKg: 100_000,
        maxVolumeM3: 59_999,
      },
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

describe('the tables of rules', () => {
  const tables: readonly (readonly [string, readonly Dated<unknown>[]])[] = [
    ['norms of personal use', personalNorms.personal],
    ['norms of e-commerce', personalNorms['e-commerce']],
    ['customs fees', customsFees],
    ['fee of a ПТДЭГ', personalFeeRub],
    ['norms of consignees', consigneeNorms],
    ['cap of a ДТЭГ', expressValueCapEurHundredths],
    ['goods lines', maxGoodsItems],
    ['house waybills', maxHouseWaybills],
    ['caps of waybills', waybillCaps],
    ['divisor', volumetricDivisor],
  ];

  const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

  it.each(tables)('%s: one row a day from the first day on, each with its source', (_name, rows) => {
    for (const [index, { from, to, source }] of rows.entries()) {
      expect(source).not.toBe('');
      expect(to === undefined || from <= to).toBe(true);
      const next = rows[index + 1];
      expect(next?.from).toEqual(to === undefined ? undefined : dayAfter(to));
    }
  });

  it('take a regime of another year as another row', () => {
    const before = personalNorms.personal.map((row) => (row.to === undefined ? { ...row, to: '2026-12-31' } : row));
    const of2027: Dated<PersonalDutyRule> = {
      from: '2027-01-01',
      value: { freeEurHundredths: 100_00, freeGrams: 31_000, percent: 20, eurPerKg: 3, base: 'excess' },
      source: 'invented',
      confidence: 'unsure',
    };
    const rows = [...before, of2027];
    expect(inForce(rows, '2026-12-31')).toMatchObject({ freeEurHundredths: 200_00, percent: 15 });
    expect(inForce(rows, '2027-01-01')).toEqual(of2027.value);
  });

  it.each(customsFees.map(({ from, value }) => [from, value] as const))('fees from %s rise with the value', (_from, bands) => {
    for (const [index, { upToRub, feeRub }] of bands.entries()) {
      if (index === 0) continue;
      expect(feeRub).toBeGreaterThan(bands[index - 1].feeRub);
      expect(upToRub ?? Number.POSITIVE_INFINITY).toBeGreaterThan(bands[index - 1].upToRub ?? Number.POSITIVE_INFINITY);
    }
  });

  it('say which of 2026 are not sure', () => {
    expect(rulesOn('2026-11-22').customsFees.filter(({ confidence }) => confidence === 'sure')).toMatchObject([{ feeRub: 73_860 }]);
    expect(rulesOn('2026-11-22').customsFees[0]).toEqual({ upToRub: 200_000, feeRub: 1_231, confidence: 'unsure' });
  });

  it('ask a fee for a ПТДЭГ only by the setting, and choose the regime by it', () => {
    expect(rulesOn('2026-11-22').personalFeeRub).toBeUndefined();
    expect(rulesOn('2026-11-22', { personalFee: true }).personalFeeRub).toBe(500);
    expect(rulesOn('2026-11-22').personalDuty.base).toBe('excess');
    expect(rulesOn('2026-11-22', { regime: 'e-commerce' }).personalDuty.base).toBe('whole');
  });
});
