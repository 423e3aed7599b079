import type { Caller } from './access.store.js';
import type { Database } from './database.js';
import { visibleManifests } from './visible-manifests.js';

/** A manifest in one of its revisions. */
export interface ManifestRow {
  key: number;
  manifestId: string;
  revision: number;
  flight: string;
  channel: string;
  status: string;
  isCurrent: boolean;
  consignments: number;
  held: number;
  /** Hex. */
  contentHash: string;
  receivedAt: Date;
  /** Name of the organisation that sent it. */
  sentBy: string;
}

/** Why a consignment is held. */
export interface ProblemRow {
  sequence: number;
  houseWaybill: string | null;
  errors: { pointer: string; code: string; detail: string }[];
}

/** Manifests as their senders, and those who work on them, see them. */
export class ManifestReadStore {
  constructor(private readonly database: Database) {}

  /** The revision asked for, else the latest. */
  async find(caller: Caller, manifestId: string, revision?: number): Promise<ManifestRow | undefined> {
    const visible = visibleManifests(caller, 3);
    const [row] = await this.database.rows<ManifestRow & Record<string, unknown>>(
      `SELECT m.id AS key, m.manifest_id AS "manifestId", m.revision, f.code AS flight, m.channel, m.status, m.current AS "isCurrent", m.consignments,
              m.held, encode(m.content_hash, 'hex') AS "contentHash", m.received_at AS "receivedAt", o.name AS "sentBy"
       FROM manifest m JOIN flight f ON f.id = m.flight_id JOIN organisation o ON o.id = m.organisation_id
       WHERE m.manifest_id = $1 AND ($2::int IS NULL OR m.revision = $2) AND ${visible.sql}
       ORDER BY m.revision DESC LIMIT 1`,
      [manifestId, revision ?? null, ...visible.values],
    );
    return row;
  }

  /** Held consignments with their problems, by their place in the manifest; `after` is the last place of the page before. */
  problems(key: number, limit: number, after = -1): Promise<ProblemRow[]> {
    return this.database.rows<ProblemRow & Record<string, unknown>>(
      `SELECT sequence, house_waybill AS "houseWaybill", coalesce(problems, '[]') AS errors FROM consignment
       WHERE manifest_key = $1 AND sequence > $2 AND held ORDER BY sequence LIMIT $3`,
      [key, after, limit],
    );
  }
}
