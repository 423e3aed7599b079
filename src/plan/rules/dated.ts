/** How well a row is known: read in a schema or an act, taken from a secondary source, or recalled. */
export type Confidence = 'sure' | 'likely' | 'unsure';

/**
 * A rule's value with the days on which it holds; both days belong to it. A law that changes is a new row, the old one
 * stays and gets its last day.
 */
export interface Dated<T> {
  from: string;
  to?: string;
  value: T;
  source: string;
  confidence: Confidence;
}

/** The value that holds on a day, `YYYY-MM-DD`. Errors: RangeError for a day without a row. */
export function inForce<T>(rows: readonly Dated<T>[], date: string): T {
  const row = rows.find(({ from, to }) => from <= date && (to === undefined || date <= to));
  if (row === undefined) throw new RangeError(`no rule is known for ${date}`);
  return row.value;
}

/** Day from which express cargo is declared by ДТЭГ and ПТДЭГ. */
export const FIRST_EXPRESS_DAY = '2019-07-01';
