import type { Consignment } from '../domain/consignment.js';
import type { Caller } from './access.store.js';
import type { Database } from './database.js';
import { visibleManifests } from './visible-manifests.js';

/** A master waybill whose pieces are labelled. */
export interface LabelledWaybill {
  index: number;
  number: string;
  destination: string;
  pieces: number;
}

/** A bag of a master waybill, or a consignment that flies in none: no personal data. */
export interface LabelledBag {
  bag: string | null;
  /** Of what flies in no bag. */
  houseWaybill: string | null;
  pieces: number;
  grossWeightG: number;
}

interface AddressFilter {
  /** Slot of a declaration. */
  declaration?: string | undefined;
  bag?: string | undefined;
}

/** Consignments read at a time: their bodies are some kilobytes each. */
const PAGE = 500;

const PLACED = 'placement p JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence';

/** What labels are made of: the placements of a run with the consignments as they are now. */
export class LabelStore {
  constructor(private readonly database: Database) {}

  /** Whether a consignment that the run has placed was held since: what is mended may lack what a label needs. */
  async hasHeld(runId: number): Promise<boolean> {
    const [{ found }] = await this.database.rows<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM ${PLACED} WHERE p.run_id = $1 AND c.held) AS found`,
      [runId],
    );
    return found;
  }

  /** The master waybills of a run in their order: all, the one of a number, those with a bag. */
  waybills(runId: number, { waybill, bag }: { waybill?: string | undefined; bag?: string | undefined }): Promise<LabelledWaybill[]> {
    return this.database.rows<LabelledWaybill & Record<string, unknown>>(
      `SELECT w.index, w.number, w.destination, w.pieces FROM master_waybill w
       WHERE w.run_id = $1 AND w.number IS NOT NULL AND ($2::text IS NULL OR w.number = $2)
         AND ($3::text IS NULL OR EXISTS (
           SELECT 1 FROM declaration d JOIN ${PLACED} ON p.run_id = d.run_id AND p.declaration = d.index
           WHERE d.run_id = w.run_id AND d.waybill = w.index AND c.bag = $3))
       ORDER BY w.index`,
      [runId, waybill ?? null, bag ?? null],
    );
  }

  /** The bags of a master waybill in the order of their bytes, then what flies in no bag, by house waybill. */
  bags(runId: number, waybillIndex: number): Promise<LabelledBag[]> {
    return this.database.rows<LabelledBag & Record<string, unknown>>(
      `SELECT bag, "houseWaybill", CASE WHEN bag IS NULL THEN sum(pieces) ELSE 1 END::bigint AS pieces, sum(gross_weight_g)::bigint AS "grossWeightG"
       FROM (SELECT c.bag, CASE WHEN c.bag IS NULL THEN c.house_waybill END AS "houseWaybill", c.pieces, c.gross_weight_g
             FROM declaration d JOIN ${PLACED} ON p.run_id = d.run_id AND p.declaration = d.index
             WHERE d.run_id = $1 AND d.waybill = $2) c
       GROUP BY bag, "houseWaybill" ORDER BY bag COLLATE "C" NULLS LAST, "houseWaybill" COLLATE "C"`,
      [runId, waybillIndex],
    );
  }

  /**
   * The consignments of a run that are the caller's to see, declaration by declaration; page by page, so that a slow reader holds
   * nothing. Personal data.
   */
  async *addressed(caller: Caller, runId: number, { declaration, bag }: AddressFilter): AsyncGenerator<Consignment> {
    const visible = visibleManifests(caller, 7);
    for (let after: readonly [number, number] = [-1, -1]; ; ) {
      const rows = await this.database.rows<{ declaration: number; ordinal: number; body: string }>(
        `SELECT p.declaration, p.ordinal, c.body FROM ${PLACED} JOIN manifest m ON m.id = c.manifest_key JOIN flight f ON f.id = m.flight_id
         WHERE p.run_id = $1 AND (p.declaration, p.ordinal) > ($2, $3)
           AND ($5::text IS NULL OR p.declaration = (SELECT d.index FROM declaration d WHERE d.run_id = $1 AND d.slot = $5))
           AND ($6::text IS NULL OR c.bag = $6) AND ${visible.sql}
         ORDER BY p.declaration, p.ordinal LIMIT $4`,
        [runId, ...after, PAGE, declaration ?? null, bag ?? null, ...visible.values],
      );
      for (const { body } of rows) yield JSON.parse(body);
      if (rows.length < PAGE) return;
      const last = rows[rows.length - 1];
      after = [last.declaration, last.ordinal];
    }
  }
}
