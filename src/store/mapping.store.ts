import { type Actor, SERVICE } from '../domain/audit.js';
import type { ColumnMapping } from '../domain/column-mapping.js';
import { writeAudit } from './audit-writing.js';
import type { Database } from './database.js';

/** Mappings of columns that a tenant saved, by name. */
export class MappingStore {
  constructor(private readonly database: Database) {}

  async all(tenantId: string): Promise<ColumnMapping[]> {
    const rows = await this.database.rows<{ mapping: ColumnMapping }>(
      'SELECT mapping FROM column_mapping WHERE tenant_id = $1 ORDER BY name COLLATE "C"',
      [tenantId],
    );
    return rows.map(({ mapping }) => mapping);
  }

  async find(tenantId: string, name: string): Promise<ColumnMapping | undefined> {
    const rows = await this.database.rows<{ mapping: ColumnMapping }>(
      'SELECT mapping FROM column_mapping WHERE tenant_id = $1 AND name = $2',
      [tenantId, name],
    );
    return rows[0]?.mapping;
  }

  /** Saves a mapping in the place of the one of its name. False if the tenant has `max` others already: then nothing is saved. */
  async put(tenantId: string, mapping: ColumnMapping, max: number, { by = SERVICE }: { by?: Actor } = {}): Promise<boolean> {
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO column_mapping (tenant_id, name, mapping, updated_at)
       SELECT $1, $2, $3, now() WHERE (SELECT count(*) FROM column_mapping WHERE tenant_id = $1 AND name <> $2) < $4
       ON CONFLICT (tenant_id, name) DO UPDATE SET mapping = excluded.mapping, updated_at = excluded.updated_at
       RETURNING name`,
        [tenantId, mapping.name, JSON.stringify(mapping), max],
      );
      if (rowCount !== 1) return false;
      await writeAudit(client, [{ tenantId, by, event: { action: 'mapping.put', object: mapping.name } }]);
      return true;
    });
  }

  /** False if there was none. */
  async remove(tenantId: string, name: string, { by = SERVICE }: { by?: Actor } = {}): Promise<boolean> {
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query('DELETE FROM column_mapping WHERE tenant_id = $1 AND name = $2', [tenantId, name]);
      if (rowCount !== 1) return false;
      await writeAudit(client, [{ tenantId, by, event: { action: 'mapping.removed', object: name } }]);
      return true;
    });
  }
}
