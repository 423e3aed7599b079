import type { ConvergeContext } from './invariant.js';
import { paged } from './pages.js';

/** A document with what the plan of its published set says of its subject. Hashes in hex. */
export interface CheckedDocument {
  id: string;
  flight: string;
  type: string;
  format: string;
  subject: string;
  status: string;
  size: number;
  sha256: string;
  encoding: string;
  objectKey: string;
  objectSize: number;
  runId: number | null;
  isCurrent: boolean;
  /** Of the declaration it is, where it is a published one. */
  declaration: number | null;
  kind: string | null;
  houseWaybills: number | null;
  valueKopecks: number | null;
  /** Of that, or of the master waybill it is about. */
  grossWeightG: number | null;
  /** The master waybill that it is about, or under which it is; its pieces. */
  waybill: string | null;
  pieces: number | null;
}

const DOCUMENTS_A_PAGE = 200;

const DOCUMENTS = `
  SELECT d.id, f.code AS flight, d.type, d.format, d.subject, d.status, d.size, encode(d.sha256, 'hex') AS sha256, d.encoding,
    d.object_key AS "objectKey", d.object_size AS "objectSize", r.id AS "runId", f.revision = f.published_revision AS "isCurrent",
    n.index AS declaration, n.kind, n.house_waybills AS "houseWaybills", n.value_kopecks AS "valueKopecks",
    coalesce(n.gross_weight_g, w.gross_weight_g) AS "grossWeightG", w.number AS waybill, w.pieces
  FROM document d JOIN flight f ON f.id = d.flight_id
  LEFT JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision AND d.status = 'published'
  LEFT JOIN declaration n ON n.run_id = r.id AND d.type = 'express-declaration' AND n.slot = substr(d.subject, length(f.code) + 2)
  LEFT JOIN master_waybill w ON w.run_id = r.id AND w.index = coalesce(n.waybill, (SELECT o.index FROM master_waybill o WHERE o.run_id = r.id AND o.number = d.subject))
  WHERE d.status IN ('published', 'superseded') AND ($1::uuid IS NULL OR d.id > $1) AND ($2::text IS NULL OR f.code = $2) ORDER BY d.id LIMIT ${DOCUMENTS_A_PAGE}`;

/** All documents that are or were published. */
export function documentRows({ database, flight }: ConvergeContext): AsyncGenerator<CheckedDocument> {
  return paged<CheckedDocument, string>(
    (after) => database.rows<CheckedDocument & Record<string, unknown>>(DOCUMENTS, [after, flight ?? null]),
    ({ id }) => id,
  );
}

/** House waybills of a declaration in their order. */
export async function housesOf({ database }: ConvergeContext, runId: number, declaration: number): Promise<string[]> {
  const rows = await database.rows<{ number: string }>(
    `SELECT c.house_waybill AS number FROM placement p JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence
     WHERE p.run_id = $1 AND p.declaration = $2 ORDER BY p.ordinal`,
    [runId, declaration],
  );
  return rows.map(({ number }) => number);
}
