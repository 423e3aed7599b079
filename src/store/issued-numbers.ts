import type { Database, PoolClient } from './database.js';
import type { JournalEntry, NumberJournal } from './number-journal.js';

/** What a number is void for that an earlier life of the database gave away. */
const RESTORED = 'Issued after the backup that was restored';

/** Any number, the same in every process: who puts numbers into the stock and who looks for issued ones take turns. */
export const STOCK_LOCK = 7_201_128;

/** Entries looked up in one statement. */
const TOGETHER = 5_000;

/** The database that a transaction runs in, and the transaction. */
export interface Origin {
  database: string;
  transaction: string;
}

/**
 * Which life of which database this is. It is another one after whatever may have put the table back: a new cluster (system
 * identifier), recovery to a point in time or a standby that took over (timeline), a dump loaded into a new database or over the old
 * tables (their ids). A copy of the disk that is put back shows in the transaction's number instead, see `UNKNOWN`.
 */
const DATABASE = `concat_ws('/', (SELECT system_identifier FROM pg_control_system()), left(pg_walfile_name(pg_current_wal_insert_lsn()), 8),
  (SELECT oid FROM pg_database WHERE datname = current_database()), pg_relation_filenode('waybill_number'))`;

/** Where the transaction of `client` takes place. */
export async function originOf(client: PoolClient): Promise<Origin> {
  const { rows } = await client.query<Origin>(`SELECT ${DATABASE} AS database, pg_current_xact_id()::text AS transaction`);
  return rows[0];
}

/** The same without a transaction of its own. */
export async function databaseOf(database: Database): Promise<string> {
  const [row] = await database.rows<{ database: string }>(`SELECT ${DATABASE} AS database`);
  return row.database;
}

/**
 * Numbers of the journal that the database thinks free, or does not know, and should not.
 *
 * The rule: an entry of this very life of the database whose transaction was rolled back, or still runs, is as good as never written, and
 * its number stays free. What another life gave, or a transaction that was committed or that this database has not come to yet, has been
 * issued: the database was put back to a time before it.
 */
const UNKNOWN = `
  SELECT e.number, e.flight, e.slot, e.at, w.number IS NOT NULL AS stocked, f.id IS NOT NULL AND f.tenant_id = w.tenant_id AS known
  FROM unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[]) AS e(number, flight, slot, at, transaction)
  LEFT JOIN waybill_number w ON w.number = e.number LEFT JOIN flight f ON f.id = e.flight
  WHERE (w.number IS NULL OR w.state = 'free') AND NOT EXISTS (SELECT 1 FROM lost_number l WHERE l.number = e.number AND w.number IS NULL)
    AND CASE WHEN e.transaction IS NULL OR e.transaction::xid8 > pg_current_xact_id() THEN true
             ELSE coalesce(pg_xact_status(e.transaction::xid8), 'committed') = 'committed' END`;

interface Unknown {
  number: string;
  flight: string;
  slot: string;
  at: Date;
  /** Whether it is in the stock, free. */
  stocked: boolean;
  /** Whether the flight is there, in the tenant whose stock the number is in. */
  known: boolean;
}

/**
 * Takes out of the stock what the journal says was given away by a life of this database that it has lost. A number goes to the slot of
 * the flight that had it, where the flight is still there: its airline may have the papers. Otherwise it is void; and what the stock does
 * not hold is remembered, and is void as soon as it comes. Returns the numbers taken out.
 */
export async function takeOutIssued(database: Database, journal: NumberJournal): Promise<{ database: string; numbers: string[] }> {
  return database.transaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [STOCK_LOCK]);
    const origin = await originOf(client);
    const unknown: Unknown[] = [];
    for await (const entries of journal.entries()) unknown.push(...(await unknownOf(client, entries, origin.database)));
    const whole = unknown.filter(isAlone(unknown));
    await giveBack(client, whole);
    await voidAll(client, unknown);
    return { database: origin.database, numbers: [...new Set(unknown.map(({ number }) => number))] };
  });
}

async function unknownOf(client: PoolClient, entries: readonly JournalEntry[], here: string): Promise<Unknown[]> {
  const lines = entries.flatMap(({ numbers, flight, at, database, transaction }) =>
    Object.entries(numbers).map(([slot, number]) => ({ number, flight, slot, at, transaction: database === here ? transaction : null })),
  );
  const unknown: Unknown[] = [];
  for (let from = 0; from < lines.length; from += TOGETHER) {
    const some = lines.slice(from, from + TOGETHER);
    const { rows } = await client.query<Unknown>(UNKNOWN, [
      some.map(({ number }) => number),
      some.map(({ flight }) => flight),
      some.map(({ slot }) => slot),
      some.map(({ at }) => at),
      some.map(({ transaction }) => transaction),
    ]);
    unknown.push(...rows);
  }
  return unknown;
}

/** A number that the journal has for one slot, which has no other number there: where attempts were rolled back, nobody can tell. */
function isAlone(unknown: readonly Unknown[]): (entry: Unknown) => boolean {
  const slots = new Map<string, Set<string>>();
  const numbers = new Map<string, Set<string>>();
  const add = (map: Map<string, Set<string>>, key: string, value: string) => map.set(key, (map.get(key) ?? new Set()).add(value));
  for (const { number, flight, slot } of unknown) {
    add(slots, number, `${flight} ${slot}`);
    add(numbers, `${flight} ${slot}`, number);
  }
  return ({ number, flight, slot, stocked, known }) =>
    stocked && known && slots.get(number)?.size === 1 && numbers.get(`${flight} ${slot}`)?.size === 1;
}

async function giveBack(client: PoolClient, entries: readonly Unknown[]): Promise<void> {
  await client.query(
    `UPDATE waybill_number w SET state = 'used', flight_id = e.flight, slot = e.slot, allotted_at = e.at
     FROM (SELECT DISTINCT ON (number) * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[]) AS e(number, flight, slot, at)) e
     WHERE w.number = e.number AND w.state = 'free'
       AND NOT EXISTS (SELECT 1 FROM waybill_number o WHERE o.flight_id = e.flight AND o.slot = e.slot)`,
    [
      entries.map(({ number }) => number),
      entries.map(({ flight }) => flight),
      entries.map(({ slot }) => slot),
      entries.map(({ at }) => at),
    ],
  );
}

async function voidAll(client: PoolClient, entries: readonly Unknown[]): Promise<void> {
  const numbersOf = (some: readonly Unknown[]) => [some.map(({ number }) => number), some.map(({ at }) => at)];
  await client.query(
    `UPDATE waybill_number w SET state = 'void', allotted_at = e.at, voided_at = now(), void_reason = $3
     FROM (SELECT number, max(at) AS at FROM unnest($1::text[], $2::timestamptz[]) AS e(number, at) GROUP BY number) e
     WHERE w.number = e.number AND w.state = 'free'`,
    [...numbersOf(entries.filter(({ stocked }) => stocked)), RESTORED],
  );
  await client.query(
    `INSERT INTO lost_number (number, issued_at) SELECT number, max(at) FROM unnest($1::text[], $2::timestamptz[]) AS e(number, at)
     GROUP BY number ON CONFLICT (number) DO NOTHING`,
    numbersOf(entries.filter(({ stocked }) => !stocked)),
  );
}

/** Of numbers that have just come into the stock, those that were issued before are void at once. Returns how many. */
export async function voidLost(client: PoolClient, tenantId: string): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE waybill_number w SET state = 'void', allotted_at = l.issued_at, voided_at = now(), void_reason = $2
     FROM lost_number l WHERE w.number = l.number AND w.tenant_id = $1 AND w.state = 'free'`,
    [tenantId, RESTORED],
  );
  return rowCount ?? 0;
}
