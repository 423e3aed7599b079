import type { Consignment } from '../domain/consignment.js';
import type { ConsignmentFacts, DeclarationSlot, EarlierPlace, FlightPlan, LineValue, WaybillSlot } from '../domain/flight-plan.js';
import { CopyLines } from './copy-lines.js';
import type { Database, PoolClient } from './database.js';

/** A consignment as a document needs it: where it stands, and what was sent. */
export interface PlacedConsignment {
  ordinal: number;
  firstGoodsNumeric: number;
  valueKopecks: number;
  consignment: Consignment;
}

/** A master waybill of a stored plan. `fingerprint` stands for the consignments under it and their places. */
export interface StoredWaybill extends WaybillSlot {
  index: number;
  number: string | undefined;
  fingerprint: string;
}

export interface StoredDeclaration extends DeclarationSlot {
  index: number;
  fingerprint: string;
}

const FETCH = 5_000;

function lineValuesOf(text: string): LineValue[] {
  return text.split(',').map((entry) => ({ currency: entry.slice(0, 3), amount: Number(entry.slice(4)) }));
}

type FactsRow = [number, number, string, string | null, string, 'individual' | 'company', number, number, number, string];

/** Plans of runs: the facts they are made from, what they decided, and the rows that documents are made of. */
export class PlanStore {
  constructor(private readonly database: Database) {}

  /** What the plan must know of every consignment of a flight that is not held; fetched in pieces, held as small objects. */
  async facts(client: PoolClient, flight: { id: string; destination: string }): Promise<ConsignmentFacts[]> {
    await client.query(
      `DECLARE facts NO SCROLL CURSOR FOR
       SELECT c.manifest_key, c.sequence, c.house_waybill, c.bag, coalesce(c.destination, $2), c.consignee_kind, c.pieces,
              c.gross_weight_g, c.volume_cm3, c.line_values
       FROM manifest m JOIN consignment c ON c.manifest_key = m.id WHERE m.flight_id = $1 AND m.current AND NOT c.held`,
      [flight.id, flight.destination],
    );
    const facts: ConsignmentFacts[] = [];
    for (;;) {
      const { rows } = await client.query<FactsRow>({ text: `FETCH ${FETCH} FROM facts`, rowMode: 'array' });
      for (const [
        manifestKey,
        sequence,
        houseWaybill,
        bag,
        destination,
        consigneeKind,
        pieces,
        grossWeightG,
        volumeCm3,
        lineValues,
      ] of rows) {
        facts.push({
          manifestKey,
          sequence,
          houseWaybill,
          bag: bag ?? undefined,
          destination,
          consigneeKind,
          pieces,
          grossWeightG,
          volumeCm3,
          lineValues: lineValuesOf(lineValues),
        });
      }
      if (rows.length < FETCH) break;
    }
    await client.query('CLOSE facts');
    return facts;
  }

  /** Where the set published last put each house waybill, and every slot that this flight has ever used. */
  async earlier(client: PoolClient, flightKey: string): Promise<{ places: Map<string, EarlierPlace>; usedSlots: Set<string> }> {
    const { rows: slots } = await client.query<{ slot: string }>(
      `SELECT slot FROM waybill_number WHERE flight_id = $1 UNION SELECT d.slot FROM declaration d JOIN flight_run r ON r.id = d.run_id
       WHERE r.flight_id = $1 AND r.state = 'completed'`,
      [flightKey],
    );
    const { rows } = await client.query<[string, string, string]>({
      text: `SELECT c.house_waybill, w.slot, d.slot
             FROM flight f JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision
             JOIN placement p ON p.run_id = r.id JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence
             JOIN declaration d ON d.run_id = r.id AND d.index = p.declaration
             JOIN master_waybill w ON w.run_id = r.id AND w.index = d.waybill
             WHERE f.id = $1`,
      values: [flightKey],
      rowMode: 'array',
    });
    return {
      places: new Map(rows.map(([houseWaybill, waybillSlot, declarationSlot]) => [houseWaybill, { waybillSlot, declarationSlot }])),
      usedSlots: new Set(slots.map(({ slot }) => slot)),
    };
  }

  /** Writes a run's plan in the place of what an earlier attempt may have written. */
  async save(client: PoolClient, runId: number, plan: FlightPlan, planHash: Buffer): Promise<void> {
    for (const table of ['placement', 'declaration', 'master_waybill'])
      await client.query(`DELETE FROM ${table} WHERE run_id = $1`, [runId]);
    const waybills = new CopyLines(client, 'master_waybill', [
      'run_id',
      'index',
      'slot',
      'destination',
      'pieces',
      'consignments',
      'consignment_pieces',
      'gross_weight_g',
      'volume_cm3',
      'chargeable_half_kg',
    ]);
    for (const [index, w] of plan.waybills.entries()) {
      await waybills.write(
        [
          runId,
          index,
          w.slot,
          w.destination,
          w.pieces,
          w.consignments,
          w.consignmentPieces,
          w.grossWeightG,
          w.volumeCm3,
          w.chargeableHalfKg,
        ].join('\t'),
      );
    }
    await waybills.end();
    const declarations = new CopyLines(client, 'declaration', [
      'run_id',
      'index',
      'slot',
      'kind',
      'waybill',
      'house_waybills',
      'goods_items',
      'gross_weight_g',
      'value_kopecks',
    ]);
    for (const [index, d] of plan.declarations.entries()) {
      await declarations.write(
        [runId, index, d.slot, d.kind, d.waybill, d.houseWaybills, d.goodsItems, d.grossWeightG, d.valueKopecks].join('\t'),
      );
    }
    await declarations.end();
    const placements = new CopyLines(client, 'placement', [
      'run_id',
      'declaration',
      'ordinal',
      'first_goods_numeric',
      'manifest_key',
      'sequence',
      'value_kopecks',
    ]);
    for (const p of plan.placements) {
      const full = placements.write(
        `${runId}\t${p.declaration}\t${p.ordinal}\t${p.firstGoodsNumeric}\t${p.facts.manifestKey}\t${p.facts.sequence}\t${p.valueKopecks}`,
      );
      if (full !== undefined) await full;
    }
    await placements.end();
    await this.#fingerprint(client, runId);
    await client.query('UPDATE flight_run SET plan_hash = $2 WHERE id = $1', [runId, planHash]);
  }

  /** Holds consignments that the plan found no declaration for, with the reason; they are in no document. */
  async holdUnplaced(client: PoolClient, flightKey: string, findings: FlightPlan['findings']): Promise<void> {
    if (findings.length === 0) return;
    await client.query(
      `UPDATE consignment c SET held = true, problems = json_build_array(json_build_object('pointer', '/consignments/' || c.sequence, 'code', p.code, 'detail', p.detail))
       FROM manifest m, unnest($2::text[], $3::text[], $4::text[]) AS p(house_waybill, code, detail)
       WHERE m.flight_id = $1 AND m.current AND c.manifest_key = m.id AND c.house_waybill = p.house_waybill AND NOT c.held`,
      [flightKey, findings.map(({ houseWaybill }) => houseWaybill), findings.map(({ code }) => code), findings.map(({ detail }) => detail)],
    );
    await client.query(
      `UPDATE manifest m SET held = h.held, status = 'accepted-with-holds'
       FROM (SELECT manifest_key, count(*) AS held FROM consignment WHERE held GROUP BY manifest_key) h
       WHERE m.flight_id = $1 AND m.current AND h.manifest_key = m.id`,
      [flightKey],
    );
    await client.query('UPDATE flight SET held = (SELECT sum(held) FROM manifest WHERE flight_id = $1 AND current) WHERE id = $1', [
      flightKey,
    ]);
  }

  /** Gives the waybills their numbers. */
  async setNumbers(client: PoolClient, runId: number, numbers: ReadonlyMap<string, string>): Promise<void> {
    await client.query(
      'UPDATE master_waybill w SET number = s.number FROM unnest($2::text[], $3::text[]) AS s(slot, number) WHERE w.run_id = $1 AND w.slot = s.slot',
      [runId, [...numbers.keys()], [...numbers.values()]],
    );
  }

  /** A stored plan without its placements. Undefined if the run has none yet. */
  async load(runId: number): Promise<{ waybills: StoredWaybill[]; declarations: StoredDeclaration[] } | undefined> {
    const [run] = await this.database.rows<{ planned: boolean }>('SELECT plan_hash IS NOT NULL AS planned FROM flight_run WHERE id = $1', [
      runId,
    ]);
    if (run?.planned !== true) return undefined;
    const declarations = await this.database.rows<StoredDeclaration & Record<string, unknown>>(
      `SELECT index, slot, kind, waybill, house_waybills AS "houseWaybills", goods_items AS "goodsItems", gross_weight_g AS "grossWeightG",
              value_kopecks AS "valueKopecks", encode(fingerprint, 'hex') AS fingerprint
       FROM declaration WHERE run_id = $1 ORDER BY index`,
      [runId],
    );
    const waybills = await this.database.rows<StoredWaybill & Record<string, unknown>>(
      `SELECT w.index, w.slot, w.number, w.destination, w.pieces, w.consignments, w.consignment_pieces AS "consignmentPieces",
              w.gross_weight_g AS "grossWeightG", w.volume_cm3 AS "volumeCm3", w.chargeable_half_kg AS "chargeableHalfKg",
              encode(sha256(string_agg(d.fingerprint, ''::bytea ORDER BY d.index)), 'hex') AS fingerprint
       FROM master_waybill w JOIN declaration d ON d.run_id = w.run_id AND d.waybill = w.index
       WHERE w.run_id = $1 GROUP BY w.run_id, w.index ORDER BY w.index`,
      [runId],
    );
    return { waybills: waybills.map((w) => ({ ...w, number: w.number ?? undefined })), declarations };
  }

  /** The consignments of some declarations of a run by declaration, each in the order in which they are declared. */
  async placed(runId: number, declarations: readonly number[]): Promise<Map<number, PlacedConsignment[]>> {
    const { rows } = await this.database.pool.query<[number, number, number, number, string]>({
      text: `SELECT p.declaration, p.ordinal, p.first_goods_numeric, p.value_kopecks, c.body
             FROM placement p JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence
             WHERE p.run_id = $1 AND p.declaration = ANY($2) ORDER BY p.declaration, p.ordinal`,
      values: [runId, [...declarations]],
      rowMode: 'array',
    });
    const placed = new Map(declarations.map((declaration): [number, PlacedConsignment[]] => [declaration, []]));
    for (const [declaration, ordinal, firstGoodsNumeric, valueKopecks, body] of rows) {
      placed.get(declaration)?.push({ ordinal, firstGoodsNumeric, valueKopecks, consignment: JSON.parse(body) });
    }
    return placed;
  }

  /** One hash a declaration over what it declares and in which order: equal hashes, equal declarations. */
  async #fingerprint(client: PoolClient, runId: number): Promise<void> {
    await client.query(
      `UPDATE declaration d SET fingerprint = f.hash FROM (
         SELECT p.declaration, sha256(string_agg(c.content_hash, ''::bytea ORDER BY p.ordinal)) AS hash
         FROM placement p JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence
         WHERE p.run_id = $1 GROUP BY p.declaration) f
       WHERE d.run_id = $1 AND d.index = f.declaration`,
      [runId],
    );
  }
}
