import { createHash } from 'node:crypto';
import type { DocumentCheck } from '../domain/document-check.js';
import { type Caller, type Role, visibleFlights } from './access.store.js';
import type { Database } from './database.js';
import { withRoles } from './visible-manifests.js';

/** A document and where its bytes lie. Hashes in hex. */
export interface StoredDocument {
  id: string;
  type: string;
  format: string;
  subject: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
  crc32: number;
  encoding: string;
  objectKey: string;
  objectSize: number;
  status: string;
  revision: number;
  createdAt: Date;
}

/** A document with what was found when it was read back. */
export interface ListedDocument extends StoredDocument {
  /** Null for documents from before they were checked. */
  check: DocumentCheck | null;
}

export interface DocumentFilter {
  status: 'published' | 'superseded';
  type?: string | undefined;
  format?: string | undefined;
}

/** Who reads which audience's documents; an audience that is not named here is read by nobody. Source: the matrix of reliability 9. */
const readers: Record<string, readonly Role[]> = {
  customs: ['broker', 'admin'],
  carriage: ['upstream', 'broker', 'airline', 'admin'],
};

const COLUMNS = `d.id, d.type, d.format, d.subject, d.file_name AS "fileName", d.media_type AS "mediaType", d.size, encode(d.sha256, 'hex') AS sha256,
  d.crc32, d.encoding, d.object_key AS "objectKey", d.object_size AS "objectSize", d.status, d.revision, d.created_at AS "createdAt"`;

/** That the caller may read a row of `document d` of a visible `flight f`, by the document's audience. */
function readable(caller: Caller, first: number): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  const either = Object.entries(readers).map(([audience, roles]) => {
    const visible = visibleFlights(withRoles(caller, roles), first + values.length);
    values.push(...visible.values);
    return `(d.audience = '${audience}' AND ${visible.sql})`;
  });
  return { sql: `(${either.join(' OR ')})`, values };
}

/** The reading side of documents. What is staged is seen by nobody. */
export class DocumentReadStore {
  constructor(private readonly database: Database) {}

  /** A document by its id; `isReadable` is false if the caller sees its flight but not documents for its audience. */
  async find(caller: Caller, id: string): Promise<(StoredDocument & { isReadable: boolean }) | undefined> {
    const visible = visibleFlights(caller, 2);
    const read = readable(caller, 2 + visible.values.length);
    const text = `SELECT ${COLUMNS}, ${read.sql} AS "isReadable" FROM document d JOIN flight f ON f.id = d.flight_id
       WHERE d.id = $1 AND d.status IN ('published', 'superseded') AND ${visible.sql}`;
    const values = [id, ...visible.values, ...read.values];
    // Named, so that a connection plans it once: planning it takes the database longer than looking the row up.
    const { rows } = await this.database.pool.query<StoredDocument & { isReadable: boolean }>({ name: nameOf(text), text, values });
    return rows[0];
  }

  /** The documents of a flight that the caller may read, by type, subject and format; those of other audiences are left out. */
  async list(caller: Caller, flightKey: string, filter: DocumentFilter): Promise<ListedDocument[]> {
    return this.#rows<ListedDocument>(`${COLUMNS}, d.checks AS "check"`, caller, flightKey, filter);
  }

  /** The same without what was found in them, which is the larger part of a row: for those who want their bytes. */
  async stored(caller: Caller, flightKey: string, filter: DocumentFilter): Promise<StoredDocument[]> {
    return this.#rows<StoredDocument>(COLUMNS, caller, flightKey, filter);
  }

  async #rows<R extends StoredDocument>(
    columns: string,
    caller: Caller,
    flightKey: string,
    { status, type, format }: DocumentFilter,
  ): Promise<R[]> {
    const read = readable(caller, 5);
    return this.database.rows<R & Record<string, unknown>>(
      `SELECT ${columns} FROM document d JOIN flight f ON f.id = d.flight_id
       WHERE d.flight_id = $1 AND d.status = $2 AND ($3::text IS NULL OR d.type = $3) AND ($4::text IS NULL OR d.format = $4) AND ${read.sql}
       ORDER BY d.type, d.subject COLLATE "C", d.format, d.revision`,
      [flightKey, status, type ?? null, format ?? null, ...read.values],
    );
  }
}

/** A name for a statement, as PostgreSQL takes them: at most 63 bytes. */
const nameOf = (sql: string): string => createHash('sha256').update(sql).digest('hex').slice(0, 32);
