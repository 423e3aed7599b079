import { type CustomsMark, decisions, isFinalDecision, type Registration } from '../domain/customs-mark.js';
import type { Finding } from '../domain/problem.js';
import { type Caller, visibleFlights } from './access.store.js';
import type { Database, PoolClient } from './database.js';

/** A reply of customs as it came. */
export interface NewReply {
  kind: string;
  sha256: Buffer;
  body: Uint8Array;
  declarationDocumentId: string | undefined;
}

/** A declaration of a flight's plan that was published last. */
export interface DeclarationPlace {
  flightId: string;
  /** `4B8101-20261122-HGH` */
  flight: string;
  slot: string;
}

/** A reply as it is kept. */
export interface KeptReply {
  id: string;
  receivedAt: Date;
  /** What it was applied to, if the caller may see it; undefined while it was applied to nothing. */
  place: DeclarationPlace | undefined;
  /** Whether it was applied, to whatever. */
  isApplied: boolean;
  applied: number;
  findings: readonly Finding[];
}

/** Where a house waybill of a certain number stands. */
export interface DeclaredNumber extends DeclarationPlace {
  /** Of the flight, `YYYY-MM-DD`. */
  date: string;
  houseWaybill: string;
}

/** A mark with the house waybill that it is about, by its number. */
export type PlacedMark = CustomsMark & { houseWaybill: string };

export interface Application {
  tenantId: string;
  place: DeclarationPlace;
  registration: Registration | undefined;
  declarationDocumentId: string | undefined;
  marks: readonly PlacedMark[];
  findings: readonly Finding[];
}

/** What customs has said of a declaration: its number, and the document that was lodged, if customs names it. */
export interface RegisteredDeclaration {
  slot: string;
  registration: Registration;
  documentId: string | undefined;
}

interface KeptRow {
  id: string;
  receivedAt: Date;
  isApplied: boolean;
  applied: number;
  findings: Finding[] | null;
  flightId: string | null;
  flight: string | null;
  slot: string | null;
}

/** The declarations that readers see: those of the plan published last. */
const PUBLISHED = `flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision
  JOIN declaration d ON d.run_id = r.id`;

/** Replies of customs, the numbers that they give declarations and the decisions on house waybills. */
export class CustomsReplyStore {
  constructor(private readonly database: Database) {}

  /** Keeps a reply, or finds the one of the same bytes. Until the transaction ends nobody else gets at it. */
  async keep(client: PoolClient, caller: Caller, { kind, sha256, body, declarationDocumentId }: NewReply): Promise<KeptReply> {
    await client.query(
      `INSERT INTO customs_reply (id, tenant_id, organisation_id, kind, sha256, body, declaration_document_id)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, sha256) DO NOTHING`,
      [caller.tenantId, caller.organisationId, kind, sha256, Buffer.from(body), declarationDocumentId ?? null],
    );
    const visible = visibleFlights(caller, 2);
    const { rows } = await client.query<KeptRow>(
      `SELECT y.id, y.received_at AS "receivedAt", y.flight_id IS NOT NULL AS "isApplied", y.applied, y.findings,
              f.id AS "flightId", f.code AS flight, y.slot
       FROM customs_reply y LEFT JOIN flight f ON f.id = y.flight_id AND ${visible.sql}
       WHERE y.tenant_id = $2 AND y.sha256 = $1 FOR UPDATE OF y`,
      [sha256, ...visible.values],
    );
    const [{ flightId, flight, slot, findings, ...kept }] = rows;
    const place = flightId === null || flight === null || slot === null ? undefined : { flightId, flight, slot };
    return { ...kept, findings: findings ?? [], place };
  }

  /** The declaration that has a registration number, or whose document was named before. */
  async registered(
    client: PoolClient,
    caller: Caller,
    { registration, declarationDocumentId }: { registration?: Registration; declarationDocumentId?: string },
  ): Promise<DeclarationPlace | undefined> {
    const visible = visibleFlights(caller, 6);
    const { rows } = await client.query<DeclarationPlace>(
      `SELECT f.id AS "flightId", f.code AS flight, g.slot FROM declaration_registration g JOIN flight f ON f.id = g.flight_id
       WHERE g.tenant_id = $6 AND ${visible.sql}
         AND ((g.customs_office = $1 AND g.date = $2 AND g.number = $3 AND g.add_number IS NOT DISTINCT FROM $4) OR g.document_id = $5)
       ORDER BY g.document_id IS NOT DISTINCT FROM $5 DESC, f.date DESC, f.code, g.slot LIMIT 1`,
      [
        ...(registration === undefined ? [null, null, null, null] : numberParts(registration)),
        declarationDocumentId ?? null,
        ...visible.values,
      ],
    );
    return rows[0];
  }

  /** Where house waybills of these numbers stand in declarations that are published. */
  async declaredNumbers(client: PoolClient, caller: Caller, numbers: readonly string[]): Promise<DeclaredNumber[]> {
    const visible = visibleFlights(caller, 2);
    const { rows } = await client.query<DeclaredNumber>(
      `SELECT f.id AS "flightId", f.code AS flight, f.date, d.slot, c.house_waybill AS "houseWaybill"
       FROM (SELECT DISTINCT number FROM unnest($1::text[]) AS number) n JOIN consignment c ON c.house_waybill = n.number
       JOIN manifest m ON m.id = c.manifest_key JOIN flight f ON f.id = m.flight_id JOIN ${PUBLISHED}
       JOIN placement p ON p.run_id = r.id AND p.declaration = d.index AND p.manifest_key = c.manifest_key AND p.sequence = c.sequence
       WHERE ${visible.sql}`,
      [[...numbers], ...visible.values],
    );
    return rows;
  }

  /** Numbers of the house waybills in a declaration, in its order. */
  async houseWaybills(client: PoolClient, { flightId, slot }: DeclarationPlace): Promise<string[]> {
    const { rows } = await client.query<{ houseWaybill: string }>(
      `SELECT c.house_waybill AS "houseWaybill" FROM flight f JOIN ${PUBLISHED} AND d.slot = $2
       JOIN placement p ON p.run_id = r.id AND p.declaration = d.index
       JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence WHERE f.id = $1 ORDER BY p.ordinal`,
      [flightId, slot],
    );
    return rows.map(({ houseWaybill }) => houseWaybill);
  }

  /** Writes down what a reply says. Decisions and numbers that are later than those of the reply stay. */
  async apply(client: PoolClient, replyId: string, { place, marks, findings, ...reply }: Application): Promise<void> {
    await client.query('UPDATE customs_reply SET flight_id = $2, slot = $3, applied = $4, findings = $5 WHERE id = $1', [
      replyId,
      place.flightId,
      place.slot,
      marks.length,
      JSON.stringify(findings),
    ]);
    await this.#addMarks(client, replyId, place.flightId, marks);
    await this.#decide(client, replyId);
    if (reply.registration !== undefined && marks.length > 0) await this.#register(client, replyId, place, reply.registration, reply);
  }

  async #addMarks(client: PoolClient, replyId: string, flightId: string, marks: readonly PlacedMark[]): Promise<void> {
    await client.query(
      `INSERT INTO customs_mark (reply_id, flight_id, row, house_waybill, code, decided_at, reason_code, reason)
       SELECT $1, $2, m.* FROM unnest($3::smallint[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[]) AS m`,
      [
        replyId,
        flightId,
        marks.map(({ row }) => row),
        marks.map(({ houseWaybill }) => houseWaybill),
        marks.map(({ code }) => code),
        marks.map(({ decidedAt }) => decidedAt),
        marks.map(({ reasonCode }) => reasonCode ?? null),
        marks.map(({ reason }) => reason ?? null),
      ],
    );
  }

  /**
   * The latest mark of each house waybill by the time of its decision counts. Of one second: what is final before what is not, then the
   * higher code, which is the more careful one; so the order in which replies come makes no difference.
   */
  async #decide(client: PoolClient, replyId: string): Promise<void> {
    await client.query(
      `INSERT INTO customs_decision AS n (flight_id, house_waybill, code, decided_at, reason_code, reason, is_final, reply_id)
       SELECT DISTINCT ON (house_waybill) flight_id, house_waybill, code, decided_at, reason_code, reason, code = ANY($2), reply_id
       FROM customs_mark WHERE reply_id = $1
       ORDER BY house_waybill, decided_at DESC, code = ANY($2) DESC, code COLLATE "C" DESC, row
       ON CONFLICT (flight_id, house_waybill) DO UPDATE SET code = excluded.code, decided_at = excluded.decided_at,
         reason_code = excluded.reason_code, reason = excluded.reason, is_final = excluded.is_final, reply_id = excluded.reply_id
       WHERE (excluded.decided_at, excluded.is_final, excluded.code COLLATE "C") > (n.decided_at, n.is_final, n.code COLLATE "C")`,
      [replyId, FINAL_CODES],
    );
  }

  async #register(
    client: PoolClient,
    replyId: string,
    { flightId, slot }: DeclarationPlace,
    registration: Registration,
    { tenantId, declarationDocumentId }: Pick<Application, 'tenantId' | 'declarationDocumentId'>,
  ): Promise<void> {
    await client.query(
      `INSERT INTO declaration_registration AS n (tenant_id, flight_id, slot, customs_office, date, number, add_number, document_id, decided_at, reply_id)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, max(decided_at), $9 FROM customs_mark WHERE reply_id = $9
       ON CONFLICT (flight_id, slot) DO UPDATE SET customs_office = excluded.customs_office, date = excluded.date, number = excluded.number,
         add_number = excluded.add_number, document_id = coalesce(excluded.document_id, n.document_id), decided_at = excluded.decided_at,
         reply_id = excluded.reply_id
       WHERE (excluded.date, excluded.decided_at) > (n.date, n.decided_at)`,
      [tenantId, flightId, slot, ...numberParts(registration), declarationDocumentId ?? null, replyId],
    );
  }

  /** The numbers that customs has given declarations of a flight. For those who have been let in already. */
  async registrations(flightId: string): Promise<RegisteredDeclaration[]> {
    const rows = await this.database.rows<{
      slot: string;
      customsOffice: string;
      date: string;
      number: string;
      addNumber: string | null;
      documentId: string | null;
    }>(
      `SELECT slot, customs_office AS "customsOffice", date, number, add_number AS "addNumber", document_id AS "documentId"
       FROM declaration_registration WHERE flight_id = $1`,
      [flightId],
    );
    return rows.map(({ slot, documentId, addNumber, ...registration }) => ({
      slot,
      registration: { ...registration, ...(addNumber === null ? {} : { addNumber }) },
      documentId: documentId ?? undefined,
    }));
  }

  /** How many house waybills of each declaration of a run have which decision; declarations by slot. */
  decisionCounts(flightId: string, runId: number): Promise<{ slot: string; code: string; houseWaybills: number }[]> {
    return this.database.rows<{ slot: string; code: string; houseWaybills: number }>(
      `SELECT d.slot, k.code, count(*) AS "houseWaybills" FROM customs_decision k JOIN consignment c ON c.house_waybill = k.house_waybill
       JOIN placement p ON p.run_id = $2 AND p.manifest_key = c.manifest_key AND p.sequence = c.sequence
       JOIN declaration d ON d.run_id = $2 AND d.index = p.declaration
       WHERE k.flight_id = $1 GROUP BY d.slot, k.code ORDER BY d.slot, k.code`,
      [flightId, runId],
    );
  }
}

const FINAL_CODES = [...decisions.keys()].filter(isFinalDecision);

const numberParts = ({ customsOffice, date, number, addNumber }: Registration) => [customsOffice, date, number, addNumber ?? null];
