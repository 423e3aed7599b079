import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Database } from './database.js';

/** Beside `src` and `dist` alike. */
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** What the database says of itself to a process that wants to work with it. */
export interface DatabaseState {
  /** Migrations of this version that it has not seen to their end. */
  missingMigrations: number;
  /** Whether the queue's tables are there. */
  hasQueue: boolean;
  /** How far the clock of this process is ahead of the database's, in milliseconds, give or take the way there and back. */
  clockAheadMs: number;
}

/** Whether the database is one that this version can work with. */
export class ReadinessStore {
  readonly #migrations = readdirSync(MIGRATIONS, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

  constructor(private readonly database: Database) {}

  /** One question. Errors: those of the driver where there is no answer. */
  async state(): Promise<DatabaseState> {
    const asked = Date.now();
    const [row] = await this.database.rows<{ now: number; ledger: string | null; queue: string | null }>(
      `SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now, to_regclass('_prisma_migrations')::text AS ledger,
              to_regclass('bullmq.job')::text AS queue`,
    );
    const clockAheadMs = (asked + Date.now()) / 2 - row.now;
    return { missingMigrations: await this.#missing(row.ledger !== null), hasQueue: row.queue !== null, clockAheadMs };
  }

  async #missing(hasLedger: boolean): Promise<number> {
    if (!hasLedger) return this.#migrations.length;
    const [row] = await this.database.rows<{ count: number }>(
      `SELECT count(DISTINCT migration_name) AS count FROM _prisma_migrations
       WHERE migration_name = ANY($1) AND finished_at IS NOT NULL AND rolled_back_at IS NULL`,
      [this.#migrations],
    );
    return this.#migrations.length - row.count;
  }
}
