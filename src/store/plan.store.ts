import type { QueryArrayConfig, QueryArrayResult } from 'pg';
import type { Consignment } from '../domain/consignment.js';
import type { ConsignmentFacts, DeclarationSlot, EarlierPlace, FlightPlan, LineValue, WaybillSlot } from '../domain/flight-plan.js';
import { lineGoods } from '../domain/line-goods.js';
import type { DutyBasis, HousePayments } from '../domain/payment.js';
import { ContentHashes } from './content-hashes.js';
import { copyPlan } from './copy-plan.js';
import type { Database, PoolClient } from './database.js';

/** A consignment as a document needs it: where it stands, and what was sent. */
export interface PlacedConsignment {
  ordinal: number;
  firstGoodsNumeric: number;
  duty: { kopecks: number; basis: DutyBasis };
  payments: HousePayments | undefined;
  consignment: Consignment;
}

/** A master waybill of a stored plan. `fingerprint` stands for what its lists tell of the consignments under it, and their places. */
export interface StoredWaybill extends WaybillSlot {
  index: number;
  number: string | undefined;
  fingerprint: string;
}

export interface StoredDeclaration extends DeclarationSlot {
  index: number;
  fingerprint: string;
}

const FETCH = 2_000;

/** What a plan is stored in, with all that one run's has in common with another's of the same plan. */
const PLAN_TABLES = [
  {
    table: 'placement',
    columns:
      'declaration, ordinal, first_goods_numeric, manifest_key, sequence, value_kopecks, value_eur, duty_kopecks, duty_basis, payments',
  },
  {
    table: 'declaration',
    columns: 'index, slot, kind, waybill, house_waybills, goods_items, gross_weight_g, value_kopecks, duty_kopecks, payments',
  },
  {
    table: 'master_waybill',
    columns: 'index, slot, destination, pieces, consignments, consignment_pieces, gross_weight_g, volume_cm3, chargeable_half_kg',
  },
];

/**
 * The run whose set is published, if its plan is still that of the flight: no fact has changed since, the day's rates, the tariffs and
 * the rules are the same, and what may be declared is as much as it declares. The last is asked because a plan that was never published
 * may have held more.
 */
const UNCHANGED_PLAN = `
  SELECT e.id FROM flight f
  JOIN flight_run r ON r.id = $1
  JOIN flight_run e ON e.flight_id = f.id AND e.revision = f.published_revision AND e.state = 'completed'
  WHERE f.id = $2 AND f.facts_revision <= e.revision AND e.plan_version = $3
    AND (e.context -> 'rates', e.context -> 'tariffs', e.context -> 'regime', e.context -> 'personalFee')
      IS NOT DISTINCT FROM (r.context -> 'rates', r.context -> 'tariffs', r.context -> 'regime', r.context -> 'personalFee')
    AND (SELECT sum(m.consignments - m.held) FROM manifest m WHERE m.flight_id = f.id AND m.current AND m.channel = 'express')
      = (SELECT sum(d.house_waybills) FROM declaration d WHERE d.run_id = e.id)`;

/** A declaration's consignments by what one of their columns has of them, with what is paid for each, in their order. */
const hashOver = (column: string): string =>
  `sha256(string_agg(${column} || coalesce(sha256(convert_to(p.payments::text, 'UTF8')), ''), ''::bytea ORDER BY p.ordinal))`;

function lineValuesOf(text: string, once: (text: string) => string): LineValue[] {
  return text.split(',').map((entry) => ({ currency: once(entry.slice(0, 3)), amount: Number(entry.slice(4)) }));
}

/** Equal texts as one: each row brings its own copies of words that are few, 150 bytes a consignment. */
function eachOnce(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const first = known.get(text);
    if (first === undefined) known.set(text, text);
    return first ?? text;
  };
}

/**
 * What the plan must know of a row as one text: a fifth less work than a value for each column. What is kept as text comes by itself: a
 * part of a text holds the whole of it, 120 bytes a consignment.
 */
const FACTS = `c.house_waybill, c.consignee_key::text,
  concat_ws(E'\\t', c.manifest_key, c.sequence, coalesce(c.bag, ''), coalesce(c.destination, $2), c.consignee_kind,
    c.pieces, c.gross_weight_g, c.volume_cm3, c.line_values)`;

/** What was declared of it, and what lists tell of it if that is something else: see `ContentHashes`. */
const CONTENT = "encode(c.content_hash, 'hex') || coalesce(encode(nullif(c.listed_hash, c.content_hash), 'hex'), '')";

type FactsRow = [houseWaybill: string, consigneeKey: string | null, columns: string, body: string | null, content: string];

/** None of the columns has a tab in it. Of a firm's goods more must be known than they have. */
function factsOf([houseWaybill, consigneeKey, columns, body]: FactsRow, once: (text: string) => string): ConsignmentFacts {
  const [manifestKey, sequence, bag, destination, kind, pieces, grossWeightG, volumeCm3, lineValues] = columns.split('\t');
  const sent: Consignment | undefined = body === null ? undefined : JSON.parse(body);
  return {
    manifestKey: Number(manifestKey),
    sequence: Number(sequence),
    houseWaybill,
    bag: bag === '' ? undefined : once(bag),
    destination: once(destination),
    consigneeKind: kind === 'company' ? 'company' : 'individual',
    pieces: Number(pieces),
    grossWeightG: Number(grossWeightG),
    volumeCm3: Number(volumeCm3),
    lineValues: lineValuesOf(lineValues, once),
    lineGoods: sent && lineGoods(sent.goods),
    consigneeKey: consigneeKey ?? undefined,
  };
}

type PlacedRow = [number, number, number, DutyBasis, HousePayments | null, string];

function placedOf([ordinal, firstGoodsNumeric, kopecks, basis, payments, body]: PlacedRow): PlacedConsignment {
  return { ordinal, firstGoodsNumeric, duty: { kopecks, basis }, payments: payments ?? undefined, consignment: JSON.parse(body) };
}

/**
 * The rows of one declaration, in its order.
 *
 * `OFFSET 0` has each consignment looked up by its key, in the order of the placements: of tables it does not know well the planner
 * would rather read the whole of them for each declaration and sort, at 1.4 times the server's work. Under its name the statement is
 * planned once for a connection, which saves 3 %.
 */
const PLACED: QueryArrayConfig = {
  name: 'placed',
  text: `SELECT p.ordinal, p.first_goods_numeric, p.duty_kopecks, p.duty_basis, p.payments, c.body
         FROM placement p CROSS JOIN LATERAL (
           SELECT c.body FROM consignment c WHERE c.manifest_key = p.manifest_key AND c.sequence = p.sequence OFFSET 0) c
         WHERE p.run_id = $1 AND p.declaration = $2 ORDER BY p.ordinal`,
  rowMode: 'array',
};

/** Plans of runs: the facts they are made from, what they decided, and the rows that documents are made of. */
export class PlanStore {
  constructor(private readonly database: Database) {}

  /** How many consignments of a flight a plan has to place: those that are not held. */
  async size(flightKey: string): Promise<number> {
    const [{ size }] = await this.database.rows<{ size: number }>('SELECT consignments - held AS size FROM flight WHERE id = $1', [
      flightKey,
    ]);
    return size;
  }

  /**
   * What the plan must know of every express consignment of a flight that is not held; fetched in pieces, held as small objects. And the
   * hashes of what they declare: looking all up again once they have their places would cost as much as writing those.
   * `onRead` is told of each piece how many there are by then.
   */
  async facts(
    client: PoolClient,
    flight: { id: string; destination: string },
    onRead: (rows: number) => void = () => {},
  ): Promise<{ facts: ConsignmentFacts[]; contents: ContentHashes }> {
    await client.query(
      `DECLARE facts NO SCROLL CURSOR FOR
       SELECT ${FACTS}, CASE WHEN c.consignee_kind = 'company' THEN c.body END, ${CONTENT}
       FROM manifest m JOIN consignment c ON c.manifest_key = m.id
       WHERE m.flight_id = $1 AND m.current AND m.channel = 'express' AND NOT c.held`,
      [flight.id, flight.destination],
    );
    const facts: ConsignmentFacts[] = [];
    const contents = new ContentHashes();
    const once = eachOnce();
    const fetch = (): Promise<QueryArrayResult<FactsRow>> => client.query({ text: `FETCH ${FETCH} FROM facts`, rowMode: 'array' });
    for (let coming: Promise<QueryArrayResult<FactsRow>> | undefined = fetch(); coming !== undefined; ) {
      const { rows }: QueryArrayResult<FactsRow> = await coming;
      // The server is at the next piece while this one is taken apart.
      coming = rows.length < FETCH ? undefined : fetch();
      for (const row of rows) {
        const own = factsOf(row, once);
        facts.push(own);
        contents.put(own.manifestKey, own.sequence, row[4]);
      }
      onRead(facts.length);
    }
    await client.query('CLOSE facts');
    return { facts, contents };
  }

  /**
   * Where the set published last put each house waybill, and every slot that this flight has ever used. One that has a number and stands in
   * no plan was given it in a life of the database that is lost: the same flight planned again is to find it.
   */
  async earlier(client: PoolClient, flightKey: string): Promise<{ places: Map<string, EarlierPlace>; usedSlots: Set<string> }> {
    const { rows: slots } = await client.query<{ slot: string }>(
      `SELECT slot FROM waybill_number n WHERE flight_id = $1 AND (state = 'void' OR EXISTS (
         SELECT 1 FROM master_waybill m JOIN flight_run r ON r.id = m.run_id WHERE r.flight_id = $1 AND m.slot = n.slot))
       UNION SELECT d.slot FROM declaration d JOIN flight_run r ON r.id = d.run_id
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

  /** Writes a run's plan in the place of what an earlier attempt may have written. `version` is that of the planner. */
  async save(
    client: PoolClient,
    runId: number,
    plan: FlightPlan,
    { contents, hash, version }: { contents: ContentHashes; hash: Buffer; version: string },
  ): Promise<void> {
    await this.#clear(client, runId);
    await copyPlan(client, runId, plan, contents.fingerprints(plan));
    await client.query('UPDATE flight_run SET plan_hash = $2, plan_version = $3 WHERE id = $1', [runId, hash, version]);
  }

  /**
   * Takes over the plan of the flight's published set, which planning anew would come to: everything that a plan is made from is as it
   * was, and so is what makes it. Returns false, having done nothing, where that is not so.
   *
   * What other flights have declared meanwhile is not asked again: none can have what stands in a published declaration of this one.
   */
  async takeOver(client: PoolClient, run: { id: number; flight: { id: string } }, version: string): Promise<boolean> {
    const { rows } = await client.query<{ id: number }>(UNCHANGED_PLAN, [run.id, run.flight.id, version]);
    const [earlier] = rows;
    if (earlier === undefined) return false;
    await this.#clear(client, run.id);
    for (const { table, columns } of PLAN_TABLES) {
      await client.query(`INSERT INTO ${table} (run_id, ${columns}) SELECT $1, ${columns} FROM ${table} WHERE run_id = $2`, [
        run.id,
        earlier.id,
      ]);
    }
    await this.#fingerprint(client, run.id);
    await client.query(
      'UPDATE flight_run r SET plan_hash = e.plan_hash, plan_version = e.plan_version FROM flight_run e WHERE r.id = $1 AND e.id = $2',
      [run.id, earlier.id],
    );
    return true;
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
    const declarations = await this.database.rows<Omit<StoredDeclaration, 'payments'> & { payments: StoredDeclaration['payments'] | null }>(
      `SELECT index, slot, kind, waybill, house_waybills AS "houseWaybills", goods_items AS "goodsItems", gross_weight_g AS "grossWeightG",
              value_kopecks AS "valueKopecks", duty_kopecks AS "dutyKopecks", payments, encode(fingerprint, 'hex') AS fingerprint
       FROM declaration WHERE run_id = $1 ORDER BY index`,
      [runId],
    );
    const waybills = await this.database.rows<StoredWaybill & Record<string, unknown>>(
      `SELECT w.index, w.slot, w.number, w.destination, w.pieces, w.consignments, w.consignment_pieces AS "consignmentPieces",
              w.gross_weight_g AS "grossWeightG", w.volume_cm3 AS "volumeCm3", w.chargeable_half_kg AS "chargeableHalfKg",
              encode(sha256(string_agg(coalesce(d.listed_fingerprint, d.fingerprint), ''::bytea ORDER BY d.index)), 'hex') AS fingerprint
       FROM master_waybill w JOIN declaration d ON d.run_id = w.run_id AND d.waybill = w.index
       WHERE w.run_id = $1 GROUP BY w.run_id, w.index ORDER BY w.index`,
      [runId],
    );
    return {
      waybills: waybills.map((w) => ({ ...w, number: w.number ?? undefined })),
      declarations: declarations.map((d) => ({ ...d, payments: d.payments ?? undefined })),
    };
  }

  /** The consignments of some declarations of a run by declaration, each in the order in which they are declared. */
  async placed(runId: number, declarations: readonly number[]): Promise<Map<number, PlacedConsignment[]>> {
    const placed = new Map<number, PlacedConsignment[]>();
    for (const declaration of declarations) {
      const { rows } = await this.database.pool.query<PlacedRow>({ ...PLACED, values: [runId, declaration] });
      placed.set(declaration, rows.map(placedOf));
    }
    return placed;
  }

  /** Declarations of a run that hold the consignments of a bag, or of a house waybill, by their places in the plan. */
  async declarationsWith(
    runId: number,
    { bag, houseWaybill }: { bag?: string | undefined; houseWaybill?: string | undefined },
  ): Promise<number[]> {
    const rows = await this.database.rows<{ declaration: number }>(
      `SELECT DISTINCT p.declaration FROM placement p JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence
       WHERE p.run_id = $1 AND ($2::text IS NULL OR c.bag = $2) AND ($3::text IS NULL OR c.house_waybill = $3) ORDER BY p.declaration`,
      [runId, bag ?? null, houseWaybill ?? null],
    );
    return rows.map(({ declaration }) => declaration);
  }

  async #clear(client: PoolClient, runId: number): Promise<void> {
    for (const { table } of PLAN_TABLES) await client.query(`DELETE FROM ${table} WHERE run_id = $1`, [runId]);
  }

  /**
   * One hash a declaration over what it declares, what is paid for it and in which order: equal hashes, equal declarations. Where contacts
   * were changed, another over what lists tell of the same. `ContentHashes` comes to the same for a plan that is made here.
   */
  async #fingerprint(client: PoolClient, runId: number): Promise<void> {
    await client.query(
      // Written out: the server takes a new run for one row, and would hash all consignments again for each declaration.
      `WITH f AS MATERIALIZED (
         SELECT p.declaration, ${hashOver('c.content_hash')} AS hash, ${hashOver('coalesce(c.listed_hash, c.content_hash)')} AS listed
         FROM placement p JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence
         WHERE p.run_id = $1 GROUP BY p.declaration)
       UPDATE declaration d SET fingerprint = f.hash, listed_fingerprint = nullif(f.listed, f.hash) FROM f
       WHERE d.run_id = $1 AND d.index = f.declaration`,
      [runId],
    );
  }
}
