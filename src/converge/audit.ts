import type { Breach, ConvergeContext } from './invariant.js';

/**
 * I11, where there is an audit log: an entry for each accepted revision of a manifest and for each published set, of what has happened
 * since the log was begun. TO BE JOINED: the columns and actions are those of the table `audit_entry` as it is planned; downloads are not
 * counted, since nothing else knows of them.
 */
export async function* checkAudit({ database, flight }: ConvergeContext): AsyncGenerator<Breach> {
  const [{ since }] = await database.rows<{ since: Date | null }>(
    `SELECT max(finished_at) AS since FROM _prisma_migrations WHERE migration_name LIKE '%\\_audit' AND to_regclass('audit_entry') IS NOT NULL`,
  );
  if (since === null) return;
  for (const sql of [MANIFESTS, PUBLISHED]) {
    for (const { example } of await database.rows<{ example: string }>(sql, [since, flight ?? null])) yield { invariant: 'I11', example };
  }
}

const entries = (action: string, tenant: string, object: string): string =>
  `(SELECT count(*) FROM audit_entry a WHERE a.tenant_id = ${tenant} AND a.action = '${action}' AND a.object = ${object} AND a.result = 'ok')`;

const MANIFESTS = `
  SELECT 'manifest ' || m.manifest_id AS example FROM manifest m JOIN flight f ON f.id = m.flight_id
  WHERE m.received_at > $1 AND ($2::text IS NULL OR f.code = $2) GROUP BY m.tenant_id, m.manifest_id
  HAVING count(*) > ${entries('manifest.accepted', 'm.tenant_id', 'm.manifest_id')}`;

const PUBLISHED = `
  SELECT 'flight ' || f.code AS example FROM flight_run r JOIN flight f ON f.id = r.flight_id
  WHERE r.state = 'completed' AND r.finished_at > $1 AND ($2::text IS NULL OR f.code = $2) GROUP BY f.tenant_id, f.code
  HAVING count(*) > ${entries('flight.published', 'f.tenant_id', 'f.code')}`;
