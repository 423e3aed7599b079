import { rulesOn } from '../rule-set.js';
import { customsFee } from './customs-fee.js';

const feeOn = (date: string, rub: number) => customsFee(rub * 100, rulesOn(date).customsFees).kopecks / 100;

describe('the customs fee of a ДТЭГ, customs-rules 2.4', () => {
  it.each([
    ['2024-12-31', 200_000, 775],
    ['2025-01-01', 200_000, 1_067],
    ['2025-12-31', 200_000.01, 2_134],
    ['2025-06-01', 450_000, 2_134],
    ['2025-06-01', 1_200_000, 4_269],
    ['2025-06-01', 2_700_000, 11_746],
    ['2025-06-01', 4_200_000, 16_524],
    ['2025-06-01', 5_500_000, 21_344],
    ['2025-06-01', 7_000_000, 27_540],
    ['2025-06-01', 7_000_000.01, 30_000],
    ['2026-01-01', 0, 1_231],
    ['2026-11-22', 200_000, 1_231],
    ['2026-11-22', 7_000_000.01, 73_860],
  ])('on %s of %d roubles is %d', (date, rub, fee) => expect(feeOn(date, rub)).toBe(fee));

  it('is not guessed above the bands that are known', () => expect(() => feeOn('2024-06-01', 200_000.01)).toThrow(RangeError));

  it('has no base', () => expect(customsFee(100, rulesOn('2026-11-22').customsFees)).not.toHaveProperty('base'));
});
