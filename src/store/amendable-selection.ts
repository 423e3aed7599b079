import type { Caller } from './access.store.js';
import type { ConsignmentPlace } from './consignment-read.store.js';
import type { PoolClient } from './database.js';
import { visibleManifests } from './visible-manifests.js';

/** Which consignments of a flight are meant; every member narrows, but a row that is named by number or place need be named once only. */
export interface Selection {
  houseWaybills?: readonly string[] | undefined;
  places?: readonly ConsignmentPlace[] | undefined;
  /** Code of a problem. */
  problem?: string | undefined;
  manifestId?: string | undefined;
  bag?: string | undefined;
  /** Texts that stand in what was sent, as JSON writes them. More may be selected where that was written in another way. */
  texts?: readonly string[] | undefined;
  isHeldOnly: boolean;
}

/** The current manifests of a flight that the caller may change, in the order of their arrival. */
export async function amendableManifests(client: PoolClient, caller: Caller, flightId: string, manifestId?: string): Promise<number[]> {
  const visible = visibleManifests(caller, 3);
  const { rows } = await client.query<{ id: number }>(
    `SELECT m.id FROM manifest m JOIN flight f ON f.id = m.flight_id
     WHERE m.flight_id = $1 AND m.current AND ($2::text IS NULL OR m.manifest_id = $2) AND ${visible.sql} ORDER BY m.id`,
    [flightId, manifestId ?? null, ...visible.values],
  );
  return rows.map(({ id }) => id);
}

/**
 * The places in a manifest that are meant, in its order. Only these numbers of all at once: they are few bytes each, and what has just
 * come in has no statistics by which the planner would read page after page well. Of rows that share a number, those held are meant.
 */
export async function selectedPlaces(client: PoolClient, manifestKey: number, selection: Selection): Promise<ConsignmentPlace[]> {
  const values: unknown[] = [manifestKey];
  const conditions = conditionsOf(selection, manifestKey, values);
  const { rows } = await client.query<[number]>({
    text: `SELECT c.sequence FROM consignment c JOIN manifest m ON m.id = c.manifest_key WHERE c.manifest_key = $1 ${conditions} ORDER BY c.sequence`,
    values,
    rowMode: 'array',
  });
  return rows.map(([sequence]) => ({ manifestKey, sequence }));
}

function conditionsOf(selection: Selection, manifestKey: number, values: unknown[]): string {
  const { houseWaybills, places, problem, bag, texts = [], isHeldOnly } = selection;
  const next = (value: unknown) => `$${values.push(value)}`;
  const conditions: string[] = [];
  if (houseWaybills !== undefined || places !== undefined) {
    const sequences = (places ?? []).filter((place) => place.manifestKey === manifestKey).map(({ sequence }) => sequence);
    const [placed, numbered] = [next(sequences), next(houseWaybills ?? [])];
    // Which rows these can be, by the index of numbers: the condition alone would be asked of every row of the manifest.
    conditions.push(`c.sequence = ANY(ARRAY(SELECT unnest(${placed}::int[]) UNION SELECT n.sequence FROM (
      SELECT x.manifest_key, x.sequence FROM consignment x WHERE x.house_waybill = ANY(${numbered}) OFFSET 0) n WHERE n.manifest_key = $1))`);
    conditions.push(`(c.sequence = ANY(${placed}::int[]) OR c.house_waybill = ANY(${numbered}) AND (c.held OR NOT EXISTS (
      SELECT 1 FROM consignment e JOIN manifest o ON o.id = e.manifest_key AND o.current
      WHERE e.house_waybill = c.house_waybill AND o.flight_id = m.flight_id AND e.held)))`);
  }
  if (isHeldOnly) conditions.push('c.held AND c.problems IS NOT NULL');
  if (problem !== undefined) {
    conditions.push(
      `c.problems IS NOT NULL AND EXISTS (SELECT 1 FROM json_array_elements(c.problems) AS q WHERE q ->> 'code' = ${next(problem)})`,
    );
  }
  // A faulty row has no columns: what was sent is looked at by the caller.
  if (bag !== undefined) conditions.push(`(c.bag = ${next(bag)} OR c.bag IS NULL AND c.held)`);
  for (const text of texts) conditions.push(`(strpos(c.body, ${next(text)}) > 0 OR strpos(c.body, '\\') > 0)`);
  return conditions.map((condition) => `AND ${condition}`).join(' ');
}

/** What was named and is nowhere in some manifests: house waybills, then places. */
export async function missingFrom(
  client: PoolClient,
  manifestKeys: readonly number[],
  houseWaybills: readonly string[],
  places: readonly ConsignmentPlace[],
): Promise<{ houseWaybills: string[]; places: ConsignmentPlace[] }> {
  const { rows } = await client.query<{ number: string }>(
    `SELECT DISTINCT n.number FROM unnest($2::text[]) AS n(number)
     WHERE NOT EXISTS (SELECT 1 FROM consignment c WHERE c.house_waybill = n.number AND c.manifest_key = ANY($1)) ORDER BY n.number`,
    [[...manifestKeys], [...houseWaybills]],
  );
  const { rows: absent } = await client.query<ConsignmentPlace & Record<string, unknown>>(
    `SELECT DISTINCT p.key AS "manifestKey", p.sequence FROM unnest($2::bigint[], $3::int[]) AS p(key, sequence)
     WHERE NOT (p.key = ANY($1) AND EXISTS (SELECT 1 FROM consignment c WHERE c.manifest_key = p.key AND c.sequence = p.sequence)) ORDER BY 1, 2`,
    [[...manifestKeys], places.map(({ manifestKey }) => manifestKey), places.map(({ sequence }) => sequence)],
  );
  return { houseWaybills: rows.map(({ number }) => number), places: absent };
}

/** How many of some rows are held. */
export async function heldAmong(client: PoolClient, manifestKey: number, sequences: readonly number[]): Promise<number> {
  const { rows } = await client.query<{ held: number }>(
    'SELECT count(*) AS held FROM consignment WHERE manifest_key = $1 AND sequence = ANY($2) AND held',
    [manifestKey, [...sequences]],
  );
  return rows[0].held;
}
