import type { Breach, ConvergeContext } from './invariant.js';
import { paged } from './pages.js';

/** Each may have 250 000 consignments, which are counted and hashed where they are. */
const MANIFESTS_A_PAGE = 20;

interface CountedManifest {
  id: number;
  name: string;
  rows: number;
  isCounted: boolean;
  isWhole: boolean;
  isAsHashed: boolean;
}

/**
 * What was sent: rows counted, each held against its hash, and the hash of the whole made again from the head and theirs. The last only
 * where nobody has mended a row since, and of manifests whose head was kept.
 */
const MANIFESTS = `
  SELECT m.id, m.manifest_id || ' revision ' || m.revision AS name, r.rows,
    r.rows = m.consignments AND (NOT m.current OR r.held = m.held) AS "isCounted", coalesce(r.is_whole, true) AS "isWhole",
    m.head IS NULL OR r.hash = m.content_hash OR r.is_rejudged
      OR EXISTS (SELECT 1 FROM consignment_change h WHERE h.manifest_key = m.id) AS "isAsHashed"
  FROM manifest m JOIN flight f ON f.id = m.flight_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS rows, count(*) FILTER (WHERE c.held) AS held, bool_and(c.content_hash = sha256(convert_to(c.body, 'UTF8'))) AS is_whole,
      coalesce(bool_or(c.version > 0 AND c.house_waybill IS NULL), false) AS is_rejudged,
      sha256(convert_to(coalesce(m.head, ''), 'UTF8')
        || coalesce(string_agg(c.content_hash, ''::bytea ORDER BY c.house_waybill COLLATE "C", c.sequence), ''::bytea)) AS hash
    FROM consignment c WHERE c.manifest_key = m.id) r
  WHERE ($1::bigint IS NULL OR m.id > $1) AND ($2::text IS NULL OR f.code = $2) ORDER BY m.id LIMIT ${MANIFESTS_A_PAGE}`;

/** Answers of 202 that name a manifest which is not there, or is of another size than was answered. */
const ACKNOWLEDGED = `
  SELECT a.manifest_id || ' revision ' || a.revision AS example
  FROM (SELECT i.tenant_id, i.body::json ->> 'manifestId' AS manifest_id, (i.body::json ->> 'revision')::int AS revision,
          (i.body::json ->> 'consignments')::int AS consignments, i.body::json ->> 'flight' AS flight
        FROM idempotency_record i WHERE i.status = 202 OFFSET 0) a
  LEFT JOIN manifest m ON m.tenant_id = a.tenant_id AND m.manifest_id = a.manifest_id AND m.revision = a.revision
  WHERE a.manifest_id IS NOT NULL AND (m.id IS NULL OR m.consignments <> a.consignments) AND ($1::text IS NULL OR a.flight = $1)`;

const SPREAD = `
  SELECT m.manifest_id AS example FROM manifest m JOIN flight f ON f.id = m.flight_id GROUP BY m.tenant_id, m.manifest_id
  HAVING (count(DISTINCT m.flight_id) > 1 OR count(*) FILTER (WHERE m.current) <> 1 OR max(m.revision) <> max(m.revision) FILTER (WHERE m.current))
    AND ($1::text IS NULL OR bool_or(f.code = $1))`;

/** I1 and I2. */
export async function* checkManifests(context: ConvergeContext): AsyncGenerator<Breach> {
  const { database, flight } = context;
  const counted = paged<CountedManifest, number>(
    (after) => database.rows<CountedManifest & Record<string, unknown>>(MANIFESTS, [after, flight ?? null]),
    ({ id }) => id,
  );
  for await (const { name, rows, isCounted, isWhole, isAsHashed } of counted) {
    context.count('manifests');
    context.count('consignments', rows);
    const faults = [isCounted ? '' : 'count', isWhole ? '' : 'content of a row', isAsHashed ? '' : 'content'].filter(
      (fault) => fault !== '',
    );
    if (faults.length > 0) yield { invariant: 'I1', example: `${name}: ${faults.join(', ')}` };
  }
  for (const { example } of await database.rows<{ example: string }>(ACKNOWLEDGED, [flight ?? null])) {
    yield { invariant: 'I1', example: `${example}: acknowledged and not there` };
  }
  for (const { example } of await database.rows<{ example: string }>(SPREAD, [flight ?? null])) yield { invariant: 'I2', example };
}
