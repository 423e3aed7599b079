import { type AuditEntry, CHAIN_BEGINNING, sealed } from '../domain/audit.js';
import { AUDIT_COLUMNS } from './audit.store.js';
import type { Database, PoolClient } from './database.js';

/** Entries that are sealed in one transaction. */
const TOGETHER = 5_000;

/**
 * Gives entries their places in the chain of their tenant, so that nobody who adds one has to wait for another.
 *
 * Whatever is committed and has no seal is sealed, in the order of its id. An entry whose transaction ends later gets a later place,
 * whatever its id: places are only ever added behind the last. Waiting until every transaction has ended that could bring a lower id
 * would make ids and places follow the same order, and would leave the log unsealed for as long as the slowest upload takes.
 */
export class AuditSealer {
  constructor(private readonly database: Database) {}

  /** Seals all there is, one process at a time. Returns how many. Errors: those of the database. */
  async seal(): Promise<number> {
    let count = 0;
    for (;;) {
      const some = await this.database.transaction((client) => this.#sealSome(client));
      count += some;
      if (some < TOGETHER) return count;
    }
  }

  async #sealSome(client: PoolClient): Promise<number> {
    const { rows: lock } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_xact_lock(7201140) AS locked');
    if (!lock[0].locked) return 0;
    const { rows } = await client.query<AuditEntry>(`SELECT ${AUDIT_COLUMNS} FROM audit_entry e WHERE hash IS NULL ORDER BY id LIMIT $1`, [
      TOGETHER,
    ]);
    const byTenant = new Map<string, AuditEntry[]>();
    for (const row of rows) {
      const entries = byTenant.get(row.tenantId);
      if (entries === undefined) byTenant.set(row.tenantId, [row]);
      else entries.push(row);
    }
    for (const [tenantId, entries] of byTenant) await sealEntries(client, tenantId, entries);
    return rows.length;
  }
}

async function sealEntries(client: PoolClient, tenantId: string, entries: readonly AuditEntry[]): Promise<void> {
  const { rows } = await client.query<{ position: number; hash: Buffer }>('SELECT position, hash FROM audit_head WHERE tenant_id = $1', [
    tenantId,
  ]);
  const chain = sealed(entries, rows[0] ?? { position: 0, hash: CHAIN_BEGINNING });
  const { rowCount } = await client.query(
    `UPDATE audit_entry e SET position = s.position, previous_hash = s.previous_hash, hash = s.hash
     FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[]) AS s(id, position, previous_hash, hash) WHERE e.id = s.id AND e.hash IS NULL`,
    [
      chain.map(({ id }) => id),
      chain.map(({ position }) => position),
      chain.map(({ previousHash }) => previousHash),
      chain.map(({ hash }) => hash),
    ],
  );
  if (rowCount !== chain.length) throw new Error(`audit log: ${rowCount} entries of ${chain.length} were sealed`);
  const { position, hash } = chain[chain.length - 1];
  await client.query(
    `INSERT INTO audit_head (tenant_id, position, hash) VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id) DO UPDATE SET position = excluded.position, hash = excluded.hash`,
    [tenantId, position, hash],
  );
}
