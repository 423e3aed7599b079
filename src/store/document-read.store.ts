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
  /** Null for documents from before they were checked. */
  check: DocumentCheck | null;
  createdAt: Date;
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
  d.crc32, d.encoding, d.object_key AS "objectKey", d.object_size AS "objectSize", d.status, d.revision, d.checks AS "check", d.created_at AS "createdAt"`;

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
    const [row] = await this.database.rows<StoredDocument & { isReadable: boolean }>(
      `SELECT ${COLUMNS}, ${read.sql} AS "isReadable" FROM document d JOIN flight f ON f.id = d.flight_id
       WHERE d.id = $1 AND d.status IN ('published', 'superseded') AND ${visible.sql}`,
      [id, ...visible.values, ...read.values],
    );
    return row;
  }

  /** The documents of a flight that the caller may read, by type, subject and format; those of other audiences are left out. */
  async list(caller: Caller, flightKey: string, { status, type, format }: DocumentFilter): Promise<StoredDocument[]> {
    const read = readable(caller, 5);
    return this.database.rows<StoredDocument & Record<string, unknown>>(
      `SELECT ${COLUMNS} FROM document d JOIN flight f ON f.id = d.flight_id
       WHERE d.flight_id = $1 AND d.status = $2 AND ($3::text IS NULL OR d.type = $3) AND ($4::text IS NULL OR d.format = $4) AND ${read.sql}
       ORDER BY d.type, d.subject COLLATE "C", d.format, d.revision`,
      [flightKey, status, type ?? null, format ?? null, ...read.values],
    );
  }
}
