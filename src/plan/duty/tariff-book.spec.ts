import type { TariffRow } from '../../domain/tariff.js';
import { TariffBook } from './tariff-book.js';

const row = (prefix: string, percentHundredths: number, from = '2026-01-01'): TariffRow => ({
  prefix,
  duty: { percentHundredths },
  vatHundredths: 22_00,
  from,
  source: 'invented',
});
const rateOf = (rows: TariffRow[], code: string, date = '2026-11-22') => new TariffBook(rows, date).of(code)?.duty.percentHundredths;

describe('the tariff of a commodity code', () => {
  it('is that of its longest prefix, in whatever order the rows come', () => {
    const rows = [row('6404', 9_00), row('64', 5_00), row('6404110000', 1_00), row('640411', 3_00)];
    for (const each of [rows, rows.toReversed()]) {
      expect(rateOf(each, '6404110000')).toBe(1_00);
      expect(rateOf(each, '6404119000')).toBe(3_00);
      expect(rateOf(each, '6404190000')).toBe(9_00);
      expect(rateOf(each, '6402190000')).toBe(5_00);
    }
  });

  it('is the latest in force on the day', () => {
    const rows = [row('64', 7_00, '2026-12-01'), row('64', 5_00), row('64', 6_00, '2026-06-01'), row('6404', 1_00, '2027-01-01')];
    for (const each of [rows, rows.toReversed()]) {
      expect(rateOf(each, '6404110000')).toBe(6_00);
      expect(rateOf(each, '6404110000', '2026-01-01')).toBe(5_00);
      expect(rateOf(each, '6404110000', '2026-12-01')).toBe(7_00);
      expect(rateOf(each, '6404110000', '2027-01-01')).toBe(1_00);
      expect(rateOf(each, '6404110000', '2025-12-31')).toBeUndefined();
    }
  });

  it('is not known for a code that no row has, and not guessed for a short code below which rates differ', () => {
    const rows = [row('64', 5_00), row('6404110000', 1_00)];
    expect(rateOf(rows, '6504000000')).toBeUndefined();
    expect(rateOf(rows, '640411')).toBeUndefined();
    expect(rateOf(rows, '640419')).toBe(5_00);
  });
});
