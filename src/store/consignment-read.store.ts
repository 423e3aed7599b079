import type { DutyBasis, HousePayments } from '../domain/payment.js';
import type { Severity } from '../domain/problem.js';
import type { Caller } from './access.store.js';
import type { Database } from './database.js';
import { PLACE } from './place-sql.js';
import { visibleManifests, withRoles } from './visible-manifests.js';

/** Where a consignment is. No personal data: names, addresses and documents stay in its body. */
export interface ConsignmentRow {
  manifestKey: number;
  sequence: number;
  flight: string;
  manifestId: string;
  revision: number;
  houseWaybill: string | null;
  bag: string | null;
  pieces: number | null;
  grossWeightG: number | null;
  isHeld: boolean;
  /** Number of the master waybill and slot of the declaration, by the plan that readers see. */
  waybill: string | null;
  declaration: string | null;
  /** What the plan figured of it; all are null while it has no place. */
  valueKopecks: number | null;
  valueEur: number | null;
  dutyKopecks: number | null;
  dutyBasis: DutyBasis | null;
  payments: HousePayments | null;
  isPublished: boolean | null;
  /** What customs has decided last; null while it has not. */
  decision: { code: string; decidedAt: string; isFinal: boolean; reasonCode: string | null; reason: string | null } | null;
  /** What was found, held or not. */
  problems: StoredProblem[];
  /** False if the caller sees it as the carrier only: number, bag, weight and waybill. */
  isWhole: boolean;
}

/** A finding as it is kept; without severity it is an error. */
interface StoredProblem {
  pointer: string;
  code: string;
  severity?: Severity;
  detail: string;
  values?: (string | number)[];
}

export interface ConsignmentFilter {
  /** Code of a problem, or `any`. */
  problem?: string | undefined;
  /** Slot of a declaration. */
  declaration?: string | undefined;
  /** Number of a master waybill. */
  waybill?: string | undefined;
  bag?: string | undefined;
  /** Code of the decision in force, or `none`. */
  decision?: string | undefined;
}

/** A place in a flight: manifests in the order of their arrival, in each the order of the sender. */
export interface ConsignmentPlace {
  manifestKey: number;
  sequence: number;
}

const COLUMNS = `c.manifest_key AS "manifestKey", c.sequence, f.code AS flight, m.manifest_id AS "manifestId", m.revision,
  c.house_waybill AS "houseWaybill", c.bag, c.pieces, c.gross_weight_g AS "grossWeightG", c.held AS "isHeld",
  w.number AS waybill, d.slot AS declaration, p.value_kopecks AS "valueKopecks", p.value_eur AS "valueEur", p.duty_kopecks AS "dutyKopecks", p.duty_basis AS "dutyBasis",
  p.payments, CASE WHEN p.run_id IS NOT NULL THEN r.state = 'completed' END AS "isPublished", coalesce(c.problems, '[]') AS problems,
  CASE WHEN k.code IS NOT NULL THEN json_build_object('code', k.code, 'decidedAt', k.decided_at, 'isFinal', k.is_final,
    'reasonCode', k.reason_code, 'reason', k.reason) END AS decision`;

/** House waybills of some declarations of a run. */
const PLACED = `SELECT e.house_waybill FROM declaration d JOIN master_waybill w ON w.run_id = d.run_id AND w.index = d.waybill
  JOIN placement p ON p.run_id = d.run_id AND p.declaration = d.index
  JOIN consignment e ON e.manifest_key = p.manifest_key AND e.sequence = p.sequence
  WHERE d.run_id = (SELECT r.id FROM flight f JOIN flight_run r ON r.flight_id = f.id AND r.revision = coalesce(f.published_revision, f.revision) WHERE f.id = $1)`;

/** Consignments of current manifests, as far as they are the caller's to see. */
export class ConsignmentReadStore {
  constructor(private readonly database: Database) {}

  /** A page of a flight's consignments; `after` is the last place of the page before. */
  async list(
    caller: Caller,
    flightKey: string,
    filter: ConsignmentFilter,
    limit: number,
    after?: ConsignmentPlace,
  ): Promise<ConsignmentRow[]> {
    const values: unknown[] = [flightKey, limit, after?.manifestKey ?? 0, after?.sequence ?? -1];
    const conditions = conditionsOf(filter, values);
    const visible = visibleManifests(caller, values.length + 1);
    values.push(...visible.values);
    const whole = visibleManifests(withRoles(caller, ['upstream', 'broker', 'admin']), values.length + 1);
    values.push(...whole.values);
    // The place first, by the primary key and manifest by manifest; only what stands on the page is looked up further.
    return this.database.rows<ConsignmentRow & Record<string, unknown>>(
      `WITH page AS MATERIALIZED (
         SELECT m.id AS manifest_key, c.sequence FROM flight f JOIN manifest m ON m.flight_id = f.id AND m.current
         CROSS JOIN LATERAL (
           SELECT c.sequence FROM consignment c
           WHERE c.manifest_key = m.id AND c.sequence > CASE WHEN m.id = $3 THEN $4::int ELSE -1 END ${conditions}
           ORDER BY c.sequence LIMIT $2) c
         WHERE f.id = $1 AND m.id >= $3 AND ${visible.sql}
         ORDER BY m.id, c.sequence LIMIT $2)
       SELECT ${COLUMNS}, ${whole.sql} AS "isWhole" FROM page
       JOIN consignment c ON c.manifest_key = page.manifest_key AND c.sequence = page.sequence
       JOIN manifest m ON m.id = c.manifest_key JOIN flight f ON f.id = m.flight_id ${PLACE}
       ORDER BY c.manifest_key, c.sequence`,
      values,
    );
  }

  /** The consignments behind house waybills, order numbers and postal item numbers; of one number there may be several. */
  async lookup(caller: Caller, numbers: readonly string[]): Promise<(ConsignmentRow & { asked: string })[]> {
    const visible = visibleManifests(caller, 2);
    const whole = visibleManifests(withRoles(caller, ['upstream', 'broker', 'admin']), 2 + visible.values.length);
    return this.database.rows<ConsignmentRow & { asked: string } & Record<string, unknown>>(
      `WITH asked AS MATERIALIZED (SELECT DISTINCT number FROM unnest($1::text[]) AS number),
       found AS MATERIALIZED (
         SELECT a.number, c.manifest_key, c.sequence FROM asked a JOIN consignment c ON c.house_waybill = a.number
         UNION
         SELECT a.number, c.manifest_key, c.sequence FROM asked a JOIN consignment c ON c.order_number = a.number)
       SELECT found.number AS asked, ${COLUMNS}, ${whole.sql} AS "isWhole" FROM found
       JOIN consignment c ON c.manifest_key = found.manifest_key AND c.sequence = found.sequence
       JOIN manifest m ON m.id = c.manifest_key AND m.current JOIN flight f ON f.id = m.flight_id ${PLACE}
       WHERE ${visible.sql} ORDER BY f.date DESC, c.manifest_key, c.sequence`,
      [[...numbers], ...visible.values, ...whole.values],
    );
  }
}

/** The filters that are set, as conditions on `consignment c`; adds their values. */
function conditionsOf({ problem, declaration, waybill, bag, decision }: ConsignmentFilter, values: unknown[]): string {
  const next = (value: unknown) => `$${values.push(value)}`;
  const conditions: string[] = [];
  if (problem !== undefined) conditions.push('c.problems IS NOT NULL');
  if (problem !== undefined && problem !== 'any') {
    conditions.push(`EXISTS (SELECT 1 FROM json_array_elements(c.problems) AS q WHERE q ->> 'code' = ${next(problem)})`);
  }
  if (declaration !== undefined) conditions.push(`c.house_waybill = ANY(ARRAY(${PLACED} AND d.slot = ${next(declaration)}))`);
  if (waybill !== undefined) conditions.push(`c.house_waybill = ANY(ARRAY(${PLACED} AND w.number = ${next(waybill)}))`);
  if (bag !== undefined) conditions.push(`c.bag = ${next(bag)}`);
  if (decision !== undefined) {
    const decided = 'EXISTS (SELECT 1 FROM customs_decision k WHERE k.flight_id = $1 AND k.house_waybill = c.house_waybill';
    conditions.push(decision === 'none' ? `NOT ${decided})` : `${decided} AND k.code = ${next(decision)})`);
  }
  return conditions.map((condition) => `AND ${condition}`).join(' ');
}
