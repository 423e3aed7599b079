import type { AirlineHouses } from '../domain/airline-house.js';
import { type AuditEvent, SERVICE } from '../domain/audit.js';
import type { Destination } from '../domain/destination.js';
import type { ExchangeRate } from '../domain/exchange-rates.js';
import type { Flight } from '../domain/flight.js';
import type { Papers } from '../domain/papers.js';
import { DomainError, problemTitles } from '../domain/problem.js';
import { failpoint } from '../failpoints/failpoints.js';
import { writeAudit } from './audit-writing.js';
import type { Database, PoolClient } from './database.js';
import { OutboxStore } from './outbox.store.js';

/** What a flight is judged by, fixed when it is closed, so that every attempt at it gives the same. */
export interface RunContext {
  album: string;
  /** Of the day whose rules and rates the flight is judged by. */
  rates: { date: string; rates: ExchangeRate[] };
  destinations: Record<string, Destination>;
  /** Version of the tenant's tariffs, null if there are none. This and what follows: left out by runs from before it was known. */
  tariffs?: number | null;
  regime?: 'personal' | 'e-commerce';
  /** Whether a ПТДЭГ costs a fee for each house waybill with duty. */
  personalFee?: boolean;
  /** What the airline sees as houses. */
  airlineHouses?: AirlineHouses;
  /** Which documents are made, for whom and in which version; all as their types say if left out. */
  papers?: Papers;
  /** What was asked for at the closing: the same again while no fact changes. */
  asked?: Asked;
}

/** What the consignments of a flight that may be declared ask for. */
export interface Asked {
  /** How many they were. */
  consignments: number;
  airports: string[];
  currencies: string[];
  /** Whether any goes to a firm. */
  firms: boolean;
}

/** One attempt at a flight. Every write of it names the epoch and does nothing once a later attempt has claimed the run. */
export interface Run {
  id: number;
  epoch: number;
  attempt: number;
  revision: number;
  flight: Flight & { id: string; code: string; tenantId: string };
  context: RunContext;
  /** RFC 3339 in the customs' time, which is Moscow's: when the flight was closed. */
  closedAt: string;
}

export type Stage = 'plan' | 'number' | 'render' | 'publish';

/** This attempt has been overtaken: a later revision or a later claim has the run. Not a fault; the attempt just ends. */
export class Overtaken extends Error {}

export const MAX_ATTEMPTS = 5;

/** A process that hangs while it looks for forgotten runs must not keep all others from it for long. */
const WAKING_MS = 30_000;

/** A run that was woken a moment ago is due although the clock was set back since; else it would wait for the next sweep. */
const CLOCK_STEP_MS = 500;

interface RunRow {
  id: number;
  epoch: number;
  attempt: number;
  revision: number;
  context: RunContext;
  closed_at: string;
  flight_id: string;
  tenant_id: string;
  code: string;
  carrier: string;
  number: string;
  date: string;
  origin: string;
  destination: string;
  departs_at: string | null;
  arrives_at: string | null;
  aircraft: string | null;
}

const RUN_COLUMNS = `r.id, r.epoch, r.attempt, r.revision, r.context,
  to_char(r.closed_at AT TIME ZONE 'Europe/Moscow', 'YYYY-MM-DD"T"HH24:MI:SS"+03:00"') AS closed_at, f.id AS flight_id, f.tenant_id, f.code, f.carrier, f.number,
  f.date, f.origin, f.destination, f.departs_at, f.arrives_at, f.aircraft`;

function runOf(row: RunRow): Run {
  return {
    id: row.id,
    epoch: row.epoch,
    attempt: row.attempt,
    revision: row.revision,
    context: row.context,
    closedAt: row.closed_at,
    flight: {
      id: row.flight_id,
      code: row.code,
      tenantId: row.tenant_id,
      carrier: row.carrier,
      number: row.number,
      date: row.date,
      origin: row.origin,
      destination: row.destination,
      departsAt: row.departs_at ?? undefined,
      arrivesAt: row.arrives_at ?? undefined,
      aircraft: row.aircraft ?? undefined,
    },
  };
}

/** Runs of flights: who works on which, how far it is, how it ended. Times are the database's. */
export class RunStore {
  constructor(
    private readonly database: Database,
    private readonly leaseMs: number,
  ) {}

  /**
   * Claims a run: raises its epoch and counts the attempt before any work, so that a crash counts as well.
   * Undefined if there is nothing to do: it has ended, somebody works on it, its time has not come, a later revision arrived.
   */
  claim(runId: number): Promise<Run | undefined> {
    return this.database.transaction(async (client) => {
      // Who holds the row works on it, or hangs: in neither case is waiting of use, and other runs come behind this one.
      const free = await client.query('SELECT 1 FROM flight_run WHERE id = $1 FOR UPDATE SKIP LOCKED', [runId]);
      if (free.rowCount === 0) return undefined;
      const { rows } = await client.query<RunRow & { current_revision: number }>(
        `SELECT ${RUN_COLUMNS}, f.revision AS current_revision FROM flight_run r JOIN flight f ON f.id = r.flight_id
         WHERE r.id = $1 AND r.state IN ('queued', 'processing') AND r.next_attempt_at <= now() + $2 * interval '1 millisecond'
           AND (r.lease_until IS NULL OR r.lease_until < now())
         FOR UPDATE`,
        [runId, CLOCK_STEP_MS],
      );
      const row = rows[0];
      if (row === undefined) return undefined;
      if (row.current_revision !== row.revision) {
        await client.query("UPDATE flight_run SET state = 'superseded', finished_at = now(), lease_until = NULL WHERE id = $1", [runId]);
        return undefined;
      }
      if (row.attempt >= MAX_ATTEMPTS) {
        await this.#markFailed(client, row.id, row.flight_id, problemOf(new DomainError('run-attempts-exhausted')));
        return undefined;
      }
      await client.query(
        `UPDATE flight_run SET state = 'processing', epoch = epoch + 1, attempt = attempt + 1,
           lease_until = now() + $2 * interval '1 millisecond' WHERE id = $1`,
        [runId, this.leaseMs],
      );
      await client.query("UPDATE flight SET status = 'processing' WHERE id = $1", [row.flight_id]);
      return runOf({ ...row, epoch: row.epoch + 1, attempt: row.attempt + 1 });
    });
  }

  /** The run as a render thread needs it; no claim. */
  async load(runId: number): Promise<Run | undefined> {
    const [row] = await this.database.rows<RunRow>(
      `SELECT ${RUN_COLUMNS} FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE r.id = $1`,
      [runId],
    );
    return row && runOf(row);
  }

  /** Keeps the lease. Errors: Overtaken. */
  async renew(run: Run): Promise<void> {
    const { rowCount } = await this.database.pool.query(
      `UPDATE flight_run SET lease_until = now() + $3 * interval '1 millisecond' WHERE id = $1 AND epoch = $2 AND state = 'processing'`,
      [run.id, run.epoch, this.leaseMs],
    );
    if (rowCount === 0) throw new Overtaken();
  }

  /** One transaction of a run: fails with Overtaken, having changed nothing, if the run or the flight has moved on. */
  fenced<T>(run: Run, work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.fencedAfter(run, async () => {}, work);
  }

  /**
   * The same for work that has much to read first: only what comes after that is done with the run locked, so that until then the lease
   * is kept and progress is told as ever. Whatever has moved on meanwhile is found before anything is written. A process that is stopped
   * or hangs with the run locked loses it after two leases.
   */
  fencedAfter<P, T>(
    run: Run,
    prepare: (client: PoolClient) => Promise<P>,
    work: (client: PoolClient, prepared: P) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async (client) => {
      const prepared = await prepare(client);
      const { rowCount } = await client.query(
        `SELECT set_config('idle_in_transaction_session_timeout', $3, true) FROM flight_run r JOIN flight f ON f.id = r.flight_id
         WHERE r.id = $1 AND r.epoch = $2 AND r.state = 'processing' AND f.revision = r.revision FOR UPDATE OF r`,
        [run.id, run.epoch, String(2 * this.leaseMs)],
      );
      if (rowCount === 0) throw new Overtaken();
      const result = await work(client, prepared);
      // The row was locked meanwhile, so the lease could not be kept from outside.
      await client.query(
        `UPDATE flight_run SET lease_until = clock_timestamp() + $2 * interval '1 millisecond' WHERE id = $1 AND state = 'processing'`,
        [run.id, this.leaseMs],
      );
      return result;
    });
  }

  /**
   * What stopped the attempt before is told until this one has got past the numbers: a flight that waits for them keeps saying so.
   *
   * The run goes on without waiting for the disk, 3 to 7 ms at each of the ten reports of a small flight: after a power failure its
   * progress may be told as it was half a second before.
   */
  async progress(run: Run, stage: Stage, done: number, total: number, secondsLeft?: number): Promise<void> {
    await this.database.pool.query(
      `UPDATE flight_run SET stage = $3, done = $4, total = $5, stage_started_at = CASE WHEN stage = $3 THEN stage_started_at ELSE now() END,
         problem = CASE WHEN $3 IN ('plan', 'number') THEN problem END, ready_at = now() + $6 * interval '1 second'
       WHERE id = $1 AND epoch = $2 AND set_config('synchronous_commit', 'off', true) = 'off'`,
      [run.id, run.epoch, stage, done, total, secondsLeft ?? null],
    );
  }

  /**
   * Puts the run back, to be tried again after a pause. An outage of what we depend on, and a shutdown, use up no attempt.
   * `problem` says what a waiting run waits for.
   */
  async postpone(
    run: Run,
    { delayMs, usesAttempt, problem }: { delayMs: number; usesAttempt: boolean; problem?: DomainError },
  ): Promise<void> {
    await this.database.transaction(async (client) => {
      const { rowCount } = await client.query(
        `UPDATE flight_run SET state = 'queued', lease_until = NULL, next_attempt_at = now() + $3 * interval '1 millisecond',
           attempt = attempt - $4, problem = $5 WHERE id = $1 AND epoch = $2 AND state = 'processing'`,
        [run.id, run.epoch, delayMs, usesAttempt ? 0 : 1, problem === undefined ? null : JSON.stringify(problemOf(problem))],
      );
      if (rowCount === 0) return;
      await client.query("UPDATE flight SET status = 'queued' WHERE id = $1 AND status = 'processing'", [run.flight.id]);
      if (delayMs === 0) await OutboxStore.add(client, run.id);
    });
  }

  /** Ends the run for good; the flight shows why. */
  async fail(run: Run, error: DomainError): Promise<void> {
    await this.fenced(run, (client) => this.#markFailed(client, run.id, run.flight.id, problemOf(error)));
  }

  /** Puts a failed run back in the queue with all its attempts; the caller has locked the flight. */
  static async retry(client: PoolClient, runId: number): Promise<void> {
    await client.query(
      "UPDATE flight_run SET state = 'queued', attempt = 0, next_attempt_at = now(), lease_until = NULL, problem = NULL, finished_at = NULL WHERE id = $1",
      [runId],
    );
    await OutboxStore.add(client, runId);
  }

  /**
   * Wakes the runs that wait for numbers of a carrier, in the transaction that brings them. A run that is just finding the stock
   * empty is not among them: it looks again by itself.
   */
  static async wakeForStock(client: PoolClient, tenantId: string, carrier: string): Promise<void> {
    await client.query(
      `WITH waiting AS (
         SELECT r.id FROM flight_run r JOIN flight f ON f.id = r.flight_id
         WHERE f.tenant_id = $1 AND f.carrier = $2 AND r.state = 'queued' AND r.problem ->> 'code' = 'waybill-stock-empty'
         ORDER BY r.closed_at, r.id FOR UPDATE OF r SKIP LOCKED
       ), woken AS (UPDATE flight_run SET next_attempt_at = now() WHERE id IN (SELECT id FROM waiting) RETURNING id, closed_at)
       INSERT INTO outbox (run_id) SELECT id FROM woken ORDER BY closed_at, id`,
      [tenantId, carrier],
    );
  }

  /** Flights of a tenant that wait for numbers, or those of one carrier; the one closed first stands first. */
  async waitingForStock(tenantId: string, carrier?: string): Promise<{ carrier: string; flight: string }[]> {
    return this.database.rows(
      `SELECT f.carrier, f.code AS flight FROM flight_run r JOIN flight f ON f.id = r.flight_id AND f.revision = r.revision
       WHERE f.tenant_id = $1 AND ($2::text IS NULL OR f.carrier = $2) AND r.state IN ('queued', 'processing')
         AND r.problem ->> 'code' = 'waybill-stock-empty' ORDER BY r.closed_at, r.id`,
      [tenantId, carrier ?? null],
    );
  }

  /** Every lease is void: for the start of an installation of which only one worker can exist. */
  async releaseAll(): Promise<void> {
    await this.database.pool.query('UPDATE flight_run SET lease_until = NULL WHERE lease_until IS NOT NULL');
  }

  /**
   * Writes a new outbox row for every run that should be worked on and is not: its job was lost, its worker died, its time has
   * come. One process at a time. Returns how many.
   */
  async wakeForgotten(): Promise<number> {
    const work = async (client: PoolClient): Promise<number> => {
      const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_xact_lock(7201127) AS locked');
      if (!rows[0].locked) return 0;
      const { rowCount } = await client.query(
        `INSERT INTO outbox (run_id)
         SELECT r.id FROM flight_run r
         WHERE r.state IN ('queued', 'processing') AND r.next_attempt_at <= now() AND (r.lease_until IS NULL OR r.lease_until < now())
           AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.run_id = r.id AND (o.sent_at IS NULL OR o.sent_at > now() - interval '10 seconds'))`,
      );
      if (rowCount !== 0) failpoint('reconcile.mid');
      return rowCount ?? 0;
    };
    return this.database.transaction(work, { idleMs: WAKING_MS });
  }

  async #markFailed(client: PoolClient, runId: number, flightKey: string, problem: { code: string }): Promise<void> {
    await client.query("UPDATE flight_run SET state = 'failed', problem = $2, finished_at = now(), lease_until = NULL WHERE id = $1", [
      runId,
      JSON.stringify(problem),
    ]);
    const { rows } = await client.query<{ tenantId: string; code: string }>(
      `UPDATE flight SET status = 'failed' WHERE id = $1 RETURNING tenant_id AS "tenantId", code`,
      [flightKey],
    );
    const event = (code: string): AuditEvent => ({ action: 'flight.failed', object: code, result: problem.code, details: { run: runId } });
    await writeAudit(
      client,
      rows.map(({ tenantId, code }) => ({ tenantId, by: SERVICE, event: event(code) })),
    );
  }
}

/** What is kept of an error that ended or stopped a run: code and words, no stack. */
function problemOf(error: DomainError): { code: string; title: string; detail?: string } {
  return { code: error.code, title: problemTitles[error.code], detail: error.detail };
}
