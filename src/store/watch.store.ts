import type { Database } from './database.js';

/** Runs of a state: how many, and since when the oldest is in the queue or, of those that have ended, at its end. Ages in seconds. */
export interface RunCount {
  state: string;
  count: number;
  oldestSeconds: number;
}

/** A flight that is not ready, and how long until it lands: less than nothing if it has landed. */
export interface ComingFlight {
  tenantId: string;
  code: string;
  landingSeconds: number;
}

export interface FindingCount {
  severity: string;
  code: string;
  count: number;
}

/** Checks of the whole installation: of its invariants, and of the chain of its audit log. */
export type CheckName = 'converge' | 'audit';

/** How many flights are told one by one: more than are in the air in a day. */
const MAX_COMING = 100;

/** Any number, the same in every process: one of them counts at a time. */
const TALLY_LOCK = 7_201_128;

/** What those who watch over an installation ask, of all its tenants together. Cheap enough to be asked all day. */
export class WatchStore {
  constructor(private readonly database: Database) {}

  /** A failed run counts as such while no later state of its flight has overtaken it. */
  async runs(): Promise<RunCount[]> {
    return this.database.rows<RunCount & Record<string, unknown>>(
      `SELECT s.state, count(*) AS count, extract(epoch FROM now() - min(s.since))::float8 AS "oldestSeconds" FROM (
         SELECT CASE WHEN r.state = 'failed' AND r.revision <> f.revision THEN 'superseded' ELSE r.state END AS state,
                coalesce(r.finished_at, r.closed_at) AS since
         FROM flight_run r JOIN flight f ON f.id = r.flight_id) s GROUP BY s.state`,
    );
  }

  /** Failed runs that nothing has overtaken, by the code of their problem. */
  async failures(): Promise<{ code: string; count: number }[]> {
    return this.database.rows(
      `SELECT coalesce(r.problem ->> 'code', 'unknown') AS code, count(*) AS count
       FROM flight_run r JOIN flight f ON f.id = r.flight_id AND f.revision = r.revision WHERE r.state = 'failed' GROUP BY 1`,
    );
  }

  /** Flights that land within a day, or have landed within a day, and are not ready. Where no time is given, the day's end counts. */
  async comingFlights(): Promise<ComingFlight[]> {
    return this.database.rows<ComingFlight & Record<string, unknown>>(
      `SELECT * FROM (
         SELECT tenant_id AS "tenantId", code, extract(epoch FROM
           coalesce(arrives_at::timestamptz, (date + 1)::timestamp AT TIME ZONE 'Europe/Moscow') - now())::float8 AS "landingSeconds"
         FROM flight WHERE date BETWEEN current_date - 3 AND current_date + 2 AND status <> 'ready' AND consignments > 0) f
       WHERE abs("landingSeconds") < 86400 ORDER BY "landingSeconds" LIMIT ${MAX_COMING}`,
    );
  }

  async outbox(): Promise<{ count: number; oldestSeconds: number }> {
    const [row] = await this.database.rows<{ count: number; oldestSeconds: number }>(
      `SELECT count(*) AS count, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS "oldestSeconds"
       FROM outbox WHERE sent_at IS NULL`,
    );
    return row;
  }

  /** How many workers listen for work: each keeps one connection for that, which a killed one loses at once. */
  async listeners(): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(
      "SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN waybridge_outbox'",
    );
    return row.count;
  }

  /** How the checks of the whole installation ended last, and how long ago. */
  async checks(): Promise<{ check: string; breaches: number; ageSeconds: number }[]> {
    return this.database.rows(
      `SELECT "check", breaches, extract(epoch FROM now() - at)::float8 AS "ageSeconds" FROM check_result ORDER BY "check"`,
    );
  }

  /** Writes down how a check ended. `breaches`: those that it left unmended. */
  async noteCheck(check: CheckName, breaches: number): Promise<void> {
    await this.database.rows(
      `INSERT INTO check_result ("check", breaches) VALUES ($1, $2)
       ON CONFLICT ("check") DO UPDATE SET breaches = EXCLUDED.breaches, at = now()`,
      [check, breaches],
    );
  }

  async tenants(): Promise<string[]> {
    return (await this.database.rows<{ id: string }>('SELECT id FROM tenant ORDER BY id')).map(({ id }) => id);
  }

  /** Findings in what is current of the flights of this week, as they were counted last. */
  async findings(): Promise<FindingCount[]> {
    return this.database.rows<FindingCount & Record<string, unknown>>(
      `SELECT c.severity, c.code, sum(c.count)::bigint AS count FROM finding_tally t JOIN flight f ON f.id = t.flight_id,
         json_to_recordset(t.counts) AS c(severity text, code text, count bigint)
       WHERE f.date > current_date - 7 GROUP BY 1, 2`,
    );
  }

  /**
   * Counts the findings of up to `limit` flights that have changed since they were counted, so that nobody who watches has to walk
   * through millions of consignments. Returns how many.
   */
  async tally(limit: number): Promise<number> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS locked', [TALLY_LOCK]);
      if (!rows[0].locked) return 0;
      const { rowCount } = await client.query(
        `WITH changed AS MATERIALIZED (
           SELECT f.id, f.revision FROM flight f LEFT JOIN finding_tally t ON t.flight_id = f.id
           WHERE f.date > current_date - 7 AND f.revision IS DISTINCT FROM t.revision ORDER BY f.date DESC, f.id LIMIT $1),
         counted AS (
           SELECT d.id, coalesce(p ->> 'severity', 'error') AS severity, p ->> 'code' AS code, count(*) AS count
           FROM changed d JOIN manifest m ON m.flight_id = d.id AND m.current JOIN consignment c ON c.manifest_key = m.id
             CROSS JOIN LATERAL json_array_elements(c.problems) AS p
           WHERE json_typeof(c.problems) = 'array' GROUP BY 1, 2, 3)
         INSERT INTO finding_tally (flight_id, revision, counts)
         SELECT d.id, d.revision, coalesce((
           SELECT json_agg(json_build_object('severity', c.severity, 'code', c.code, 'count', c.count)) FROM counted c WHERE c.id = d.id), '[]')
         FROM changed d ON CONFLICT (flight_id) DO UPDATE SET revision = EXCLUDED.revision, counts = EXCLUDED.counts`,
        [limit],
      );
      return rowCount ?? 0;
    });
  }
}
