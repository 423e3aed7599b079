import { type Dated, FIRST_EXPRESS_DAY } from './dated.js';

/** What one consignee may get together before customs look twice; hundredths of a euro and grams, exactly this much still may. */
export interface ConsigneeNorm {
  eurHundredths: number;
  grams: number;
}

/** Over what an individual's consignments are summed up. The month is that of the calendar, over all flights. */
export interface ConsigneeNorms {
  declaration: ConsigneeNorm;
  flight: ConsigneeNorm;
  month: ConsigneeNorm;
}

const norm: ConsigneeNorm = { eurHundredths: 200_00, grams: 31_000 };

/** Several consignments for one person in one batch may be taken as one. Source: customs-rules 2.1 and 3, C19. */
export const consigneeNorms: readonly Dated<ConsigneeNorms>[] = [
  {
    from: FIRST_EXPRESS_DAY,
    value: { declaration: norm, flight: norm, month: norm },
    source: 'customs-rules 2.1 [PROCAP]; the free norm of EEC Council Decision 107 of 20.12.2017',
    confidence: 'likely',
  },
];
