import type { PoolClient } from '../store/database.js';
import type { Breach, ConvergeContext } from './invariant.js';
import { type PublishedFlight, publishedFlights } from './pages.js';

/** Where in a flight it is; `$1` the run, `$2` the flight. */
interface Rule {
  invariant: Breach['invariant'];
  /** Asks for consignments as they are now: of no meaning once the flight has changed since. */
  ofCurrent: boolean;
  sql: string;
}

const PLACED = 'placement p JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence';
const DECLARABLE = "m.current AND m.channel = 'express' AND NOT c.held";

const rules: readonly Rule[] = [
  {
    invariant: 'I5',
    ofCurrent: false,
    sql: `SELECT 'declaration ' || coalesce(d.slot, p.declaration::text) || ': places' AS example
          FROM (SELECT index, slot, house_waybills FROM declaration WHERE run_id = $1) d
          FULL JOIN (SELECT declaration, count(*) AS rows, count(DISTINCT ordinal) AS ordinals FROM placement WHERE run_id = $1 GROUP BY 1) p ON p.declaration = d.index
          WHERE d.house_waybills IS DISTINCT FROM p.rows OR p.rows <> p.ordinals`,
  },
  {
    invariant: 'I5',
    ofCurrent: true,
    sql: `SELECT 'missing ~' || c.manifest_key || '.' || c.sequence AS example FROM manifest m JOIN consignment c ON c.manifest_key = m.id
          WHERE m.flight_id = $2 AND ${DECLARABLE}
            AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.run_id = $1 AND p.manifest_key = c.manifest_key AND p.sequence = c.sequence)`,
  },
  {
    invariant: 'I5',
    ofCurrent: true,
    sql: `SELECT 'extra ~' || p.manifest_key || '.' || p.sequence AS example FROM placement p WHERE p.run_id = $1 AND NOT EXISTS (
            SELECT 1 FROM manifest m JOIN consignment c ON c.manifest_key = m.id
            WHERE m.id = p.manifest_key AND c.sequence = p.sequence AND m.flight_id = $2 AND ${DECLARABLE})`,
  },
  {
    invariant: 'I5',
    ofCurrent: true,
    sql: `SELECT 'twice ' || c.house_waybill AS example FROM ${PLACED} WHERE p.run_id = $1 GROUP BY c.house_waybill HAVING count(*) > 1`,
  },
  {
    invariant: 'I6',
    ofCurrent: false,
    sql: `SELECT 'declaration ' || d.slot AS example FROM declaration d WHERE d.run_id = $1
            AND greatest(d.house_waybills, (SELECT count(*) FROM placement p WHERE p.run_id = $1 AND p.declaration = d.index)) > 500`,
  },
  {
    invariant: 'I7',
    ofCurrent: false,
    sql: `SELECT 'declaration ' || d.slot || ': value' AS example FROM declaration d WHERE d.run_id = $1
            AND d.value_kopecks IS DISTINCT FROM (SELECT sum(p.value_kopecks) FROM placement p WHERE p.run_id = $1 AND p.declaration = d.index)`,
  },
  {
    invariant: 'I7',
    ofCurrent: true,
    sql: `SELECT 'declaration ' || d.slot || ': weight' AS example FROM declaration d WHERE d.run_id = $1
            AND d.gross_weight_g IS DISTINCT FROM (SELECT sum(c.gross_weight_g) FROM ${PLACED} WHERE p.run_id = $1 AND p.declaration = d.index)`,
  },
  {
    invariant: 'I7',
    ofCurrent: false,
    sql: `SELECT 'waybill ' || coalesce(w.number, w.slot) || ': weight or count' AS example FROM master_waybill w
          LEFT JOIN (SELECT waybill, sum(house_waybills) AS houses, sum(gross_weight_g) AS grams FROM declaration WHERE run_id = $1 GROUP BY 1) d ON d.waybill = w.index
          WHERE w.run_id = $1 AND (d.houses IS DISTINCT FROM w.consignments OR d.grams IS DISTINCT FROM w.gross_weight_g)`,
  },
  {
    invariant: 'I7',
    ofCurrent: true,
    sql: `SELECT 'waybill ' || coalesce(w.number, w.slot) || ': pieces' AS example FROM master_waybill w
          LEFT JOIN (SELECT d.waybill, sum(c.pieces) AS pieces FROM ${PLACED} JOIN declaration d ON d.run_id = p.run_id AND d.index = p.declaration
                     WHERE p.run_id = $1 GROUP BY 1) s ON s.waybill = w.index
          WHERE w.run_id = $1 AND s.pieces IS DISTINCT FROM w.consignment_pieces`,
  },
];

/** Declared by two flights at once. */
const ELSEWHERE = `
  SELECT c.house_waybill AS example FROM flight f JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision
  JOIN placement p ON p.run_id = r.id JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence
  WHERE f.revision = f.published_revision GROUP BY f.tenant_id, c.house_waybill HAVING count(DISTINCT f.id) > 1`;

/** I5, I6 and I7 over the plans of the published sets. Whether two flights declare the same is asked where all are looked at. */
export async function* checkDeclarations(context: ConvergeContext): AsyncGenerator<Breach> {
  for await (const flight of publishedFlights(context)) yield* await checkFlight(context, flight);
  if (context.flight !== undefined) return;
  for (const { example } of await context.database.rows<{ example: string }>(ELSEWHERE)) {
    yield { invariant: 'I5', example: `${example} on two flights` };
  }
}

async function checkFlight(context: ConvergeContext, { id }: PublishedFlight): Promise<Breach[]> {
  return context.database.transaction(async (client) => {
    // All questions about one flight see one state of it.
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<PublishedFlight>(
      `SELECT f.id, f.code, r.id AS "runId", f.revision = f.published_revision AS "isCurrent"
       FROM flight f LEFT JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision AND r.state = 'completed' WHERE f.id = $1`,
      [id],
    );
    const [flight] = rows;
    if (flight === undefined) return [];
    context.count('flights');
    const breaches: Breach[] = [];
    const { code, runId, isCurrent } = flight;
    if (runId === null) return [{ invariant: 'I5', example: `${code}: published without a run` }];
    await count(context, client, runId);
    for (const { invariant, ofCurrent, sql } of rules) {
      if (ofCurrent && !isCurrent) continue;
      const found = await client.query<{ example: string }>(sql, sql.includes('$2') ? [runId, id] : [runId]);
      breaches.push(...found.rows.map(({ example }) => ({ invariant, example: `${code} ${example}` })));
    }
    return breaches;
  });
}

async function count(context: ConvergeContext, client: PoolClient, runId: number): Promise<void> {
  const { rows } = await client.query<{ waybills: number; declarations: number }>(
    'SELECT (SELECT count(*) FROM master_waybill WHERE run_id = $1) AS waybills, (SELECT count(*) FROM declaration WHERE run_id = $1) AS declarations',
    [runId],
  );
  context.count('waybills', rows[0].waybills);
  context.count('declarations', rows[0].declarations);
}
