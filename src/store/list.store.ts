import { type Actor, SERVICE } from '../domain/audit.js';
import { DomainError } from '../domain/problem.js';
import type { TradeListName, TradeLists } from '../domain/trade-lists.js';
import type { Caller } from './access.store.js';
import { writeAudit } from './audit-writing.js';
import type { Database } from './database.js';

/** One import of a list, without its rows. */
export interface ListVersion {
  name: string;
  version: number;
  count: number;
  importedAt: Date;
  /** Name of the organisation. */
  importedBy: string;
}

const VERSION = `SELECT l.name, l.version, l.count, l.imported_at AS "importedAt", o.name AS "importedBy"
  FROM trade_list l JOIN organisation o ON o.id = l.imported_by AND o.tenant_id = l.tenant_id WHERE l.tenant_id = $1`;

/** Lists that rules go by, a tenant's own, in versions: an import adds one, the highest is in force, none is ever changed. */
export class ListStore {
  constructor(private readonly database: Database) {}

  /** The version in force of each list that was ever imported. */
  async versions(tenantId: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.rows<{ name: string; version: number }>(
      'SELECT name, max(version) AS version FROM trade_list WHERE tenant_id = $1 GROUP BY name',
      [tenantId],
    );
    return new Map(rows.map(({ name, version }) => [name, version]));
  }

  /** The typed rows of a version. Errors: `not-found`. */
  async rows<N extends TradeListName>(tenantId: string, name: N, version: number): Promise<TradeLists[N]> {
    const [found] = await this.database.rows<{ rows: TradeLists[N] }>(
      'SELECT rows FROM trade_list WHERE tenant_id = $1 AND name = $2 AND version = $3',
      [tenantId, name, version],
    );
    if (found === undefined) throw new DomainError('not-found');
    return found.rows;
  }

  /** Adds a version, unless the one in force has the same content; answers which is in force now. */
  async put(
    { tenantId, organisationId }: Pick<Caller, 'tenantId' | 'organisationId'>,
    name: TradeListName,
    csv: string,
    rows: readonly unknown[],
    { by = SERVICE }: { by?: Actor } = {},
  ): Promise<number> {
    return this.database.transaction(async (client) => {
      // Two imports at once follow each other, and neither takes the other's number.
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`trade_list ${tenantId} ${name}`]);
      const { rows: latest } = await client.query<{ version: number; isSame: boolean }>(
        `SELECT version, csv = $3 AS "isSame" FROM trade_list WHERE tenant_id = $1 AND name = $2 ORDER BY version DESC LIMIT 1`,
        [tenantId, name, csv],
      );
      if (latest[0]?.isSame) return latest[0].version;
      const version = (latest[0]?.version ?? 0) + 1;
      await client.query(
        'INSERT INTO trade_list (tenant_id, name, version, csv, rows, count, imported_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [tenantId, name, version, csv, JSON.stringify(rows), rows.length, organisationId],
      );
      await writeAudit(client, [
        { tenantId, by, event: { action: 'list.imported', object: name, details: { version, rows: rows.length } } },
      ]);
      return version;
    });
  }

  /** A version as CSV, the one in force if none is named; undefined if there is none. */
  async csv(tenantId: string, name: TradeListName, version?: number): Promise<{ version: number; csv: string } | undefined> {
    const [found] = await this.database.rows<{ version: number; csv: string }>(
      `SELECT version, csv FROM trade_list WHERE tenant_id = $1 AND name = $2 AND ($3::int IS NULL OR version = $3)
       ORDER BY version DESC LIMIT 1`,
      [tenantId, name, version ?? null],
    );
    return found;
  }

  /** All imports of a list, the latest first. */
  async history(tenantId: string, name: TradeListName): Promise<ListVersion[]> {
    return this.database.rows<ListVersion & Record<string, unknown>>(`${VERSION} AND l.name = $2 ORDER BY l.version DESC`, [
      tenantId,
      name,
    ]);
  }

  /** The import in force of each list that was ever imported. */
  async current(tenantId: string): Promise<ListVersion[]> {
    return this.database.rows<ListVersion & Record<string, unknown>>(
      `SELECT DISTINCT ON (name) * FROM (${VERSION}) l ORDER BY name, version DESC`,
      [tenantId],
    );
  }
}
