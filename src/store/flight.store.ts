import type { PaymentSum } from '../domain/payment.js';
import { type Caller, visibleFlights } from './access.store.js';
import type { Database } from './database.js';

/** How far a run is, and what stopped it. */
export interface RunState {
  stage: string;
  state: string;
  done: number;
  total: number;
  /** Until it is reckoned to be ready, by the database's clock; null while that cannot be told. */
  secondsLeft: number | null;
  problem: { code: string; title: string; detail?: string } | null;
}

/** A flight on the board. */
export interface FlightRow {
  id: string;
  code: string;
  carrier: string;
  number: string;
  date: string;
  origin: string;
  destination: string;
  departsAt: string | null;
  arrivesAt: string | null;
  status: string;
  revision: number;
  consignments: number;
  held: number;
  /** The run of this very revision; none while the flight is open. */
  run: RunState | null;
}

/** A flight with what its plan and its documents come to. */
export interface FlightDetail extends FlightRow {
  publishedRevision: number | null;
  /** The revision since which no figure of a consignment has changed. */
  factsRevision: number;
  /** The run whose plan readers see: the one published last, or before that the one in the making. */
  planRunId: number | null;
  waybills: number;
  declarations: number;
  documents: number;
  valueKopecks: number | null;
  dutyKopecks: number | null;
}

/** Sums over the consignments of a flight that are not held. */
export interface FlightTotals {
  pieces: number;
  grossWeightG: number;
  /** Hundredths by currency, in the order of its letters. */
  value: { currency: string; amount: number }[];
}

export interface WaybillRow {
  number: string | null;
  destination: string;
  pieces: number;
  consignments: number;
  grossWeightG: number;
  chargeableHalfKg: number;
}

export interface DeclarationRow {
  slot: string;
  kind: string;
  waybill: string | null;
  houseWaybills: number;
  goodsItems: number;
  grossWeightG: number;
  valueKopecks: number;
  dutyKopecks: number;
  payments: PaymentSum[] | null;
}

export interface BoardFilter {
  date?: string | undefined;
  status?: string | undefined;
  carrier?: string | undefined;
}

const RUN = `CASE WHEN r.id IS NULL THEN NULL ELSE json_build_object('stage', r.stage, 'state', r.state, 'done', r.done, 'total', r.total,
  'secondsLeft', extract(epoch FROM r.ready_at - now())::float8, 'problem', r.problem) END AS run`;

const FLIGHT = `f.id, f.code, f.carrier, f.number, f.date, f.origin, f.destination, f.departs_at AS "departsAt", f.arrives_at AS "arrivesAt",
  f.status, f.revision, f.consignments, f.held, ${RUN}`;

const WITH_RUN = 'flight f LEFT JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.revision';

/** Flights as readers see them: only those that are theirs to see. */
export class FlightStore {
  constructor(private readonly database: Database) {}

  async find(caller: Caller, code: string): Promise<FlightDetail | undefined> {
    const visible = visibleFlights(caller, 2);
    const [row] = await this.database.rows<FlightDetail & Record<string, unknown>>(
      `SELECT ${FLIGHT}, f.published_revision AS "publishedRevision", f.facts_revision AS "factsRevision", p.id AS "planRunId",
         (SELECT count(*) FROM master_waybill w WHERE w.run_id = p.id) AS waybills,
         (SELECT count(*) FROM declaration d WHERE d.run_id = p.id) AS declarations,
         (SELECT sum(d.value_kopecks)::bigint FROM declaration d WHERE d.run_id = p.id) AS "valueKopecks",
         (SELECT sum(d.duty_kopecks)::bigint FROM declaration d WHERE d.run_id = p.id) AS "dutyKopecks",
         (SELECT count(*) FROM document d WHERE d.flight_id = f.id
            AND d.status = CASE WHEN f.published_revision IS NULL THEN 'staged' ELSE 'published' END) AS documents
       FROM ${WITH_RUN}
       LEFT JOIN LATERAL (
         SELECT x.id FROM flight_run x
         WHERE x.flight_id = f.id AND x.plan_hash IS NOT NULL AND x.revision = coalesce(f.published_revision, f.revision)) p ON true
       WHERE f.code = $1 AND ${visible.sql}`,
      [code, ...visible.values],
    );
    return row;
  }

  /** A page of the board, latest flights first; `after` is the last one of the page before. */
  async list(caller: Caller, filter: BoardFilter, limit: number, after?: { date: string; code: string }): Promise<FlightRow[]> {
    const visible = visibleFlights(caller, 7);
    return this.database.rows<FlightRow & Record<string, unknown>>(
      `SELECT ${FLIGHT} FROM ${WITH_RUN}
       WHERE ($1::date IS NULL OR f.date = $1) AND ($2::text IS NULL OR f.status = $2) AND ($3::text IS NULL OR f.carrier = $3)
         AND ($4::date IS NULL OR (f.date, f.code) < ($4, $5::text)) AND ${visible.sql}
       ORDER BY f.date DESC, f.code DESC LIMIT $6`,
      [
        filter.date ?? null,
        filter.status ?? null,
        filter.carrier ?? null,
        after?.date ?? null,
        after?.code ?? null,
        limit,
        ...visible.values,
      ],
    );
  }

  /** The present state of flights by their keys. For those who have been let in already. */
  watch(keys: readonly string[]): Promise<FlightRow[]> {
    return this.database.rows<FlightRow & Record<string, unknown>>(`SELECT ${FLIGHT} FROM ${WITH_RUN} WHERE f.id = ANY($1)`, [[...keys]]);
  }

  /** Walks through every consignment of the flight: seconds for a large one, so callers keep the answer. */
  async totals(key: string): Promise<FlightTotals> {
    const [row] = await this.database.rows<{ pieces: number; weight: number; value: FlightTotals['value'] | null }>(
      `WITH c AS MATERIALIZED (
         SELECT c.pieces, c.gross_weight_g, c.line_values FROM manifest m JOIN consignment c ON c.manifest_key = m.id
         WHERE m.flight_id = $1 AND m.current AND NOT c.held),
       v AS (
         SELECT left(line, 3) AS currency, sum(substr(line, 5)::bigint)::bigint AS amount
         FROM c, unnest(string_to_array(c.line_values, ',')) AS line GROUP BY 1)
       SELECT coalesce(sum(c.pieces), 0)::bigint AS pieces, coalesce(sum(c.gross_weight_g), 0)::bigint AS weight,
              (SELECT json_agg(json_build_object('currency', v.currency, 'amount', v.amount) ORDER BY v.currency) FROM v) AS value
       FROM c`,
      [key],
    );
    return { pieces: row.pieces, grossWeightG: row.weight, value: row.value ?? [] };
  }

  waybills(runId: number): Promise<WaybillRow[]> {
    return this.database.rows<WaybillRow & Record<string, unknown>>(
      `SELECT number, destination, pieces, consignments, gross_weight_g AS "grossWeightG", chargeable_half_kg AS "chargeableHalfKg"
       FROM master_waybill WHERE run_id = $1 ORDER BY index`,
      [runId],
    );
  }

  declarations(runId: number): Promise<DeclarationRow[]> {
    return this.database.rows<DeclarationRow & Record<string, unknown>>(
      `SELECT d.slot, d.kind, w.number AS waybill, d.house_waybills AS "houseWaybills", d.goods_items AS "goodsItems",
              d.gross_weight_g AS "grossWeightG", d.value_kopecks AS "valueKopecks", d.duty_kopecks AS "dutyKopecks", d.payments
       FROM declaration d JOIN master_waybill w ON w.run_id = d.run_id AND w.index = d.waybill
       WHERE d.run_id = $1 ORDER BY d.index`,
      [runId],
    );
  }
}
