import type { Flight } from '../domain/flight.js';
import type { Database } from './database.js';

/** A document as its repair needs it, and the runs whose plans may tell what it was made from. Hashes in hex. */
export interface RepairableDocument {
  id: string;
  type: string;
  format: string;
  subject: string;
  fingerprint: string;
  sha256: string;
  size: number;
  encoding: string;
  objectKey: string;
  objectSize: number;
  /** The run that made it: its closing is the document's time of making. */
  runId: number;
  /** The run whose set is published now, if that has the document. */
  publishedRunId: number | null;
}

/** A failed repair is tried again after minutes, twice as many each time, up to an hour. */
const NEXT_ATTEMPT = "now() + least(60, 2 ^ attempts) * interval '1 minute'";

/** Documents that are to be rendered again because their objects are damaged. */
export class RepairStore {
  constructor(private readonly database: Database) {}

  /** Asks for the repair of an object. Returns the document that stands for it; undefined if it is asked for already, or nobody's. */
  async request(objectKey: string): Promise<string | undefined> {
    const [row] = await this.database.rows<{ id: string }>(
      `INSERT INTO document_repair (document_id)
       SELECT id FROM document WHERE object_key = $1 AND status IN ('published', 'superseded') ORDER BY status = 'published' DESC, id LIMIT 1
       ON CONFLICT (document_id) DO NOTHING RETURNING document_id AS id`,
      [objectKey],
    );
    return row?.id;
  }

  /** Takes requests whose time has come; nobody else does for a minute at least. */
  async take(limit: number): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `UPDATE document_repair SET attempts = attempts + 1, next_attempt_at = ${NEXT_ATTEMPT}
       WHERE document_id IN (
         SELECT document_id FROM document_repair WHERE next_attempt_at <= now() ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING document_id AS id`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  async done(id: string): Promise<void> {
    await this.database.pool.query('DELETE FROM document_repair WHERE document_id = $1', [id]);
  }

  /** Undefined for an id that no document has which is or was published. */
  async find(id: string): Promise<RepairableDocument | undefined> {
    const [row] = await this.database.rows<RepairableDocument & Record<string, unknown>>(
      `SELECT d.id, d.type, d.format, d.subject, encode(d.fingerprint, 'hex') AS fingerprint, encode(d.sha256, 'hex') AS sha256, d.size, d.encoding,
         d.object_key AS "objectKey", d.object_size AS "objectSize", d.run_id AS "runId",
         CASE WHEN d.status = 'published' THEN r.id END AS "publishedRunId"
       FROM document d JOIN flight f ON f.id = d.flight_id LEFT JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision
       WHERE d.id = $1 AND d.status IN ('published', 'superseded')`,
      [id],
    );
    return row;
  }

  /** What the flight of a run has been by its manifests, times and aircraft included: documents may tell of an earlier state. */
  async flightsOf(runId: number): Promise<Flight[]> {
    const rows = await this.database.rows<{ flight: string }>(
      `SELECT DISTINCT (m.head::json -> 'flight')::text AS flight FROM flight_run r JOIN manifest m ON m.flight_id = r.flight_id
       WHERE r.id = $1 AND m.head IS NOT NULL`,
      [runId],
    );
    return rows.map(({ flight }) => JSON.parse(flight));
  }

  /** Changes to the consignments of some declarations since their run was closed, the latest first: merge patches that undo them. */
  changesSince(runId: number, declarations: readonly number[]): Promise<{ declaration: number; ordinal: number; before: unknown }[]> {
    return this.database.rows(
      `SELECT p.declaration, p.ordinal, h.before FROM placement p JOIN flight_run r ON r.id = p.run_id
       JOIN consignment_change h ON h.manifest_key = p.manifest_key AND h.sequence = p.sequence
       WHERE p.run_id = $1 AND p.declaration = ANY($2) AND h.at > r.closed_at AND h.before::text <> '{}' ORDER BY h.id DESC`,
      [runId, [...declarations]],
    );
  }

  /** The same bytes lie in another object from now on: they were deflated by another version. */
  async move({ objectKey, sha256 }: RepairableDocument, to: { objectKey: string; objectSize: number }): Promise<void> {
    await this.database.pool.query(
      "UPDATE document SET object_key = $3, object_size = $4 WHERE object_key = $1 AND sha256 = decode($2, 'hex')",
      [objectKey, sha256, to.objectKey, to.objectSize],
    );
  }
}
