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

type FoundDocument = StoredDocument & { isReadable: boolean };

/** Documents that are asked for by one rule of access, and the answer that will have them. */
interface Question {
  ids: Set<string>;
  answer: Promise<Map<string, FoundDocument>>;
}

const NOTHING = () => {};

/** The reading side of documents. What is staged is seen by nobody. */
export class DocumentReadStore {
  /** By rule: the question that still takes documents, and the end of the one under way. */
  readonly #questions = new Map<string, Question>();
  readonly #asking = new Map<string, Promise<void>>();

  constructor(private readonly database: Database) {}

  /** A document by its id; `isReadable` is false if the caller sees its flight but not documents for its audience. */
  find(caller: Caller, id: string): Promise<FoundDocument | undefined> {
    const visible = visibleFlights(caller, 2);
    const read = readable(caller, 2 + visible.values.length);
    const sql = `SELECT ${COLUMNS}, ${read.sql} AS "isReadable" FROM document d JOIN flight f ON f.id = d.flight_id
       WHERE d.id = ANY($1::uuid[]) AND d.status IN ('published', 'superseded') AND ${visible.sql}`;
    return this.#lookedUp(sql, [...visible.values, ...read.values], id);
  }

  /**
   * Documents that are asked for by the same rule while a question is under way are asked for together in the next one: many
   * readers at once wake one server process and read one answer, not one each.
   */
  async #lookedUp(sql: string, values: unknown[], id: string): Promise<FoundDocument | undefined> {
    const rule = JSON.stringify([sql, values]);
    let question = this.#questions.get(rule);
    if (question === undefined) {
      const before = this.#asking.get(rule) ?? Promise.resolve();
      const ids = new Set<string>();
      const answer = before.then(() => {
        this.#questions.delete(rule);
        return this.#ask(sql, [[...ids], ...values]);
      });
      const asked = answer.then(NOTHING, NOTHING).then(() => {
        if (this.#asking.get(rule) === asked) this.#asking.delete(rule);
      });
      this.#asking.set(rule, asked);
      question = { ids, answer };
      this.#questions.set(rule, question);
    }
    question.ids.add(id);
    return (await question.answer).get(id);
  }

  async #ask(text: string, values: unknown[]): Promise<Map<string, FoundDocument>> {
    // Named, so that a connection plans it once: planning it takes the database longer than looking the row up.
    const { rows } = await this.database.pool.query<FoundDocument>({ name: nameOf(text), text, values });
    return new Map(rows.map((row) => [row.id, row]));
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
