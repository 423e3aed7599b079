import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'bullmq';
import pg from 'pg';

/** Beside `src` and `dist` alike. */
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Any number, the same in every process: two of them never migrate at once. */
export const MIGRATION_LOCK = 7_201_126;

/** As Prisma makes it, so that its command can take over. */
const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text,
  rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

interface MigrateOptions {
  /** Whether the queue's tables are made as well. */
  queue?: boolean;
  /** Only these, by name: the schema of an earlier version. */
  only?: readonly string[];
}

/**
 * Brings a database to the schema of the migrations in `prisma/`, and makes the queue's tables. Each migration is one transaction: one that
 * fails, or is killed, has changed nothing and is tried again by the next who comes. Processes that migrate at once take turns.
 *
 * Errors: a plain error for a migration that an earlier version has left half done; what the database says of one that fails.
 */
export async function migrate(databaseUrl: string, { queue = true, only }: MigrateOptions = {}): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  pool.on('error', () => {});
  const client = await pool.connect();
  // While it is checked out the pool does not listen to it, and a server that goes away would end the process.
  client.on('error', () => {});
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await appliedMigrations(client);
    const wanted = migrationNames().filter((name) => !done.has(name) && (only === undefined || only.includes(name)));
    for (const name of wanted) await apply(client, name);
    if (queue) await runMigrations(client);
  } finally {
    client.release(true);
    await pool.end();
  }
}

/** Names of all migrations of this version, in the order in which they are applied. */
export function migrationNames(): string[] {
  const entries = readdirSync(MIGRATIONS, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

async function appliedMigrations(client: pg.PoolClient): Promise<Set<string>> {
  await client.query(HISTORY);
  const { rows } = await client.query<{ name: string; done: boolean }>(
    'SELECT migration_name AS name, finished_at IS NOT NULL AS done FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const half = rows.find(({ done }) => !done);
  if (half !== undefined) throw new Error(`migration ${half.name} was left half done by an earlier version: see docs/backup.md`);
  return new Set(rows.map(({ name }) => name));
}

async function apply(client: pg.PoolClient, name: string): Promise<void> {
  const script = readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8');
  await client.query('BEGIN');
  try {
    await client.query(script);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), createHash('sha256').update(script).digest('hex'), name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new Error(`migration ${name} failed and has changed nothing: ${String(error)}`, { cause: error });
  }
}
