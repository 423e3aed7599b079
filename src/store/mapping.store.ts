import type { ColumnMapping } from '../domain/column-mapping.js';
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
  async put(tenantId: string, mapping: ColumnMapping, max: number): Promise<boolean> {
    const rows = await this.database.rows(
      `INSERT INTO column_mapping (tenant_id, name, mapping, updated_at)
       SELECT $1, $2, $3, now() WHERE (SELECT count(*) FROM column_mapping WHERE tenant_id = $1 AND name <> $2) < $4
       ON CONFLICT (tenant_id, name) DO UPDATE SET mapping = excluded.mapping, updated_at = excluded.updated_at
       RETURNING name`,
      [tenantId, mapping.name, JSON.stringify(mapping), max],
    );
    return rows.length > 0;
  }

  /** False if there was none. */
  async remove(tenantId: string, name: string): Promise<boolean> {
    const rows = await this.database.rows('DELETE FROM column_mapping WHERE tenant_id = $1 AND name = $2 RETURNING name', [tenantId, name]);
    return rows.length > 0;
  }
}
