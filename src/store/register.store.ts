import type { DutyBasis, HousePayments } from '../domain/payment.js';
import type { Finding } from '../domain/problem.js';
import type { Caller, Role } from './access.store.js';
import type { ConsignmentPlace } from './consignment-read.store.js';
import type { Database } from './database.js';
import { PLACE } from './place-sql.js';
import { visibleManifests, withRoles } from './visible-manifests.js';

/** A consignment as a flight's register has it. Grams, kopecks, hundredths of a euro; what is not known, or not the reader's, is null. */
export interface RegisterRow extends ConsignmentPlace {
  manifestId: string | null;
  houseWaybill: string | null;
  orderNumber: string | null;
  bag: string | null;
  destination: string | null;
  pieces: number | null;
  grossWeightG: number | null;
  /** `CNY 3500,CNY 9600`, hundredths. */
  lineValues: string | null;
  isHeld: boolean;
  problems: Finding[] | null;
  /** What was sent, as JSON. */
  body: string | null;
  /** Number of the master waybill, slot of the declaration and place in it, by the plan that readers see. */
  waybill: string | null;
  declaration: string | null;
  ordinal: number | null;
  valueKopecks: number | null;
  valueEur: number | null;
  dutyKopecks: number | null;
  dutyBasis: DutyBasis | null;
  payments: HousePayments | null;
  isPublished: boolean | null;
  /** Code of the latest decision of customs. */
  decision: string | null;
  /** False if the reader sees it as the carrier only: number, bag, weight and waybill. */
  isWhole: boolean;
  /** Whether the reader may see who receives it. */
  isNamed: boolean;
}

/** Rows asked for at a time: their contents are two kilobytes each. */
const PAGE = 500;

const WHOLE: readonly Role[] = ['upstream', 'broker', 'admin'];

/** A column of whoever sees more than the carrier does. */
const whole = (sql: string, name: string): string => `CASE WHEN v.is_whole THEN ${sql} END AS "${name}"`;

const OUTSIDE = `c.manifest_key AS "manifestKey", c.sequence, c.house_waybill AS "houseWaybill", c.bag, c.gross_weight_g AS "grossWeightG", w.number AS waybill`;

const INSIDE = [
  ['m.manifest_id', 'manifestId'],
  ['c.order_number', 'orderNumber'],
  ['coalesce(c.destination, f.destination)', 'destination'],
  ['c.pieces', 'pieces'],
  ['c.line_values', 'lineValues'],
  ['c.problems', 'problems'],
  ['c.body', 'body'],
  ['d.slot', 'declaration'],
  ['p.ordinal', 'ordinal'],
  ['p.value_kopecks', 'valueKopecks'],
  ['p.value_eur', 'valueEur'],
  ['p.duty_kopecks', 'dutyKopecks'],
  ['p.duty_basis', 'dutyBasis'],
  ['p.payments', 'payments'],
  ['k.code', 'decision'],
  ["CASE WHEN p.run_id IS NOT NULL THEN r.state = 'completed' END", 'isPublished'],
]
  .map(([sql, name]) => whole(sql, name))
  .join(', ');

/** All consignments of a flight that are the caller's to see, for a file of them. */
export class RegisterStore {
  constructor(private readonly database: Database) {}

  /** Currencies of the invoices, by their letters. Walks through the consignments: a second for a large flight. */
  async currencies(caller: Caller, flightKey: string): Promise<string[]> {
    const visible = visibleManifests(withRoles(caller, WHOLE), 2);
    const rows = await this.database.rows<{ currency: string }>(
      `SELECT DISTINCT left(line, 3) COLLATE "C" AS currency
       FROM flight f JOIN manifest m ON m.flight_id = f.id AND m.current JOIN consignment c ON c.manifest_key = m.id,
            unnest(string_to_array(c.line_values, ',')) AS line
       WHERE f.id = $1 AND ${visible.sql} ORDER BY 1`,
      [flightKey, ...visible.values],
    );
    return rows.map(({ currency }) => currency);
  }

  /**
   * The consignments in the order in which they were sent, page by page behind the last one's place, so that a slow reader holds
   * nothing. `namedTo`: roles by which the caller may see who receives them.
   */
  async *rows(caller: Caller, flightKey: string, namedTo: readonly Role[]): AsyncGenerator<RegisterRow> {
    let after: ConsignmentPlace = { manifestKey: 0, sequence: -1 };
    for (;;) {
      const page = await this.#page(caller, flightKey, namedTo, after);
      yield* page;
      if (page.length < PAGE) return;
      after = page[page.length - 1];
    }
  }

  #page(caller: Caller, flightKey: string, namedTo: readonly Role[], after: ConsignmentPlace): Promise<RegisterRow[]> {
    const values: unknown[] = [flightKey, PAGE, after.manifestKey, after.sequence];
    const [visible, isWhole, isNamed] = [caller, withRoles(caller, WHOLE), withRoles(caller, namedTo)].map((seen) => {
      const { sql, values: own } = visibleManifests(seen, values.length + 1);
      values.push(...own);
      return sql;
    });
    return this.database.rows<RegisterRow & Record<string, unknown>>(
      `WITH page AS MATERIALIZED (
         SELECT m.id AS manifest_key, c.sequence, ${isWhole} AS is_whole, ${isNamed} AS is_named
         FROM flight f JOIN manifest m ON m.flight_id = f.id AND m.current
         CROSS JOIN LATERAL (
           SELECT c.sequence FROM consignment c
           WHERE c.manifest_key = m.id AND c.sequence > CASE WHEN m.id = $3 THEN $4::int ELSE -1 END ORDER BY c.sequence LIMIT $2) c
         WHERE f.id = $1 AND m.id >= $3 AND ${visible}
         ORDER BY m.id, c.sequence LIMIT $2)
       SELECT ${OUTSIDE}, ${INSIDE}, v.is_whole AS "isWhole", v.is_whole AND c.held AS "isHeld", v.is_named AS "isNamed"
       FROM page v JOIN consignment c ON c.manifest_key = v.manifest_key AND c.sequence = v.sequence
       JOIN manifest m ON m.id = c.manifest_key JOIN flight f ON f.id = m.flight_id ${PLACE}
       ORDER BY c.manifest_key, c.sequence`,
      values,
    );
  }

  /** Writes down who is given the names in the manifests of a flight that others sent, and why: one entry a manifest, at no place in it. */
  async noteLook(caller: Caller, flightKey: string, reason: string | undefined): Promise<void> {
    await this.database.rows(
      `INSERT INTO consignment_change (tenant_id, flight_id, organisation_id, manifest_key, sequence, action, reason, before, after)
       SELECT m.tenant_id, m.flight_id, $2, m.id, -1, 'look', $3, '{}', '{}' FROM manifest m
       WHERE m.flight_id = $1 AND m.current AND m.organisation_id <> $2`,
      [flightKey, caller.organisationId, reason ?? null],
    );
  }
}
