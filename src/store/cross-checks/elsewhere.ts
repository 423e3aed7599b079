import type { PoolClient } from '../database.js';
import { crossKinds, findingSql } from './cross-kinds.js';

/** The flight of a manifest, by its id, and the manifest by its sender's name. */
export interface CrossPlace {
  tenantId: string;
  manifestKey: number;
  manifestId: string;
  flightCode: string;
  /** Set where `cross_row` holds these rows only, of all that are asked. */
  shared?: readonly number[] | undefined;
}

/** A house waybill of a flight of so long ago may be in use again. */
const REMEMBERED_DAYS = 365;

/**
 * C18: house waybills that another manifest of the flight holds, or another flight of the tenant. What stands in a declaration that
 * is planned or published, even of a manifest that has been replaced since, is declared; one finding a row, the gravest.
 *
 * `onFlight`: whether manifests of the same flight are looked at.
 * Source: customs-rules 3.
 */
export async function findHouseWaybillsElsewhere(
  client: PoolClient,
  { tenantId, manifestKey, manifestId, flightCode, shared }: CrossPlace,
  { onFlight }: { onFlight: boolean },
): Promise<void> {
  // A number has a row or two: a bitmap for each would cost as much again as the index.
  await client.query('SET LOCAL enable_bitmapscan = off');
  // Number by number in the order of the index, whatever the planner thinks of rows that it has no statistics of.
  await client.query(
    `/* house waybills elsewhere */
     WITH found AS MATERIALIZED (
       SELECT r.sequence, e.manifest_key, e.sequence AS other
       FROM (SELECT sequence, house_waybill FROM ${shared === undefined ? ASKED : ALL} AND house_waybill IS NOT NULL ORDER BY house_waybill) r
       CROSS JOIN LATERAL (
         SELECT manifest_key, sequence FROM consignment WHERE house_waybill = r.house_waybill AND manifest_key <> $1 OFFSET 0) e),
     elsewhere AS MATERIALIZED (
       SELECT found.sequence, f.code, f.date, f.code = $4 AS is_same_flight,
         f.code <> $4 AND EXISTS (SELECT 1 FROM flight_run run JOIN placement p ON p.run_id = run.id
           WHERE run.flight_id = f.id AND p.manifest_key = found.manifest_key AND p.sequence = found.other AND ${IS_LIVE}) AS is_declared, m.current
       FROM found JOIN manifest m ON m.id = found.manifest_key JOIN flight f ON f.id = m.flight_id
       WHERE f.tenant_id = $2 AND (f.code <> $4 OR $5 AND m.manifest_id <> $3) AND f.date >= split_part($4, '-', 2)::date - ${REMEMBERED_DAYS}),
     gravest AS (
       SELECT DISTINCT ON (sequence) * FROM elsewhere WHERE current OR is_declared
       ORDER BY sequence, is_same_flight DESC, is_declared DESC, date DESC, code)
     INSERT INTO cross_finding
     SELECT r.sequence, 2, CASE WHEN is_same_flight THEN ${findingSql(crossKinds.sameOnFlight, '/houseWaybill')}
         WHEN is_declared THEN ${findingSql(crossKinds.declaredElsewhere, '/houseWaybill', 'r.code')}
         ELSE ${findingSql(crossKinds.carriedElsewhere, '/houseWaybill', 'r.code')} END, is_same_flight OR is_declared
     FROM gravest r`,
    [manifestKey, tenantId, manifestId, flightCode, onFlight],
  );
}

const ASKED = 'cross_row WHERE is_asked';
const ALL = 'consignment WHERE manifest_key = $1';

/** A run whose plan stands: being worked on, or the one that is published. */
const IS_LIVE = `run.plan_hash IS NOT NULL
  AND (run.state IN ('queued', 'processing') OR run.state = 'completed' AND run.revision = f.published_revision)`;
