import type { PoolClient } from './database.js';

/** Class of the advisory locks under which a tenant's flights are planned. */
const PLANNING = 7_201_128;

/**
 * Live declarations of other flights: of a published set that is still the flight's, or of a run in work that has its plan. Each step by
 * an index, number by number, whatever is known of the tables: freshly loaded ones would be read whole, with all their bodies. The
 * flight's own rows, most of what is found, are left out before anything is asked of them.
 */
const ELSEWHERE = `
  SELECT mine.house_waybill AS "houseWaybill", there.code AS flight
  FROM manifest m JOIN consignment mine ON mine.manifest_key = m.id
  CROSS JOIN LATERAL (
    SELECT other.manifest_key, other.sequence FROM consignment other WHERE other.house_waybill = mine.house_waybill
      AND other.manifest_key <> ALL (ARRAY (SELECT own.id FROM manifest own WHERE own.flight_id = $1)) OFFSET 0) twin
  CROSS JOIN LATERAL (
    SELECT f.code FROM manifest o JOIN flight f ON f.id = o.flight_id
    JOIN flight_run r ON r.flight_id = f.id AND r.plan_hash IS NOT NULL
      AND (r.state = 'completed' AND r.revision = f.published_revision OR r.state IN ('queued', 'processing'))
    JOIN placement p ON p.run_id = r.id AND p.manifest_key = twin.manifest_key AND p.sequence = twin.sequence
    WHERE o.id = twin.manifest_key AND o.tenant_id = $2 OFFSET 0) there
  WHERE m.flight_id = $1 AND m.current AND m.channel = 'express' AND NOT mine.held
  ORDER BY there.code DESC`;

/**
 * Until the transaction ends no other flight of the tenant can ask what is declared elsewhere, so that of two that are planned at once
 * one sees what the other took.
 */
export async function planAlone(client: PoolClient, { tenantId }: { tenantId: string }): Promise<void> {
  // A large flight is planned for longer than a lock is waited for elsewhere.
  await client.query("SET LOCAL lock_timeout = '10min'");
  await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [PLANNING, tenantId]);
  await client.query('SET LOCAL lock_timeout = DEFAULT');
}

/**
 * Which of a flight's house waybills stand in a live declaration of another flight of the tenant, with that flight's id; to be asked
 * alone.
 *
 * Source: customs-rules 3, C18.
 */
export async function declaredElsewhere(client: PoolClient, flight: { id: string; tenantId: string }): Promise<Map<string, string>> {
  const { rows } = await client.query<{ houseWaybill: string; flight: string }>(ELSEWHERE, [flight.id, flight.tenantId]);
  return new Map(rows.map((row) => [row.houseWaybill, row.flight]));
}
