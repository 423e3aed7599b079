import type { AuditEntry, AuditSeal } from '../domain/audit.js';
import type { Database } from './database.js';

/** The members of an entry as they are hashed; `id` orders what is not sealed yet. */
export const AUDIT_COLUMNS = `e.id, e.tenant_id AS "tenantId", to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, e.actor, e.key_id AS "keyId",
  e.organisation_id AS "organisationId", e.roles, e.action, e.object, e.result, e.request_id AS "requestId", e.details::text AS details`;

/** An entry as it is kept; without a seal for the first seconds. */
export type KeptEntry = AuditEntry & (AuditSeal | { position: null; previousHash: null; hash: null });

export interface AuditFilter {
  action?: string | undefined;
  object?: string | undefined;
  /** Instants: from the first, before the second. */
  from?: string | undefined;
  until?: string | undefined;
}

/** Where a page of the list ended: time in RFC 3339, id. */
export interface AuditPlace {
  at: string;
  id: number;
}

/** The end of a chain as it was sealed. */
export interface AuditHead {
  tenantId: string;
  tenant: string | null;
  position: number;
  hash: Buffer;
}

/** What a chain that was shortened by rule begins behind. */
export interface ForgottenEnd {
  position: number;
  hash: string;
}

const SEALED = `${AUDIT_COLUMNS}, e.position, e.previous_hash AS "previousHash", e.hash`;

/** The audit log, for those who read it. */
export class AuditStore {
  constructor(private readonly database: Database) {}

  /** A page of a tenant's entries; the latest first, or from the beginning where they are taken out. */
  list(
    tenantId: string,
    filter: AuditFilter,
    { limit, after, isAscending = false }: { limit: number; after?: AuditPlace | undefined; isAscending?: boolean },
  ): Promise<KeptEntry[]> {
    const [sign, order] = isAscending ? ['>', 'ASC'] : ['<', 'DESC'];
    return this.database.rows<KeptEntry & Record<string, unknown>>(
      `SELECT ${SEALED} FROM audit_entry e
       WHERE e.tenant_id = $1 AND ($2::text IS NULL OR e.action = $2) AND ($3::text IS NULL OR e.object = $3)
         AND ($4::timestamptz IS NULL OR e.at >= $4) AND ($5::timestamptz IS NULL OR e.at < $5)
         AND ($6::timestamptz IS NULL OR (e.at, e.id) ${sign} ($6, $7::bigint))
       ORDER BY e.at ${order}, e.id ${order} LIMIT $8`,
      [
        tenantId,
        filter.action ?? null,
        filter.object ?? null,
        filter.from ?? null,
        filter.until ?? null,
        after?.at ?? null,
        after?.id ?? null,
        limit,
      ],
    );
  }

  /** The chains there are, and where each ends: one whose end was taken away has the hash of none. A tenant is named while it exists. */
  heads(tenant?: string): Promise<AuditHead[]> {
    return this.database.rows<AuditHead & Record<string, unknown>>(
      `SELECT coalesce(h.tenant_id, t.id) AS "tenantId", t.name AS tenant, coalesce(h.position, last.position) AS position, coalesce(h.hash, '') AS hash
       FROM audit_head h FULL JOIN tenant t ON t.id = h.tenant_id
       CROSS JOIN LATERAL (SELECT max(position) AS position FROM audit_entry e WHERE e.tenant_id = t.id) last
       WHERE ($1::text IS NULL OR t.name = $1) AND coalesce(h.position, last.position) IS NOT NULL ORDER BY 1`,
      [tenant ?? null],
    );
  }

  /** Sealed entries of a chain, in its order, behind a place. */
  links(tenantId: string, after: number, limit: number): Promise<(AuditEntry & AuditSeal)[]> {
    return this.database.rows<AuditEntry & AuditSeal & Record<string, unknown>>(
      `SELECT ${SEALED} FROM audit_entry e WHERE e.tenant_id = $1 AND e.position > $2 ORDER BY e.position LIMIT $3`,
      [tenantId, after, limit],
    );
  }

  /** The place of the first sealed entry from a day on, by UTC; undefined if there is none. */
  async placeFrom(tenantId: string, day: string): Promise<number | undefined> {
    const [row] = await this.database.rows<{ position: number | null }>(
      `SELECT min(position) AS position FROM audit_entry WHERE tenant_id = $1 AND at >= ($2::date)::timestamp AT TIME ZONE 'UTC'`,
      [tenantId, day],
    );
    return row.position ?? undefined;
  }

  /** Up to where entries were removed by rule. */
  async forgotten(tenantId: string): Promise<ForgottenEnd[]> {
    return this.database.rows<ForgottenEnd & Record<string, unknown>>(
      `SELECT object::bigint AS position, details ->> 'hash' AS hash FROM audit_entry WHERE tenant_id = $1 AND action = 'audit.forgotten'`,
      [tenantId],
    );
  }

  /** How many entries wait for their seal. */
  async unsealed(): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>('SELECT count(*) AS count FROM audit_entry WHERE hash IS NULL');
    return row.count;
  }
}
