import type { AuditFilter, AuditPlace, AuditStore } from '../store/audit.store.js';
import { entryBody } from './audit.schema.js';

/** Entries that are in hand at once. */
const TOGETHER = 1_000;

/** The entries of a tenant as NDJSON, the earliest first, read as they are asked for. */
export async function* auditLines(store: AuditStore, tenantId: string, filter: AuditFilter): AsyncGenerator<string> {
  let after: AuditPlace | undefined;
  for (;;) {
    const rows = await store.list(tenantId, filter, { limit: TOGETHER, after, isAscending: true });
    if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(entryBody(row))}\n`).join('');
    if (rows.length < TOGETHER) return;
    after = rows[rows.length - 1];
  }
}
