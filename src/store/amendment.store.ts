import { keyNumber } from '../domain/consignee-key.js';
import type { Consignment } from '../domain/consignment.js';
import type { ConsignmentFigures } from '../domain/consignment-facts.js';
import type { Flight } from '../domain/flight.js';
import type { Finding } from '../domain/problem.js';
import { type Caller, visibleFlights } from './access.store.js';
import { AMENDABLE, type AmendableRow, type Approval, accessColumns, type RowAddress } from './amendable-row.js';
import { lineValuesText, problemsText } from './consignment-columns.js';
import type { ConsignmentPlace } from './consignment-read.store.js';
import type { PoolClient } from './database.js';
import { visibleManifests } from './visible-manifests.js';

/** A flight that nobody else changes until the transaction ends. */
export interface LockedFlight {
  id: string;
  code: string;
  flight: Flight;
}

/** What a consignment is from now on. Without a consignment it is faulty, and its figures are not known. */
export interface Content extends ConsignmentPlace {
  houseWaybill: string | undefined;
  orderNumber: string | undefined;
  good: { consignment: Consignment; figures: ConsignmentFigures } | undefined;
  isHeld: boolean;
  contentHash: string;
  /** Whether nothing but the consignee's contacts changed, which the lists of a master waybill do not have. */
  isListedSame: boolean;
  body: string;
  /** Left out: it stays as it is. */
  source: string | undefined;
}

/** What is found in a consignment from now on. */
export interface Judgement extends ConsignmentPlace {
  isHeld: boolean;
  problems: readonly Finding[];
  approvals: readonly Approval[];
}

/** Numbers that no two consignments share: of a house waybill on the flight, of an order in the manifest. */
export type NumberMember = 'houseWaybill' | 'orderNumber';

/** A consignment that has a number, and whether it is held because another has it. */
export interface Sharer extends ConsignmentPlace {
  number: string;
  isDuplicate: boolean;
}

const numberColumns: Record<NumberMember, string> = { houseWaybill: 'house_waybill', orderNumber: 'order_number' };

/** The statements of one mending. They run in the caller's transaction. */

/** Locks a flight against manifests, closings and other changes. Undefined if it is absent or not the caller's to see. */
export async function lockFlight(client: PoolClient, caller: Caller, code: string): Promise<LockedFlight | undefined> {
  // The lock of manifests on their way in: they judge their rows by those of the flight before they touch its row.
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${caller.tenantId}/${code}`]);
  const visible = visibleFlights(caller, 2);
  const { rows } = await client.query<Flight & { id: string }>(
    `SELECT f.id, f.carrier, f.number, f.date, f.origin, f.destination FROM flight f WHERE f.code = $1 AND ${visible.sql} FOR UPDATE`,
    [code, ...visible.values],
  );
  if (rows[0] === undefined) return undefined;
  const { id, ...flight } = rows[0];
  return { id, code, flight };
}

/** The rows of a flight's current manifests that an address names, held ones first. */
export async function addressedRows(
  client: PoolClient,
  caller: Caller,
  flightCode: string,
  address: RowAddress,
  { isLocked }: { isLocked: boolean },
): Promise<AmendableRow[]> {
  const isNumber = 'houseWaybill' in address;
  const named = isNumber ? [address.houseWaybill, null] : [address.manifestKey, address.sequence];
  const condition = isNumber ? 'c.house_waybill = $2 AND $3::int IS NULL' : 'c.manifest_key = $2 AND c.sequence = $3';
  const visible = visibleManifests(caller, 4);
  const { columns, values } = accessColumns(caller, 4 + visible.values.length);
  const { rows } = await client.query<AmendableRow>(
    `SELECT ${AMENDABLE}, ${columns} FROM consignment c JOIN manifest m ON m.id = c.manifest_key AND m.current
     JOIN flight f ON f.id = m.flight_id
     WHERE f.code = $1 AND ${condition} AND ${visible.sql} ORDER BY c.held DESC, c.manifest_key, c.sequence LIMIT 3 ${isLocked ? 'FOR UPDATE OF c' : ''}`,
    [flightCode, ...named, ...visible.values, ...values],
  );
  return rows;
}

/** Rows by their places, locked. */
export async function placedRows(client: PoolClient, caller: Caller, places: readonly ConsignmentPlace[]): Promise<AmendableRow[]> {
  const { columns, values } = accessColumns(caller, 3);
  const { rows } = await client.query<AmendableRow>(
    `SELECT ${AMENDABLE}, ${columns} FROM unnest($1::bigint[], $2::int[]) AS p(manifest_key, sequence)
     JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence
     JOIN manifest m ON m.id = c.manifest_key JOIN flight f ON f.id = m.flight_id
     ORDER BY c.manifest_key, c.sequence FOR UPDATE OF c`,
    [places.map(({ manifestKey }) => manifestKey), places.map(({ sequence }) => sequence), ...values],
  );
  return rows;
}

/** Who has these numbers: house waybills on the whole flight, order numbers in one manifest. */
export async function sharersOf(
  client: PoolClient,
  member: NumberMember,
  scope: { flightId: string; manifestKey: number },
  numbers: readonly string[],
): Promise<Sharer[]> {
  if (numbers.length === 0) return [];
  const column = numberColumns[member];
  const { rows } = await client.query<Sharer>(
    `SELECT c.manifest_key AS "manifestKey", c.sequence, c.${column} AS number,
       EXISTS (SELECT 1 FROM json_array_elements(coalesce(c.problems, '[]')) q WHERE q ->> 'code' = 'duplicate' AND coalesce(q ->> 'severity', 'error') = 'error'
         AND q ->> 'pointer' = '/consignments/' || c.sequence || '/${member}') AS "isDuplicate"
     FROM consignment c JOIN manifest m ON m.id = c.manifest_key AND m.current
     WHERE c.${column} = ANY($1) AND m.flight_id = $2 ${member === 'orderNumber' ? 'AND m.id = $3' : 'AND $3::bigint IS NOT NULL'}
     ORDER BY c.manifest_key, c.sequence`,
    [[...new Set(numbers)], scope.flightId, scope.manifestKey],
  );
  return rows;
}

/** Whether a row is to plans what it was: of a firm's goods they ask more than the columns have. */
const SAME_FACTS = `o.held = c.held
  AND (o.house_waybill, o.bag, o.destination, o.consignee_kind, o.pieces, o.gross_weight_g, o.volume_cm3, o.line_values, o.consignee_key)
    IS NOT DISTINCT FROM
    (c.house_waybill, c.bag, c.destination, c.consignee_kind, c.pieces, c.gross_weight_g, c.volume_cm3, c.line_values, c.consignee_key)
  AND CASE WHEN c.consignee_kind = 'company' THEN (o.body::json -> 'goods')::text = (c.body::json -> 'goods')::text ELSE true END`;

/**
 * Writes what consignments are. Findings and version are left to `writeJudgements`. Returns whether all of them are to plans what they
 * were.
 */
export async function writeContents(client: PoolClient, contents: readonly Content[]): Promise<boolean> {
  if (contents.length === 0) return true;
  const of = <T>(pick: (content: Content) => T): T[] => contents.map(pick);
  const ofGood = <T>(pick: (consignment: Consignment, figures: ConsignmentFigures) => T | undefined): (T | null)[] =>
    contents.map(({ good }) => (good === undefined ? null : (pick(good.consignment, good.figures) ?? null)));
  const { rows } = await client.query<{ same: boolean }>(
    `UPDATE consignment c SET house_waybill = p.house_waybill, order_number = p.order_number, held = p.held,
       listed_hash = CASE WHEN p.listed_same THEN coalesce(c.listed_hash, c.content_hash) END,
       content_hash = decode(p.content_hash, 'hex'), body = p.body, source = coalesce(p.source, c.source), bag = p.bag,
       destination = p.destination, consignee_kind = p.consignee_kind, pieces = p.pieces, gross_weight_g = p.gross_weight_g,
       volume_cm3 = p.volume_cm3, line_values = p.line_values, consignee_key = p.consignee_key, document_key = p.document_key,
       reported_kopecks = p.reported_kopecks
     FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
       $11::text[], $12::int[], $13::bigint[], $14::bigint[], $15::text[], $16::bigint[], $17::bigint[], $18::bigint[], $19::boolean[])
       AS p(manifest_key, sequence, house_waybill, order_number, held, content_hash, body, source, bag, destination, consignee_kind, pieces,
         gross_weight_g, volume_cm3, line_values, consignee_key, document_key, reported_kopecks, listed_same)
     JOIN consignment o ON o.manifest_key = p.manifest_key AND o.sequence = p.sequence
     WHERE c.manifest_key = o.manifest_key AND c.sequence = o.sequence RETURNING ${SAME_FACTS} AS same`,
    [
      of(({ manifestKey }) => manifestKey),
      of(({ sequence }) => sequence),
      of(({ houseWaybill }) => houseWaybill ?? null),
      of(({ orderNumber }) => orderNumber ?? null),
      of(({ isHeld }) => isHeld),
      of(({ contentHash }) => contentHash),
      of(({ body }) => body),
      of(({ source }) => source ?? null),
      ofGood((consignment) => consignment.bag),
      ofGood((consignment) => consignment.destination),
      ofGood((consignment) => consignment.consignee.kind),
      ofGood((consignment) => consignment.pieces),
      ofGood((_, figures) => figures.grossWeightG),
      ofGood((_, figures) => figures.volumeCm3),
      ofGood((_, figures) => lineValuesText(figures.lineValues)),
      ofGood((_, figures) => keyNumber(figures.consigneeKey)),
      ofGood((_, figures) => figures.documentKey && keyNumber(figures.documentKey)),
      ofGood((_, figures) => figures.reportedKopecks),
      of(({ isListedSame }) => isListedSame),
    ],
  );
  return rows.every(({ same }) => same);
}

/** Writes what is found in consignments, and raises their versions. */
export async function writeJudgements(client: PoolClient, judgements: readonly Judgement[]): Promise<void> {
  if (judgements.length === 0) return;
  await client.query(
    `UPDATE consignment c SET held = p.held, problems = p.problems::json, approvals = p.approvals::json, version = c.version + 1
     FROM unnest($1::bigint[], $2::int[], $3::boolean[], $4::text[], $5::text[]) AS p(manifest_key, sequence, held, problems, approvals)
     WHERE c.manifest_key = p.manifest_key AND c.sequence = p.sequence`,
    [
      judgements.map(({ manifestKey }) => manifestKey),
      judgements.map(({ sequence }) => sequence),
      judgements.map(({ isHeld }) => isHeld),
      judgements.map(({ problems }) => (problems.length === 0 ? null : problemsText(problems))),
      judgements.map(({ approvals }) => (approvals.length === 0 ? null : JSON.stringify(approvals))),
    ],
  );
}

/** How many rows of some manifests are held. */
export async function heldCounts(client: PoolClient, manifestKeys: readonly number[]): Promise<ReadonlyMap<number, number>> {
  // A row that is held has problems, of which there is an index.
  const { rows } = await client.query<{ key: number; held: number }>(
    `SELECT k.key, (SELECT count(*) FROM consignment c WHERE c.manifest_key = k.key AND c.problems IS NOT NULL AND c.held) AS held
     FROM unnest($1::bigint[]) AS k(key)`,
    [[...manifestKeys]],
  );
  return new Map(rows.map(({ key, held }) => [key, held]));
}

/**
 * The flight's next revision, open again as after a manifest, with its held rows counted. What is published stays until the next set is.
 * Where all facts are the same, the next plan is the one before.
 */
export async function raiseFlight(client: PoolClient, flightId: string, { isSameToPlans }: { isSameToPlans: boolean }): Promise<void> {
  const { rows } = await client.query<{ id: number }>('SELECT id FROM manifest WHERE flight_id = $1 AND current', [flightId]);
  const counts = await heldCounts(
    client,
    rows.map(({ id }) => id),
  );
  await client.query(
    `UPDATE manifest m SET held = h.held, status = CASE WHEN h.held = 0 THEN 'accepted' ELSE 'accepted-with-holds' END
     FROM unnest($1::bigint[], $2::int[]) AS h(key, held) WHERE m.id = h.key AND m.held <> h.held`,
    [[...counts.keys()], [...counts.values()]],
  );
  await client.query(
    `UPDATE flight SET revision = revision + 1, status = 'open', facts_revision = CASE WHEN $2 THEN facts_revision ELSE revision + 1 END,
       held = (SELECT coalesce(sum(held), 0) FROM manifest WHERE flight_id = $1 AND current) WHERE id = $1`,
    [flightId, isSameToPlans],
  );
}

/**
 * Lets the approvals of a manifest's earlier revision hold for its next: a row of the same number and content keeps them, and is
 * released where nothing else holds it. To be called when everything has been found in the new rows, and before they are counted.
 */
export async function carryApprovals(client: PoolClient, newKey: number, oldKey: number): Promise<void> {
  await client.query(
    `WITH same AS MATERIALIZED (
       SELECT n.sequence, n.problems, o.approvals FROM consignment o
       JOIN consignment n ON n.manifest_key = $1 AND n.house_waybill = o.house_waybill AND n.content_hash = o.content_hash
       WHERE o.manifest_key = $2 AND o.approvals IS NOT NULL)
     UPDATE consignment c SET approvals = same.approvals, problems = left_over.problems, held = left_over.held
     FROM same CROSS JOIN LATERAL (
       SELECT json_agg(q.finding ORDER BY q.ordinal) AS problems,
         coalesce(bool_or(coalesce(q.finding ->> 'severity', 'error') IN ('error', 'hold')), false) AS held
       FROM json_array_elements(coalesce(same.problems, '[]')) WITH ORDINALITY AS q(finding, ordinal)
       WHERE NOT EXISTS (
         SELECT 1 FROM json_array_elements(same.approvals) AS a
         WHERE q.finding ->> 'severity' = 'hold' AND a ->> 'code' = q.finding ->> 'code'
           AND '/consignments/' || same.sequence || (a ->> 'pointer') = q.finding ->> 'pointer')) AS left_over
     WHERE c.manifest_key = $1 AND c.sequence = same.sequence`,
    [newKey, oldKey],
  );
}
