import type { Dated } from './dated.js';

/** Duty on goods for personal use: what is free, and what is charged beyond it. */
export interface PersonalDutyRule {
  /** Hundredths of a euro; exactly this much is still free. */
  freeEurHundredths: number;
  /** Absent: no weight is too heavy to be free. */
  freeGrams?: number;
  percent: number;
  eurPerKg: number;
  /** What the rates are applied to: the part above the free norm, or all of it. */
  base: 'excess' | 'whole';
}

/** `e-commerce` is adopted, but not known to be applied in Russia yet; it is chosen by a setting. */
export type DutyRegime = 'personal' | 'e-commerce';

/**
 * Norms by regime. A regime of another year is another row. The norms up to 2019 are those of a calendar month; they are held here
 * against one consignment.
 *
 * Source: customs-rules 2.1.
 */
export const personalNorms: Record<DutyRegime, readonly Dated<PersonalDutyRule>[]> = {
  personal: [
    {
      from: '2010-07-01',
      to: '2018-12-31',
      value: { freeEurHundredths: 1_000_00, freeGrams: 31_000, percent: 30, eurPerKg: 4, base: 'excess' },
      source: 'Customs Union Agreement of 18.06.2010, annex 3',
      confidence: 'sure',
    },
    {
      from: '2019-01-01',
      to: '2019-12-31',
      value: { freeEurHundredths: 500_00, freeGrams: 31_000, percent: 30, eurPerKg: 4, base: 'excess' },
      source: 'EEC Council Decision 107 of 20.12.2017, annexes 1 and 2',
      confidence: 'sure',
    },
    {
      from: '2020-01-01',
      to: '2022-03-30',
      value: { freeEurHundredths: 200_00, freeGrams: 31_000, percent: 15, eurPerKg: 2, base: 'excess' },
      source: 'EEC Council Decision 107 of 20.12.2017, annexes 1 and 2',
      confidence: 'sure',
    },
    {
      from: '2022-03-31',
      to: '2024-03-31',
      value: { freeEurHundredths: 1_000_00, freeGrams: 31_000, percent: 15, eurPerKg: 2, base: 'excess' },
      source: 'EEC Council Decision 35 of 17.03.2022, prolonged',
      confidence: 'likely',
    },
    {
      from: '2024-04-01',
      value: { freeEurHundredths: 200_00, freeGrams: 31_000, percent: 15, eurPerKg: 2, base: 'excess' },
      source: 'EEC Council Decision 107 of 20.12.2017, annexes 1 and 2',
      confidence: 'sure',
    },
  ],
  'e-commerce': [
    {
      // National VAT comes on top above the norm; how it is collected is not settled, so none is figured.
      from: '2026-07-01',
      value: { freeEurHundredths: 200_00, percent: 5, eurPerKg: 1, base: 'whole' },
      source:
        'Protocol on e-commerce of 25.12.2023 to the EAEU Customs Code (Federal Law 229-ФЗ of 08.08.2024) and the rates announced with it',
      confidence: 'unsure',
    },
  ],
};
