import type { PoolClient } from '../database.js';
import { crossKinds, findingSql } from './cross-kinds.js';
import { CROSS_COLUMNS } from './cross-rows.js';
import type { CrossPlace } from './elsewhere.js';

/** What one individual may receive without duty: worth in euro and the same in kopecks by the rate of the day, and weight. */
export interface CrossNorm {
  eurHundredths: number;
  kopecks: number;
  /** Undefined: no weight is too heavy. */
  grams: number | undefined;
}

/**
 * C19: individuals whose consignments together are above the norm, on the flight or in the month of its date over all flights of the
 * tenant. What is held does not count. A month is told of where it adds to the flight.
 *
 * `month`: `YYYY-MM`. Sums are estimates by the rates known when each consignment was reported. Source: customs-rules 3.
 */
export async function findConsigneesOverNorm(client: PoolClient, place: CrossPlace, month: string, norm: CrossNorm): Promise<void> {
  const manifests = await otherManifests(client, place, month);
  if (place.shared !== undefined && manifests.month.length > 0) await addKnownElsewhere(client, place, manifests);
  await client.query('UPDATE cross_row r SET is_held = true FROM cross_finding f WHERE f.sequence = r.sequence AND f.holds');
  await client.query(
    `/* sums by consignee */
     WITH mine AS MATERIALIZED (SELECT sequence, consignee_key, kopecks, grams, is_asked FROM cross_row r WHERE ${COUNTS}),
     consignees AS MATERIALIZED (
       SELECT consignee_key, count(*) FROM mine GROUP BY consignee_key HAVING bool_or(is_asked) ORDER BY consignee_key),
     others AS MATERIALIZED (
       SELECT own.consignee_key, ${SUMS} FROM consignees own CROSS JOIN LATERAL (${OTHERS}) e GROUP BY own.consignee_key),
     own AS MATERIALIZED (
       SELECT consignee_key, count(*), coalesce(sum(kopecks), 0) AS kopecks, coalesce(sum(grams), 0) AS grams FROM mine
       WHERE consignee_key IN (${SEVERAL}) GROUP BY consignee_key),
     sums AS (SELECT own.consignee_key, ${TOTALS} FROM own LEFT JOIN others USING (consignee_key)),
     above AS MATERIALIZED (
       SELECT *, flight_count > 1 AND (flight_kopecks > $3 OR flight_grams > $4) AS is_flight,
         month_count > flight_count AND (month_kopecks > $3 OR month_grams > $4) AS is_month FROM sums),
     told AS MATERIALIZED (SELECT * FROM above JOIN mine USING (consignee_key) WHERE (is_flight OR is_month) AND is_asked)
     INSERT INTO cross_finding
     SELECT r.sequence, 20, ${findingSql(crossKinds.overNormOnFlight, '/consignee', 'flight_count', euro('flight_kopecks'), kilograms('flight_grams'))}, false
     FROM told r WHERE is_flight
     UNION ALL
     SELECT r.sequence, 21, ${findingSql(crossKinds.overNormInMonth, '/consignee', 'month_count', '$6::text', euro('month_kopecks'), kilograms('month_grams'))}, false
     FROM told r WHERE is_month`,
    [manifests.flight, manifests.month, norm.kopecks, norm.grams ?? null, norm.eurHundredths, month, ...manifests.range],
  );
}

/** Adds to `cross_row` the rows that are in it for nothing within the manifest, and whose consignees other manifests have as well. */
async function addKnownElsewhere(client: PoolClient, { manifestKey, shared }: CrossPlace, { month, range }: OtherManifests): Promise<void> {
  await client.query(
    `/* consignees elsewhere */
     INSERT INTO cross_row SELECT ${CROSS_COLUMNS}, true
     FROM (SELECT * FROM consignment c WHERE manifest_key = $1 AND NOT sequence = ANY($2) AND NOT held ORDER BY consignee_key) c
     CROSS JOIN LATERAL (
       SELECT FROM consignment WHERE consignee_key = c.consignee_key AND NOT held AND manifest_key BETWEEN $4 AND $5 AND manifest_key + 0 = ANY($3)
       LIMIT 1 OFFSET 0) e
     WHERE c.consignee_kind = 'individual'`,
    [manifestKey, shared, month, ...range],
  );
}

/** Rows of this manifest that go into a declaration as far as is known by now. */
const COUNTS = 'r.is_individual AND r.consignee_key IS NOT NULL AND NOT r.is_held';

/** Consignees with more than one consignment: most have one, of which nothing is summed up, as sums cost more than all else here. */
const SEVERAL = 'SELECT consignee_key FROM consignees WHERE count > 1 UNION ALL SELECT consignee_key FROM others';

/**
 * What other manifests hold for a consignee, from one range of the index alone: rows that came in a moment ago, with a higher key, would
 * have to be looked up in the table. Without other manifests none is looked for. `+ 0` keeps the list of manifests from becoming as many
 * descents into the index, `OFFSET 0` the planner from reading the whole table instead.
 */
const OTHERS = `
  SELECT manifest_key = ANY($1) AS is_flight, reported_kopecks AS kopecks, gross_weight_g AS grams
  FROM consignment WHERE consignee_key = own.consignee_key AND NOT held AND manifest_key BETWEEN $7 AND $8 AND manifest_key + 0 = ANY($2)
    AND cardinality($2::bigint[]) > 0 OFFSET 0`;

const SUMS = `count(*) AS month_count, sum(e.kopecks) AS month_kopecks, sum(e.grams) AS month_grams,
  count(*) FILTER (WHERE is_flight) AS flight_count, sum(e.kopecks) FILTER (WHERE is_flight) AS flight_kopecks,
  sum(e.grams) FILTER (WHERE is_flight) AS flight_grams`;

/** Of this manifest and the others together. */
const TOTALS = ['flight', 'month']
  .flatMap((span) => ['count', 'kopecks', 'grams'].map((name) => `own.${name} + coalesce(${span}_${name}, 0) AS ${span}_${name}`))
  .join(', ');

const euro = (kopecks: string): string => `round(${kopecks} * $5::numeric / ($3::numeric * 100), 2)::text`;
const kilograms = (grams: string): string => `trim_scale(${grams} / 1000.0)::text`;

/** By their keys; `range` is the least and the greatest of them. */
interface OtherManifests {
  flight: number[];
  month: number[];
  range: [number, number];
}

/** The other current manifests of the flight, and of all flights of its month. */
async function otherManifests(
  client: PoolClient,
  { tenantId, manifestId, flightCode }: CrossPlace,
  month: string,
): Promise<OtherManifests> {
  const { rows } = await client.query<{ id: number; isSameFlight: boolean }>(
    `SELECT m.id, f.code = $3 AS "isSameFlight" FROM flight f JOIN manifest m ON m.flight_id = f.id AND m.current
     WHERE f.tenant_id = $1 AND NOT (m.manifest_id = $2 AND f.code = $3)
       AND f.date >= ($4 || '-01')::date AND f.date < ($4 || '-01')::date + interval '1 month'
     ORDER BY m.id`,
    [tenantId, manifestId, flightCode, month],
  );
  const keys = rows.map(({ id }) => id);
  return {
    flight: rows.filter(({ isSameFlight }) => isSameFlight).map(({ id }) => id),
    month: keys,
    range: [keys[0] ?? 0, keys.at(-1) ?? 0],
  };
}
