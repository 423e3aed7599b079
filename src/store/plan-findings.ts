import type { PlanFinding } from '../domain/flight-plan.js';
import { isHolding } from '../domain/problem.js';
import { problemsText } from './consignment-columns.js';
import type { PoolClient } from './database.js';

/**
 * Writes what a plan found beside what was known of its consignments: those that no declaration takes are held from now on and in no
 * document, others only carry their warnings. `retold` are the words of warnings that a plan made before may have left.
 */
export async function storePlanFindings(
  client: PoolClient,
  flightKey: string,
  findings: readonly PlanFinding[],
  retold: readonly string[],
): Promise<void> {
  // Whoever mends consignments locks their flight first; so does this, or the two would wait for each other.
  await client.query('SELECT 1 FROM flight WHERE id = $1 FOR UPDATE', [flightKey]);
  await takeBack(client, flightKey, retold);
  if (findings.length === 0) return;
  const rows = [...byConsignment(findings).values()];
  await client.query(
    `UPDATE consignment c SET held = c.held OR f.holding, problems = (coalesce(c.problems::jsonb, '[]') || f.added::jsonb)::json, version = c.version + 1
     FROM unnest($1::bigint[], $2::int[], $3::boolean[], $4::text[]) AS f(manifest_key, sequence, holding, added)
     WHERE c.manifest_key = f.manifest_key AND c.sequence = f.sequence`,
    [
      rows.map(([{ manifestKey }]) => manifestKey),
      rows.map(([{ sequence }]) => sequence),
      rows.map((own) => own.some(isHolding)),
      rows.map((own) => problemsText(own.map((finding) => ({ ...finding, pointer: pointerOf(finding) })))),
    ],
  );
  if (findings.some(isHolding)) await countHeld(client, flightKey);
}

const pointerOf = ({ sequence, pointer = '' }: PlanFinding): string => `/consignments/${sequence}${pointer}`;

function byConsignment(findings: readonly PlanFinding[]): Map<string, PlanFinding[]> {
  const groups = new Map<string, PlanFinding[]>();
  for (const finding of findings) {
    const place = `${finding.manifestKey}/${finding.sequence}`;
    const group = groups.get(place);
    if (group === undefined) groups.set(place, [finding]);
    else group.push(finding);
  }
  return groups;
}

/** Only rows with problems are looked at, which have an index of their own. */
async function takeBack(client: PoolClient, flightKey: string, words: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE consignment c SET version = c.version + 1, problems = (
       SELECT json_agg(e.problem ORDER BY e.place) FROM json_array_elements(c.problems) WITH ORDINALITY AS e(problem, place)
       WHERE e.problem ->> 'detail' <> ALL ($2))
     FROM manifest m WHERE m.flight_id = $1 AND m.current AND c.manifest_key = m.id AND c.problems IS NOT NULL
       AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS word WHERE position(word IN c.problems::text) > 0)`,
    [flightKey, [...words]],
  );
}

async function countHeld(client: PoolClient, flightKey: string): Promise<void> {
  await client.query(
    `UPDATE manifest m SET held = h.held, status = 'accepted-with-holds'
     FROM (SELECT o.id, count(*) AS held FROM manifest o JOIN consignment c ON c.manifest_key = o.id AND c.held
           WHERE o.flight_id = $1 AND o.current GROUP BY o.id) h
     WHERE m.id = h.id`,
    [flightKey],
  );
  await client.query('UPDATE flight SET held = (SELECT sum(held) FROM manifest WHERE flight_id = $1 AND current) WHERE id = $1', [
    flightKey,
  ]);
}
