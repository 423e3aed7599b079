import type { Breach, ConvergeContext } from './invariant.js';

/**
 * I11: an entry of the audit log for each accepted revision of a manifest and for each published set, of what has happened since the log
 * was begun. Downloads cannot be held against anything: nothing else knows of them.
 */
export async function* checkAudit({ database, flight }: ConvergeContext): AsyncGenerator<Breach> {
  for (const sql of [MANIFESTS, PUBLISHED]) {
    for (const { example } of await database.rows<{ example: string }>(sql, [flight ?? null])) yield { invariant: 'I11', example };
  }
}

const MANIFESTS = `
  SELECT 'manifest ' || m.manifest_id || ' r' || m.revision AS example FROM manifest m JOIN flight f ON f.id = m.flight_id
  WHERE ($1::text IS NULL OR f.code = $1) AND m.received_at > (SELECT at FROM audit_entry ORDER BY id LIMIT 1) AND NOT EXISTS (
    SELECT FROM audit_entry a WHERE a.tenant_id = m.tenant_id AND a.action = 'manifest.accepted' AND a.object = m.manifest_id
      AND (a.details ->> 'revision')::int = m.revision)`;

const PUBLISHED = `
  SELECT 'flight ' || f.code AS example FROM flight_run r JOIN flight f ON f.id = r.flight_id
  WHERE ($1::text IS NULL OR f.code = $1) AND r.state = 'completed' AND r.finished_at > (SELECT at FROM audit_entry ORDER BY id LIMIT 1) AND NOT EXISTS (
    SELECT FROM audit_entry a WHERE a.tenant_id = f.tenant_id AND a.action = 'flight.published' AND a.object = f.code
      AND (a.details ->> 'run')::bigint = r.id)`;
