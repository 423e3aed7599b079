import type { ConvergeContext } from './invariant.js';

/** A flight whose documents are published, and the run that made the set. */
export interface PublishedFlight {
  id: string;
  code: string;
  /** Null where there is none, which is a breach. */
  runId: number | null;
  /** Whether the published set is of the flight as it stands; else consignments may have changed since. */
  isCurrent: boolean;
}

/** Rows in the order of a key, a page at a time; `after` is the key of the last row, null before the first. */
export async function* paged<R, K>(read: (after: K | null) => Promise<R[]>, keyOf: (row: R) => K): AsyncGenerator<R> {
  for (let rows = await read(null); rows.length > 0; rows = await read(keyOf(rows[rows.length - 1]))) yield* rows;
}

const FLIGHTS_A_PAGE = 200;

/** Flights with a published set. */
export function publishedFlights({ database, flight }: ConvergeContext): AsyncGenerator<PublishedFlight> {
  return paged<PublishedFlight, string>(
    (after) =>
      database.rows<PublishedFlight & Record<string, unknown>>(
        `SELECT f.id, f.code, r.id AS "runId", f.revision = f.published_revision AS "isCurrent"
         FROM flight f LEFT JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision AND r.state = 'completed'
         WHERE f.published_revision IS NOT NULL AND ($1::uuid IS NULL OR f.id > $1) AND ($2::text IS NULL OR f.code = $2) ORDER BY f.id LIMIT ${FLIGHTS_A_PAGE}`,
        [after, flight ?? null],
      ),
    ({ id }) => id,
  );
}
