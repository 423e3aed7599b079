import type { Plausibility } from '../../../domain/trade-lists.js';

const source = 'Practice; wide on purpose, so that only slips of a digit or a unit are told';

/** Grams and hundredths of a euro a piece. */
export const plausibility: readonly Plausibility[] = [
  { prefix: '61', minUnitG: 5, maxUnitG: 8_000, maxUnitEur: 10_000_00, source },
  { prefix: '62', minUnitG: 5, maxUnitG: 10_000, maxUnitEur: 20_000_00, source },
  { prefix: '6403', minUnitG: 50, maxUnitG: 6_000, maxUnitEur: 10_000_00, source },
  { prefix: '6404', minUnitG: 50, maxUnitG: 6_000, maxUnitEur: 10_000_00, source },
  { prefix: '847130', minUnitG: 150, maxUnitG: 10_000, minUnitEur: 5_00, maxUnitEur: 20_000_00, source },
  { prefix: '851713', minUnitG: 60, maxUnitG: 1_500, minUnitEur: 5_00, maxUnitEur: 10_000_00, source },
];
