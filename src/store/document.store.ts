import { SERVICE } from '../domain/audit.js';
import type { DocumentCheck } from '../domain/document-check.js';
import { writeAudit } from './audit-writing.js';
import type { Database, PoolClient } from './database.js';
import { NumberStore } from './number.store.js';
import { Overtaken, type Run } from './run.store.js';

/** A rendered document whose bytes lie in the archive. Hashes in hex. */
export interface StagedDocument {
  type: string;
  format: string;
  subject: string;
  audience: string;
  destination: string | undefined;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
  crc32: number;
  encoding: 'identity' | 'deflate';
  objectKey: string;
  objectSize: number;
  fingerprint: string;
  check: DocumentCheck;
}

/** What a document is made from, by its name: equal fingerprints give equal bytes, dates of making apart. */
export interface DocumentName {
  type: string;
  format: string;
  subject: string;
  fingerprint: string;
}

/** The writing side of documents: staged one by one, published all at once. */
export class DocumentStore {
  constructor(private readonly database: Database) {}

  /** What need not be made again: documents of the published set, and those an earlier attempt at this run has staged. */
  known(run: Run): Promise<DocumentName[]> {
    return this.database.rows<DocumentName & Record<string, unknown>>(
      `SELECT type, format, subject, encode(fingerprint, 'hex') AS fingerprint FROM document
       WHERE flight_id = $1 AND (status = 'published' OR (status = 'staged' AND run_id = $2))`,
      [run.flight.id, run.id],
    );
  }

  /** Fingerprints of what came to no document when the published set was made, or in an earlier attempt at this run. */
  async unmade(run: Run): Promise<string[]> {
    const rows = await this.database.rows<{ fingerprint: string }>(
      `SELECT unnest(r.unmade) AS fingerprint FROM flight f
       JOIN flight_run r ON r.flight_id = f.id AND (r.revision = f.published_revision OR r.id = $2) WHERE f.id = $1`,
      [run.flight.id, run.id],
    );
    return rows.map(({ fingerprint }) => fingerprint);
  }

  /** Remembers what came to no document, so that the next set does not try it again. */
  async noteUnmade(client: PoolClient, run: Run, fingerprints: readonly string[]): Promise<void> {
    await client.query('UPDATE flight_run SET unmade = $2 WHERE id = $1', [run.id, [...fingerprints]]);
  }

  /**
   * One statement for all of them; no two have the same name. What an earlier attempt has staged under it is replaced in all it is: a
   * worker of another version may have made it.
   */
  async stage(client: PoolClient, run: Run, documents: readonly StagedDocument[]): Promise<void> {
    await client.query(
      `INSERT INTO document (id, tenant_id, flight_id, run_id, revision, type, format, subject, audience, destination, file_name, media_type,
         size, sha256, crc32, encoding, object_key, object_size, fingerprint, checks, status)
       SELECT gen_random_uuid(), $1, $2, $3, $4, d.type, d.format, d.subject, d.audience, d.destination, d."fileName", d."mediaType",
         d.size, decode(d.sha256, 'hex'), d.crc32, d.encoding, d."objectKey", d."objectSize", decode(d.fingerprint, 'hex'), d."check", 'staged'
       FROM json_to_recordset($5) AS d(type text, format text, subject text, audience text, destination text, "fileName" text, "mediaType" text,
         size bigint, sha256 text, crc32 bigint, encoding text, "objectKey" text, "objectSize" bigint, fingerprint text, "check" json)
       ON CONFLICT (run_id, type, format, subject) DO UPDATE SET audience = EXCLUDED.audience, destination = EXCLUDED.destination,
         file_name = EXCLUDED.file_name, media_type = EXCLUDED.media_type, size = EXCLUDED.size, sha256 = EXCLUDED.sha256, crc32 = EXCLUDED.crc32,
         encoding = EXCLUDED.encoding, object_key = EXCLUDED.object_key, object_size = EXCLUDED.object_size, fingerprint = EXCLUDED.fingerprint,
         checks = EXCLUDED.checks`,
      [run.flight.tenantId, run.flight.id, run.id, run.revision, JSON.stringify(documents)],
    );
  }

  /**
   * Makes a run's documents the flight's published set, in the transaction of `client`: what was staged appears, what is kept
   * stays, the rest is superseded, numbers that no waybill has any more are void, and the flight is ready. Readers see the old set
   * or the new one, never a mixture.
   *
   * Errors: a plain error if the set is not whole; nothing is then published.
   */
  async publish(client: PoolClient, run: Run, wanted: readonly DocumentName[]): Promise<void> {
    // A revision that came since the fence was asked has the flight now.
    const { rowCount } = await client.query('SELECT 1 FROM flight WHERE id = $1 AND revision = $2 FOR UPDATE', [
      run.flight.id,
      run.revision,
    ]);
    if (rowCount === 0) throw new Overtaken();
    const names = [wanted.map((d) => d.type), wanted.map((d) => d.format), wanted.map((d) => d.subject), wanted.map((d) => d.fingerprint)];
    const { rows: present } = await client.query<{ id: string }>(
      `SELECT d.id FROM document d
       JOIN unnest($3::text[], $4::text[], $5::text[], $6::text[]) AS w(type, format, subject, fingerprint)
         ON d.type = w.type AND d.format = w.format AND d.subject = w.subject AND d.fingerprint = decode(w.fingerprint, 'hex')
       WHERE d.flight_id = $1 AND (d.status = 'published' OR (d.status = 'staged' AND d.run_id = $2))`,
      [run.flight.id, run.id, ...names],
    );
    if (present.length !== wanted.length) throw new Error(`run ${run.id}: ${present.length} documents of ${wanted.length} are there`);
    await this.#holdTotals(client, run);
    const keep = present.map(({ id }) => id);
    await client.query("UPDATE document SET status = 'superseded' WHERE flight_id = $1 AND status = 'published' AND NOT id = ANY($2)", [
      run.flight.id,
      keep,
    ]);
    await client.query("UPDATE document SET status = 'published' WHERE id = ANY($1) AND status = 'staged'", [keep]);
    await client.query("DELETE FROM document WHERE flight_id = $1 AND status = 'staged'", [run.flight.id]);
    await NumberStore.voidVanished(client, run);
    await client.query("UPDATE flight_run SET state = 'completed', finished_at = now(), lease_until = NULL, done = total WHERE id = $1", [
      run.id,
    ]);
    await client.query("UPDATE flight SET status = 'ready', published_revision = $2 WHERE id = $1", [run.flight.id, run.revision]);
    const { tenantId, code } = run.flight;
    const details = { revision: run.revision, run: run.id, documents: wanted.length };
    await writeAudit(client, [{ tenantId, by: SERVICE, event: { action: 'flight.published', object: code, details } }]);
  }

  /** Forgets what runs have staged that ended without publishing it; their objects are nobody's from then on. Returns how many. */
  async sweepStaged(olderThanMs: number): Promise<number> {
    const { rowCount } = await this.database.pool.query(
      `DELETE FROM document d USING flight_run r WHERE r.id = d.run_id AND d.status = 'staged' AND r.state NOT IN ('queued', 'processing')
         AND d.created_at < now() - $1 * interval '1 millisecond'`,
      [olderThanMs],
    );
    return rowCount ?? 0;
  }

  /** Every express consignment that is not held stands in exactly one declaration, and the sums of both sides agree. */
  async #holdTotals(client: PoolClient, run: Run): Promise<void> {
    const { rows } = await client.query<{ ok: boolean }>(
      `SELECT placed.rows = present.rows AND placed.rows = declared.houses AND declared.weight = present.weight AND declared.weight = carried.weight
              AND carried.houses = placed.rows AS ok
       FROM (SELECT count(*) AS rows FROM placement WHERE run_id = $2) placed,
            (SELECT count(*) AS rows, coalesce(sum(c.gross_weight_g), 0) AS weight
             FROM manifest m JOIN consignment c ON c.manifest_key = m.id WHERE m.flight_id = $1 AND m.current AND m.channel = 'express' AND NOT c.held) present,
            (SELECT coalesce(sum(house_waybills), 0) AS houses, coalesce(sum(gross_weight_g), 0) AS weight FROM declaration WHERE run_id = $2) declared,
            (SELECT coalesce(sum(consignments), 0) AS houses, coalesce(sum(gross_weight_g), 0) AS weight FROM master_waybill WHERE run_id = $2) carried`,
      [run.flight.id, run.id],
    );
    if (!rows[0].ok) throw new Error(`run ${run.id}: declarations, waybills and consignments do not add up`);
  }
}
