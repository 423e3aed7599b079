import { type Actor, reasonHash } from '../domain/audit.js';
import type { AmendableRow } from './amendable-row.js';
import { type ConsignmentEvent, writeConsignmentAudit } from './audit-writing.js';
import type { ConsignmentPlace } from './consignment-read.store.js';
import type { Database, PoolClient } from './database.js';

/**
 * `mend`: members were changed; `approve`: a hold was let pass; `correct`: replaced by a mended file; `recheck`: judged anew by the
 * lists of the day; `look`: identity numbers were shown for a reason.
 */
export const changeActions = ['mend', 'approve', 'correct', 'recheck', 'look'] as const;
export type ChangeAction = (typeof changeActions)[number];

export interface NewChange extends ConsignmentPlace {
  action: ChangeAction;
  reason: string | undefined;
  /** Merge patches of the members that changed, to what was and to what is; empty where nothing of what was sent changed. */
  before: unknown;
  after: unknown;
}

export interface ChangeRow {
  id: number;
  at: Date;
  /** Name of the organisation. */
  by: string;
  action: ChangeAction;
  reason: string | null;
  before: unknown;
  after: unknown;
}

/** The database's JSON refuses escapes of what no text may hold; they are replaced. */
const jsonText = (value: unknown): string => JSON.stringify(value).replace(/\\u(0000|d[89a-f][0-9a-f]{2})/gi, '\\ufffd');

const audited = { mend: 'mended', approve: 'approved', correct: 'corrected', recheck: 'rechecked', look: 'seen' } as const;

/** Of the history, which says what, the evidence that it was so. */
const eventOf = ({ manifestKey, sequence, action, reason }: NewChange): ConsignmentEvent => ({
  manifestKey,
  sequence,
  action: audited[action],
  reasonSha256: reason === undefined ? undefined : reasonHash(reason),
  ...(action === 'look' ? { isMasked: false } : {}),
});

/** What people did with consignments. Only ever added to. */
export class ChangeStore {
  constructor(private readonly database: Database) {}

  async add(
    client: PoolClient,
    who: { tenantId: string; flightId: string; organisationId: string; by: Actor },
    changes: readonly NewChange[],
  ): Promise<void> {
    if (changes.length === 0) return;
    await client.query(
      `INSERT INTO consignment_change (tenant_id, flight_id, organisation_id, manifest_key, sequence, action, reason, before, after)
       SELECT $1, $2, $3, p.* FROM unnest($4::bigint[], $5::int[], $6::text[], $7::text[], $8::json[], $9::json[]) AS p`,
      [
        who.tenantId,
        who.flightId,
        who.organisationId,
        changes.map(({ manifestKey }) => manifestKey),
        changes.map(({ sequence }) => sequence),
        changes.map(({ action }) => action),
        changes.map(({ reason }) => reason ?? null),
        changes.map(({ before }) => jsonText(before)),
        changes.map(({ after }) => jsonText(after)),
      ],
    );
    await writeConsignmentAudit(client, who.by, changes.map(eventOf));
  }

  /** The changes of one row, the latest first; `before` is the id of the last one of the page before. */
  list({ manifestKey, sequence }: ConsignmentPlace, limit: number, before?: number): Promise<ChangeRow[]> {
    return this.database.rows<ChangeRow & Record<string, unknown>>(
      `SELECT h.id, h.at, o.name AS by, h.action, h.reason, h.before, h.after
       FROM consignment_change h JOIN organisation o ON o.id = h.organisation_id
       WHERE h.manifest_key = $1 AND h.sequence = $2 AND ($3::bigint IS NULL OR h.id < $3) ORDER BY h.id DESC LIMIT $4`,
      [manifestKey, sequence, before ?? null, limit],
    );
  }

  /** Names of those who approved. */
  async namesOf(row: AmendableRow): Promise<ReadonlyMap<string, string>> {
    if (row.approvals.length === 0) return new Map();
    const rows = await this.database.rows<{ id: string; name: string }>('SELECT id, name FROM organisation WHERE id = ANY($1)', [
      row.approvals.map(({ by }) => by),
    ]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
