import { type Actor, reasonHash, SERVICE } from '../domain/audit.js';
import { DomainError } from '../domain/problem.js';
import { waybillNumber } from '../domain/waybill.js';
import {
  type Cover,
  countsOf,
  enoughFor,
  type NumberState,
  type Pace,
  type StockLimits,
  type Stretch,
  stretchesOf,
  type UsedRange,
} from '../domain/waybill-stock.js';
import { writeAudit } from './audit-writing.js';
import type { Database, PoolClient } from './database.js';
import { databaseOf, originOf, STOCK_LOCK, takeOutIssued, voidLost } from './issued-numbers.js';
import type { NumberJournal } from './number-journal.js';
import { RunStore } from './run.store.js';

/** One number and what became of it. Times are RFC 3339 in UTC. */
export interface KeptNumber {
  number: string;
  carrier: string;
  state: NumberState;
  /** Code of the flight it was given to, and the place in its plan; a void number keeps them. */
  flight: string | null;
  slot: string | null;
  allottedAt: Date | null;
  voidedAt: Date | null;
  voidReason: string | null;
  /** Name of the organisation; null where the service voided it by rule, or somebody at the command line. */
  voidedBy: string | null;
}

/** Usage is measured over so many days, or over those since the first number was used where they are fewer. */
const USAGE_DAYS = 14;

const VANISHED = 'A later state of the flight has no waybill for it';

/** Stock of air waybill numbers. A number that has left the stock never comes back: it is used or void. */
export class NumberStore {
  /** The life of the database whose stock has been held against the journal. */
  #heldAgainstJournal: string | undefined;

  /** `journal` is for who allots: what only looks at the stock, fills or voids it, does without. */
  constructor(
    private readonly database: Database,
    private readonly journal?: NumberJournal,
  ) {}

  /**
   * Adds a range of serials without check digit to a carrier's stock, and wakes the flights that wait for it. Returns how many were
   * new: a number that is known, to whatever tenant, is not added again, and one that was issued in a life of the database that is lost is
   * void from the start. `by`: who brings it.
   */
  async addRange(
    tenantId: string,
    carrier: string,
    prefix: string,
    from: number,
    to: number,
    { by = SERVICE }: { by?: Actor } = {},
  ): Promise<number> {
    waybillNumber(prefix, from);
    waybillNumber(prefix, to);
    return this.database.transaction(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock_shared($1)', [STOCK_LOCK]);
      const { rows } = await client.query<{ added: number }>(
        `WITH added AS (
           INSERT INTO waybill_number (number, tenant_id, carrier)
           SELECT $3 || '-' || lpad(serial::text, 7, '0') || serial % 7, $1, $2 FROM generate_series($4::int, $5::int) serial
           ON CONFLICT (number) DO NOTHING RETURNING number
         ), kept AS (
           INSERT INTO waybill_range (tenant_id, carrier, first, last)
           SELECT $1, $2, min(number), max(number) FROM (
             SELECT number, substr(number, 5, 7)::int - row_number() OVER (ORDER BY number) AS stretch FROM added) s
           GROUP BY stretch
         )
         SELECT count(*) AS added FROM added`,
        [tenantId, carrier, prefix, from, to],
      );
      const added = rows[0].added - (await voidLost(client, tenantId));
      if (added > 0) await RunStore.wakeForStock(client, tenantId, carrier);
      const event = { action: 'stock.added', object: `${prefix}:${from}-${to}`, details: { carrier, added } } as const;
      await writeAudit(client, [{ tenantId, by, event }]);
      return added;
    });
  }

  /** The stock of each carrier, or of one: how far it reaches, and its stretches by carrier, prefix and serial. */
  async stock(tenantId: string, carrier?: string): Promise<{ covers: Cover[]; stretches: Stretch[] }> {
    const stretches = await this.stretches(tenantId, carrier);
    const paces = await this.#paces(tenantId, [...new Set(stretches.map((stretch) => stretch.carrier))]);
    const covers = paces.map((pace) => ({ ...pace, ...countsOf(stretches.filter((stretch) => stretch.carrier === pace.carrier)) }));
    return { covers, stretches };
  }

  /**
   * The stock as serials that follow each other and have met the same, by carrier, prefix and serial: few rows for many numbers.
   * Numbers are given in their order: up to the last used one of a range all are used, behind it all are free, and only those of which
   * that is not so are looked at, so that it takes no longer for a million than for a hundred.
   */
  async stretches(tenantId: string, carrier?: string): Promise<Stretch[]> {
    const ranges = await this.database.rows<UsedRange & Record<string, unknown>>(
      `SELECT r.carrier, left(r.first, 3) AS prefix, substr(r.first, 5, 7)::int AS "from", substr(r.last, 5, 7)::int AS "to",
              substr(used.last, 5, 7)::int AS "lastUsed", odd.list AS odd
       FROM waybill_range r
       CROSS JOIN LATERAL (SELECT max(number) AS last FROM waybill_number
         WHERE tenant_id = $1 AND carrier = r.carrier AND state = 'used' AND number BETWEEN r.first AND r.last) used
       CROSS JOIN LATERAL (
         SELECT coalesce(json_agg(json_build_object('serial', substr(number, 5, 7)::int, 'state', state, 'reason', void_reason) ORDER BY number), '[]') AS list
         FROM (SELECT number, state, void_reason FROM waybill_number
               WHERE tenant_id = $1 AND carrier = r.carrier AND state = 'void' AND number BETWEEN r.first AND r.last
               UNION ALL
               SELECT number, state, void_reason FROM waybill_number
               WHERE tenant_id = $1 AND carrier = r.carrier AND state = 'free' AND number BETWEEN r.first AND used.last) n) odd
       WHERE r.tenant_id = $1 AND ($2::text IS NULL OR r.carrier = $2) ORDER BY r.carrier COLLATE "C", r.first COLLATE "C"`,
      [tenantId, carrier ?? null],
    );
    return stretchesOf(ranges);
  }

  /** How many numbers of a carrier are free if they are too few, counted no further than that takes: each run asks. Undefined if not. */
  async lowStock(tenantId: string, carrier: string, limits: StockLimits): Promise<number | undefined> {
    const [pace] = await this.#paces(tenantId, [carrier]);
    const enough = enoughFor(pace, limits);
    const [{ free }] = await this.database.rows<{ free: number }>(
      `SELECT count(*) AS free FROM (
         SELECT FROM waybill_number WHERE tenant_id = $1 AND carrier = $2 AND state = 'free' LIMIT $3) n`,
      [tenantId, carrier, enough],
    );
    return free < enough ? free : undefined;
  }

  /** How fast the numbers of carriers go, in the order of the carriers. */
  #paces(tenantId: string, carriers: readonly string[]): Promise<(Pace & { carrier: string })[]> {
    return this.database.rows(
      `SELECT c.carrier, recent.count AS recent,
              least($3, greatest(1, ceil(coalesce(extract(epoch FROM now() - first.at) / 86400, 1))))::int AS days
       FROM unnest($2::text[]) WITH ORDINALITY AS c(carrier, place)
       CROSS JOIN LATERAL (SELECT count(*) FROM waybill_number
         WHERE tenant_id = $1 AND carrier = c.carrier AND allotted_at > now() - $3 * interval '1 day') recent
       CROSS JOIN LATERAL (SELECT min(allotted_at) AS at FROM waybill_number
         WHERE tenant_id = $1 AND carrier = c.carrier AND allotted_at IS NOT NULL) first
       ORDER BY c.place`,
      [tenantId, [...carriers], USAGE_DAYS],
    );
  }

  /** Undefined if no such number has ever been in the tenant's stock. */
  async find(tenantId: string, number: string): Promise<KeptNumber | undefined> {
    const [found] = await this.database.rows<KeptNumber & Record<string, unknown>>(
      `SELECT w.number, w.carrier, w.state, f.code AS flight, w.slot, w.allotted_at AS "allottedAt", w.voided_at AS "voidedAt",
              w.void_reason AS "voidReason", o.name AS "voidedBy"
       FROM waybill_number w LEFT JOIN flight f ON f.id = w.flight_id LEFT JOIN organisation o ON o.id = w.voided_by
       WHERE w.tenant_id = $1 AND w.number = $2`,
      [tenantId, number],
    );
    return found;
  }

  /**
   * Takes a number out of use for good. One that is void already stays as it was voided first.
   *
   * Errors: `not-found`; `state-conflict` while a flight's waybill has it, of the published set or of the one being made.
   */
  async voidNumber(tenantId: string, number: string, reason: string, { by = SERVICE }: { by?: Actor } = {}): Promise<void> {
    await this.database.transaction(async (client) => {
      // Waits for a run that is just taking it; a free number that is locked here is passed over by runs.
      const { rows } = await client.query<{ state: NumberState }>(
        'SELECT state FROM waybill_number WHERE tenant_id = $1 AND number = $2 FOR UPDATE',
        [tenantId, number],
      );
      if (rows[0] === undefined) throw new DomainError('not-found');
      if (rows[0].state === 'void') return;
      const { rowCount: isInUse } = await client.query(
        `SELECT 1 FROM waybill_number w JOIN flight f ON f.id = w.flight_id
         JOIN flight_run r ON r.flight_id = f.id AND r.revision IN (f.published_revision, f.revision)
         JOIN master_waybill m ON m.run_id = r.id AND m.slot = w.slot WHERE w.number = $1`,
        [number],
      );
      if (isInUse) throw new DomainError('state-conflict', 'A waybill of a flight has this number');
      await client.query(
        `UPDATE waybill_number SET state = 'void', voided_at = now(), void_reason = $2, voided_by = $3 WHERE number = $1`,
        [number, reason, by.organisationId ?? null],
      );
      const event = { action: 'number.voided', object: number, details: { reasonSha256: reasonHash(reason) } } as const;
      await writeAudit(client, [{ tenantId, by, event }]);
    });
  }

  /**
   * Voids the numbers of a flight that the set now being published has no waybill for, in the transaction of `client`. A place in a
   * plan that is lost is never filled again, so nothing else could become of them; and until then the set published before, which the
   * airline has, stands with its numbers.
   *
   * Source: air-cargo 1.3, a number that left the system in any message or print is never used again.
   */
  static async voidVanished(client: PoolClient, run: { id: number; flight: { id: string } }): Promise<void> {
    const { rows } = await client.query<{ number: string; tenantId: string }>(
      `UPDATE waybill_number w SET state = 'void', voided_at = now(), void_reason = $3
       WHERE w.flight_id = $1 AND w.state = 'used' AND NOT EXISTS (SELECT 1 FROM master_waybill m WHERE m.run_id = $2 AND m.slot = w.slot)
       RETURNING w.number, w.tenant_id AS "tenantId"`,
      [run.flight.id, run.id, VANISHED],
    );
    await writeAudit(
      client,
      rows.map(({ number, tenantId }) => ({
        tenantId,
        by: SERVICE,
        event: { action: 'number.voided', object: number, details: { run: run.id } },
      })),
    );
  }

  /**
   * A number for each slot of a flight, in the transaction of `client`. A slot that has one keeps it for ever, so a run that is
   * repeated, and every later revision, find the numbers given before. Runs that ask at once take different numbers.
   *
   * Errors: `waybill-stock-empty` if the carrier's stock does not suffice; nothing is then taken. What the file system throws where the
   * journal cannot be written. Source: reliability R31.
   */
  async allot(
    client: PoolClient,
    flight: { id: string; tenantId: string; carrier: string; code?: string },
    slots: readonly string[],
  ): Promise<Map<string, string>> {
    const { rows: given } = await client.query<{ slot: string; number: string }>(
      'SELECT slot, number FROM waybill_number WHERE flight_id = $1 AND slot = ANY($2)',
      [flight.id, [...slots]],
    );
    const numbers = new Map(given.map(({ slot, number }) => [slot, number]));
    const missing = slots.filter((slot) => !numbers.has(slot));
    if (missing.length === 0) return numbers;
    await this.takeOutIssued();
    const { rows: taken } = await client.query<{ number: string }>(
      // By the one index that holds free numbers only, `waybill_number_free`.
      `SELECT number FROM waybill_number WHERE tenant_id = $1 AND carrier = $2 AND state = 'free'
       ORDER BY number COLLATE "C" LIMIT $3 FOR UPDATE SKIP LOCKED`,
      [flight.tenantId, flight.carrier, missing.length],
    );
    if (taken.length < missing.length) {
      throw new DomainError(
        'waybill-stock-empty',
        `Carrier ${flight.carrier} has ${taken.length} free numbers, ${missing.length} are needed`,
      );
    }
    await client.query(
      `UPDATE waybill_number w SET state = 'used', flight_id = $1, slot = s.slot, allotted_at = now()
       FROM unnest($2::text[], $3::text[]) AS s(number, slot) WHERE w.number = s.number`,
      [flight.id, taken.map(({ number }) => number), missing],
    );
    missing.forEach((slot, index) => {
      numbers.set(slot, taken[index].number);
    });
    await this.#note(client, flight, missing, numbers);
    return numbers;
  }

  /**
   * Once in the life of a process, and again whenever the database turns out to be another one than before: numbers that the journal knows
   * to be issued, and this database does not, leave the stock. Returns them.
   */
  async takeOutIssued(): Promise<string[]> {
    if (this.journal === undefined || (await databaseOf(this.database)) === this.#heldAgainstJournal) return [];
    const { database, numbers } = await takeOutIssued(this.database, this.journal);
    this.#heldAgainstJournal = database;
    return numbers;
  }

  /** Into the journal, before the transaction commits. */
  async #note(
    client: PoolClient,
    { id, code }: { id: string; code?: string },
    slots: readonly string[],
    numbers: ReadonlyMap<string, string>,
  ): Promise<void> {
    if (this.journal === undefined) return;
    const given = slots.flatMap((slot) => {
      const number = numbers.get(slot);
      return number === undefined ? [] : [[slot, number]];
    });
    const at = new Date().toISOString();
    await this.journal.add({ at, ...(await originOf(client)), flight: id, code: code ?? '', numbers: Object.fromEntries(given) });
  }
}
