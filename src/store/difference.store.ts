import type { Database } from './database.js';
import type { ManifestRow } from './manifest-read.store.js';

type RevisionChange = 'added' | 'removed' | 'changed';

/** A consignment that two revisions of a manifest do not have alike; a side on which it is not is null. */
export interface DifferentRow {
  /** Place in the order: the house waybill, or what stands for one, and which of several that share it. */
  key: string;
  nth: number;
  houseWaybill: string | null;
  change: RevisionChange;
  before: string | null;
  after: string | null;
}

export type DifferenceCounts = Record<RevisionChange | 'unchanged', number>;

/**
 * The rows of revision $1 against those of revision $2, which may be null: by house waybill, several of one number in the order of the
 * sender; what has no number is known by its content.
 */
const DIFFERENCE = `
  WITH side AS MATERIALIZED (
    SELECT manifest_key = $1 AS is_new, coalesce(house_waybill, '~' || encode(content_hash, 'hex')) AS key,
      row_number() OVER (PARTITION BY manifest_key, coalesce(house_waybill, '~' || encode(content_hash, 'hex')) ORDER BY sequence) AS nth,
      manifest_key, sequence, house_waybill, content_hash
    FROM consignment WHERE manifest_key IN ($1::bigint, $2::bigint)),
  difference AS (
    SELECT coalesce(n.key, o.key) COLLATE "C" AS key, coalesce(n.nth, o.nth) AS nth, coalesce(n.house_waybill, o.house_waybill) AS house_waybill,
      o.sequence AS old_sequence, n.sequence AS new_sequence,
      CASE WHEN o.key IS NULL THEN 'added' WHEN n.key IS NULL THEN 'removed' WHEN o.content_hash <> n.content_hash THEN 'changed' ELSE 'unchanged' END AS change
    FROM (SELECT * FROM side WHERE is_new) n FULL JOIN (SELECT * FROM side WHERE NOT is_new) o ON o.key = n.key AND o.nth = n.nth)`;

/** Where the published set of a flight declares its consignments. */
const DECLARED = `flight f JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision
  JOIN placement p ON p.run_id = r.id JOIN consignment e ON e.manifest_key = p.manifest_key AND e.sequence = p.sequence
  JOIN declaration d ON d.run_id = r.id AND d.index = p.declaration`;

/** What one revision of a manifest has that another has not. Set-based; what was sent is read for one page only. */
export class DifferenceStore {
  constructor(private readonly database: Database) {}

  /** The next lower revision that there is. */
  async before({ manifestId, key }: ManifestRow): Promise<{ key: number; revision: number } | undefined> {
    const [row] = await this.database.rows<{ key: number; revision: number }>(
      `SELECT o.id AS key, o.revision FROM manifest m JOIN manifest o ON o.tenant_id = m.tenant_id AND o.manifest_id = m.manifest_id AND o.revision < m.revision
       WHERE m.id = $1 AND m.manifest_id = $2 ORDER BY o.revision DESC LIMIT 1`,
      [key, manifestId],
    );
    return row;
  }

  async counts(newKey: number, oldKey: number | undefined): Promise<DifferenceCounts> {
    const rows = await this.database.rows<{ change: keyof DifferenceCounts; count: number }>(
      `${DIFFERENCE} SELECT change, count(*) AS count FROM difference GROUP BY change`,
      [newKey, oldKey ?? null],
    );
    const countOf = (change: keyof DifferenceCounts) => rows.find((row) => row.change === change)?.count ?? 0;
    return { added: countOf('added'), removed: countOf('removed'), changed: countOf('changed'), unchanged: countOf('unchanged') };
  }

  /** Slots of the published declarations that hold a consignment which is removed or changed. */
  async touched(newKey: number, oldKey: number | undefined): Promise<string[]> {
    const rows = await this.database.rows<{ slot: string }>(
      `${DIFFERENCE} SELECT DISTINCT d.slot COLLATE "C" AS slot FROM ${DECLARED}
       WHERE f.id = (SELECT flight_id FROM manifest WHERE id = $1)
         AND e.house_waybill IN (SELECT house_waybill FROM difference WHERE change IN ('removed', 'changed')) ORDER BY 1`,
      [newKey, oldKey ?? null],
    );
    return rows.map(({ slot }) => slot);
  }

  /** A page of what differs, by house waybill in the order of its bytes; `after` is the last place of the page before. */
  page(
    newKey: number,
    oldKey: number | undefined,
    limit: number,
    after: { key: string; nth: number } = { key: '', nth: 0 },
  ): Promise<DifferentRow[]> {
    return this.database.rows<DifferentRow & Record<string, unknown>>(
      `${DIFFERENCE}, page AS MATERIALIZED (
         SELECT * FROM difference WHERE change <> 'unchanged' AND (key, nth) > ($3::text COLLATE "C", $4::bigint) ORDER BY key, nth LIMIT $5)
       SELECT page.key, page.nth, page.house_waybill AS "houseWaybill", page.change, o.body AS before, n.body AS after
       FROM page LEFT JOIN consignment o ON o.manifest_key = $2 AND o.sequence = page.old_sequence
       LEFT JOIN consignment n ON n.manifest_key = $1 AND n.sequence = page.new_sequence ORDER BY page.key, page.nth`,
      [newKey, oldKey ?? null, after.key, after.nth, limit],
    );
  }

  /** Slots of the published declarations by house waybill, of those given. */
  async declarationsOf(manifestKey: number, houseWaybills: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ houseWaybill: string; slot: string }>(
      `SELECT e.house_waybill AS "houseWaybill", d.slot FROM ${DECLARED}
       WHERE f.id = (SELECT flight_id FROM manifest WHERE id = $1) AND e.house_waybill = ANY($2)`,
      [manifestKey, [...houseWaybills]],
    );
    return new Map(rows.map(({ houseWaybill, slot }) => [houseWaybill, slot]));
  }
}
