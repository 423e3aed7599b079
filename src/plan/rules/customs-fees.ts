import { type Confidence, type Dated, FIRST_EXPRESS_DAY } from './dated.js';

/** The fee for a declaration whose customs value is at most so much; the last band has no end. Whole roubles. */
export interface FeeBand {
  upToRub?: number;
  feeRub: number;
  confidence: Confidence;
}

/**
 * The customs fee (1010) of a ДТЭГ by its customs value. Bands of one row are by rising value; a value above the last band of a row
 * that has an end is one whose fee is not known.
 *
 * Source: customs-rules 2.4; Government Decrees 342 of 26.03.2020, 1637 of 2024, 1638 of 23.10.2025.
 */
export const customsFees: readonly Dated<readonly FeeBand[]>[] = [
  {
    from: FIRST_EXPRESS_DAY,
    to: '2024-12-31',
    value: [{ upToRub: 200_000, feeRub: 775, confidence: 'sure' }],
    source: 'Government Decree 342 of 26.03.2020, first band; the others and the time before it are not known here',
    confidence: 'likely',
  },
  {
    from: '2025-01-01',
    to: '2025-12-31',
    value: [
      { upToRub: 200_000, feeRub: 1_067, confidence: 'sure' },
      { upToRub: 450_000, feeRub: 2_134, confidence: 'sure' },
      { upToRub: 1_200_000, feeRub: 4_269, confidence: 'sure' },
      { upToRub: 2_700_000, feeRub: 11_746, confidence: 'sure' },
      { upToRub: 4_200_000, feeRub: 16_524, confidence: 'sure' },
      { upToRub: 5_500_000, feeRub: 21_344, confidence: 'sure' },
      { upToRub: 7_000_000, feeRub: 27_540, confidence: 'sure' },
      { feeRub: 30_000, confidence: 'sure' },
    ],
    source: 'Government Decree 1637 of 2024',
    confidence: 'sure',
  },
  {
    // Of 2026 the first and the last band are known; between them stand those of 2025 until the decree has been read.
    from: '2026-01-01',
    value: [
      { upToRub: 200_000, feeRub: 1_231, confidence: 'unsure' },
      { upToRub: 450_000, feeRub: 2_134, confidence: 'unsure' },
      { upToRub: 1_200_000, feeRub: 4_269, confidence: 'unsure' },
      { upToRub: 2_700_000, feeRub: 11_746, confidence: 'unsure' },
      { upToRub: 4_200_000, feeRub: 16_524, confidence: 'unsure' },
      { upToRub: 5_500_000, feeRub: 21_344, confidence: 'unsure' },
      { upToRub: 7_000_000, feeRub: 27_540, confidence: 'unsure' },
      { feeRub: 73_860, confidence: 'sure' },
    ],
    source: 'Government Decree 1638 of 23.10.2025',
    confidence: 'unsure',
  },
];

/** The fee of a house waybill of a ПТДЭГ on which duty is due; whole roubles. Recalled only, so a setting asks for it. */
export const personalFeeRub: readonly Dated<number>[] = [
  { from: FIRST_EXPRESS_DAY, value: 500, source: 'customs-rules 2.4: recalled for 2020-2024, found in no source', confidence: 'unsure' },
];
