import type { Finding, FindingCode, Severity } from '../domain/problem.js';
import type { Caller } from './access.store.js';
import type { Database } from './database.js';
import { visibleManifests, withRoles } from './visible-manifests.js';

/** A manifest in one of its revisions. */
export interface ManifestRow {
  key: number;
  manifestId: string;
  revision: number;
  flight: string;
  channel: string;
  status: string;
  isCurrent: boolean;
  consignments: number;
  held: number;
  /** Consignments with findings that do not hold them. */
  warnings: number;
  /** Hex. */
  contentHash: string;
  receivedAt: Date;
  /** Name of the organisation that sent it. */
  sentBy: string;
  /** Of a file of rows, as intake keeps it. */
  layout: unknown;
  /** Whether the caller sent it. */
  isOwn: boolean;
}

/** A consignment with findings. */
export interface ProblemRow {
  sequence: number;
  houseWaybill: string | null;
  held: boolean;
  problems: readonly Finding[];
  /** Of a file of rows: see `Consignment.source` of the schema. */
  source: string | null;
}

/** The same with what is stored of it, where rows do not say all: none were sent, or it was mended since. */
export interface SentProblemRow extends ProblemRow {
  /** JSON text. */
  body: string | null;
}

/** How many consignments have findings of a code and weight, and how many findings. */
export interface ProblemCount {
  code: FindingCode;
  severity: Severity;
  consignments: number;
  problems: number;
}

export interface ProblemFilter {
  code?: string | undefined;
  severity?: Severity | undefined;
  held?: boolean | undefined;
}

/** Rows read at a time where many are: their bodies are some kilobytes each. */
const PAGE = 500;

const SEVERITY = "coalesce(q ->> 'severity', 'error')";

const PROBLEM_COLUMNS = 'sequence, house_waybill AS "houseWaybill", held, problems, source';

/** Manifests as their senders, and those who work on them, see them. */
export class ManifestReadStore {
  constructor(private readonly database: Database) {}

  /** The revision asked for, else the latest. */
  async find(caller: Caller, manifestId: string, revision?: number): Promise<ManifestRow | undefined> {
    const visible = visibleManifests(caller, 3);
    const own = visibleManifests(withRoles(caller, ['upstream']), 3 + visible.values.length);
    const [row] = await this.database.rows<ManifestRow & Record<string, unknown>>(
      `SELECT m.id AS key, m.manifest_id AS "manifestId", m.revision, f.code AS flight, m.channel, m.status, m.current AS "isCurrent", m.consignments,
              m.held, (SELECT count(*) FROM consignment c WHERE c.manifest_key = m.id AND c.problems IS NOT NULL AND NOT c.held) AS warnings,
              encode(m.content_hash, 'hex') AS "contentHash", m.received_at AS "receivedAt", o.name AS "sentBy", m.layout, ${own.sql} AS "isOwn"
       FROM manifest m JOIN flight f ON f.id = m.flight_id JOIN organisation o ON o.id = m.organisation_id
       WHERE m.manifest_id = $1 AND ($2::int IS NULL OR m.revision = $2) AND ${visible.sql}
       ORDER BY m.revision DESC LIMIT 1`,
      [manifestId, revision ?? null, ...visible.values, ...own.values],
    );
    return row;
  }

  /** Consignments with findings, by their place in the manifest; `after` is the last place of the page before. */
  problems(key: number, { code, severity, held }: ProblemFilter, limit: number, after = -1): Promise<ProblemRow[]> {
    return this.database.rows<ProblemRow & Record<string, unknown>>(
      `SELECT ${PROBLEM_COLUMNS} FROM consignment
       WHERE manifest_key = $1 AND sequence > $2 AND problems IS NOT NULL AND ($4::boolean IS NULL OR held = $4)
         AND ($5::text IS NULL AND $6::text IS NULL OR EXISTS (
           SELECT 1 FROM json_array_elements(problems) q WHERE ($5 IS NULL OR q ->> 'code' = $5) AND ($6 IS NULL OR ${SEVERITY} = $6)))
       ORDER BY sequence LIMIT $3`,
      [key, after, limit, held ?? null, code ?? null, severity ?? null],
    );
  }

  /** Exact counts over the whole manifest, the gravest first. */
  problemCounts(key: number): Promise<ProblemCount[]> {
    return this.database.rows<ProblemCount & Record<string, unknown>>(
      `SELECT q ->> 'code' AS code, ${SEVERITY} AS severity, count(DISTINCT sequence) AS consignments, count(*) AS problems
       FROM consignment, json_array_elements(problems) q WHERE manifest_key = $1 AND problems IS NOT NULL
       GROUP BY 1, 2 ORDER BY array_position(ARRAY['error', 'hold', 'warning', 'info'], ${SEVERITY}), 4 DESC, 1`,
      [key],
    );
  }

  /** Consignments with findings and what was sent, all in their order; page by page, so that a slow reader holds nothing. */
  async *sentProblems(key: number, { isHeld }: { isHeld: boolean }): AsyncGenerator<SentProblemRow> {
    for (let after = -1; ; ) {
      const rows = await this.database.rows<SentProblemRow & Record<string, unknown>>(
        `SELECT ${PROBLEM_COLUMNS}, CASE WHEN source IS NULL OR version > 0 THEN body END AS body FROM consignment
         WHERE manifest_key = $1 AND sequence > $2 AND problems IS NOT NULL AND (held OR NOT $4) ORDER BY sequence LIMIT $3`,
        [key, after, PAGE, isHeld],
      );
      yield* rows;
      if (rows.length < PAGE) return;
      after = rows[rows.length - 1].sequence;
    }
  }

  /** Writes down who is shown the personal data of consignments with findings, and why. */
  async noteLook(caller: Caller, key: number, { isHeld }: { isHeld: boolean }, reason: string | undefined): Promise<void> {
    await this.database.rows(
      `INSERT INTO consignment_change (tenant_id, flight_id, organisation_id, manifest_key, sequence, action, reason, before, after)
       SELECT m.tenant_id, m.flight_id, $2, m.id, c.sequence, 'look', $3, '{}', '{}' FROM manifest m JOIN consignment c ON c.manifest_key = m.id
       WHERE m.id = $1 AND c.problems IS NOT NULL AND (c.held OR NOT $4)`,
      [key, caller.organisationId, reason ?? null, isHeld],
    );
  }
}
