import type { Finding, FindingCode, Severity } from '../domain/problem.js';
import { type CrossNorm, findConsigneesOverNorm } from './cross-checks/consignee-sums.js';
import { crossDetails, numberDetails, sumDetails } from './cross-checks/cross-kinds.js';
import { loadCrossRows } from './cross-checks/cross-rows.js';
import { findHouseWaybillsElsewhere } from './cross-checks/elsewhere.js';
import { findMixedIdentities, findSameNumbers } from './cross-checks/within-manifest.js';
import type { PoolClient } from './database.js';

/** Which consignments are looked at, and what with. Without the flight the manifest alone is looked at. */
export interface CrossScope {
  tenantId: string;
  manifestKey: number;
  manifestId?: string;
  flightCode?: string;
  /** `YYYY-MM` of the flight's date. */
  month?: string;
  /** What an individual may receive without duty; undefined if that is not known, then sums are not looked at. */
  norm?: CrossNorm | undefined;
  /** These rows only, and those that share a number or a person with them. */
  sequences?: readonly number[];
  /** Of a manifest on its way in: the rows that share a number or a person with another of it, if that is known. */
  shared?: readonly number[];
  /**
   * True where it is known already who has a number that stands twice on the flight: what was said of that stays. Of rows that are
   * mended, whoever was good keeps its number, wherever it stands.
   */
  knowsNumbers?: boolean;
}

/** What was found of one code and weight, listed or not. */
interface CrossCount {
  code: FindingCode;
  severity: Severity;
  count: number;
}

export interface CrossFindings {
  /** The first thousand in document order. */
  list: readonly { sequence: number; finding: Finding }[];
  /** Exact. */
  counts: readonly CrossCount[];
  /** Adds the findings to the problems of their rows and holds those that an error is about. */
  apply(): Promise<void>;
}

const LISTED = 1_000;

/**
 * Findings that only a look at other rows can tell, over rows that are stored already, whether or not their manifest has been
 * accepted. Nothing is changed before `apply`. Set-based: a few statements, however many consignments.
 *
 * To be called in a transaction where the flight is locked, so that manifests of one flight know of each other.
 * Source: customs-rules 3, C5, C18, C19.
 */
export async function crossFindings(client: PoolClient, scope: CrossScope): Promise<CrossFindings> {
  const { tenantId, manifestKey, manifestId, flightCode, month, norm, sequences, shared, knowsNumbers = false } = scope;
  await loadCrossRows(client, manifestKey, { sequences, shared });
  if (!knowsNumbers) await findSameNumbers(client);
  await findMixedIdentities(client);
  if (manifestId !== undefined && flightCode !== undefined) {
    const place = { tenantId, manifestKey, manifestId, flightCode, shared };
    await findHouseWaybillsElsewhere(client, place, { onFlight: !knowsNumbers });
    await client.query('ANALYZE cross_finding');
    if (month !== undefined && norm !== undefined) await findConsigneesOverNorm(client, place, month, norm);
  }
  return {
    list: await listed(client),
    counts: await counted(client),
    apply: () => (sequences === undefined ? append(client, manifestKey) : replace(client, manifestKey, lookedFor(scope))),
  };
}

/** What this look may have found: what was found of it before is taken away. */
function lookedFor({ norm, knowsNumbers = false }: CrossScope): readonly string[] {
  const others = [...(knowsNumbers ? numberDetails : []), ...(norm === undefined ? sumDetails : [])];
  return crossDetails.filter((detail) => !others.includes(detail));
}

async function listed(client: PoolClient): Promise<{ sequence: number; finding: Finding }[]> {
  const { rows } = await client.query<{ sequence: number; finding: Finding }>(
    `SELECT sequence, finding FROM cross_finding ORDER BY sequence, place LIMIT ${LISTED}`,
  );
  return rows;
}

async function counted(client: PoolClient): Promise<CrossCount[]> {
  const { rows } = await client.query<CrossCount>(
    `SELECT finding ->> 'code' AS code, coalesce(finding ->> 'severity', 'error') AS severity, count(*) FROM cross_finding
     GROUP BY 1, 2 ORDER BY min(sequence), 1`,
  );
  return rows;
}

const ADDED =
  'SELECT sequence, jsonb_agg(finding ORDER BY place) AS findings, bool_or(holds) AS holds FROM cross_finding GROUP BY sequence';

async function append(client: PoolClient, manifestKey: number): Promise<void> {
  await client.query(
    `/* apply */
     UPDATE consignment c SET held = c.held OR added.holds, problems = (coalesce(c.problems::jsonb, '[]') || added.findings)::json
     FROM (${ADDED}) added WHERE c.manifest_key = $1 AND c.sequence = added.sequence`,
    [manifestKey],
  );
}

/**
 * Of rows that were looked at before: takes what was found then away, and holds what has still to be held. A hold that a person let
 * pass holds no more.
 */
async function replace(client: PoolClient, manifestKey: number, replaced: readonly string[]): Promise<void> {
  await client.query(
    `/* apply */
     WITH was AS (
       SELECT c.sequence, q.problem, q.ordinality FROM cross_row r JOIN consignment c ON c.manifest_key = $1 AND c.sequence = r.sequence
       CROSS JOIN LATERAL jsonb_array_elements(c.problems::jsonb) WITH ORDINALITY AS q(problem, ordinality)
       WHERE r.is_asked AND NOT q.problem ->> 'detail' = ANY($2)),
     kept AS (SELECT sequence, jsonb_agg(problem ORDER BY ordinality) AS findings FROM was GROUP BY sequence),
     added AS (${ADDED}),
     now AS (
       SELECT r.sequence, coalesce(kept.findings, '[]') || coalesce(added.findings, '[]') AS findings
       FROM cross_row r LEFT JOIN kept USING (sequence) LEFT JOIN added USING (sequence) WHERE r.is_asked)
     UPDATE consignment c SET problems = CASE WHEN now.findings <> '[]' THEN now.findings::json END, held = EXISTS (
         SELECT 1 FROM jsonb_array_elements(now.findings) q WHERE coalesce(q ->> 'severity', 'error') = 'error'
           OR q ->> 'severity' = 'hold' AND NOT EXISTS (
             SELECT 1 FROM jsonb_array_elements(coalesce(c.approvals::jsonb, '[]')) a
             WHERE '/consignments/' || now.sequence || (a ->> 'pointer') = q ->> 'pointer' AND a ->> 'code' = q ->> 'code'))
     FROM now WHERE c.manifest_key = $1 AND c.sequence = now.sequence AND coalesce(c.problems::jsonb, '[]') <> now.findings`,
    [manifestKey, replaced],
  );
}
