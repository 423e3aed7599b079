import pg from 'pg';
import type { PrismaClient } from '../generated/prisma/client.js';

export type { PoolClient } from 'pg';

const INT8 = 20;
const DATE = 1082;

/** What of our rows exceeds 2^53? Nothing: grams, kopecks and running numbers are exact as numbers. Dates stay `YYYY-MM-DD`. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return Number;
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  },
};

/**
 * The one way to PostgreSQL: plain SQL and COPY over `pool` where rows are many or a transaction is fenced,
 * the Prisma client for single rows and lists.
 */
export class Database {
  readonly pool: pg.Pool;
  #prisma: Promise<PrismaClient> | undefined;

  constructor(
    readonly url: string,
    { connections = 16 } = {},
  ) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: connections,
      types,
      connectionTimeoutMillis: 10_000,
      options: '-c lock_timeout=30s -c idle_in_transaction_session_timeout=120s',
    });
    // Without a listener a server restart would end the process; a broken client is dropped by the pool itself.
    this.pool.on('error', () => {});
    // A server that goes away speaks twice on a connection: once the pool has let go of it, nobody else would listen.
    this.pool.on('connect', (client) => client.on('error', () => {}));
  }

  /**
   * The Prisma client, loaded when it is first asked for: threads and workers that bring no single rows about do without its
   * memory and its start.
   */
  prisma(): Promise<PrismaClient> {
    this.#prisma ??= openPrisma(this.url);
    return this.#prisma;
  }

  /**
   * Runs `work` in one transaction: committed if it returns, rolled back if it throws. `idleMs` is how long it may pause between two
   * statements before the server ends it: what a stopped or hung process has locked is free then.
   */
  async transaction<T>(work: (client: pg.PoolClient) => Promise<T>, { idleMs }: { idleMs?: number } = {}): Promise<T> {
    const client = await this.pool.connect();
    let broken = false;
    const onError = () => {
      broken = true;
    };
    client.on('error', onError);
    try {
      await client.query(idleMs === undefined ? 'BEGIN' : `BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${idleMs}`);
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      // A client in the middle of a COPY cannot roll back: it is destroyed, and the server rolls back for it.
      await client.query('ROLLBACK').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /** Rows of a query, on any client of the pool. `R` is the row that the SQL selects. */
  async rows<R extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<R[]> {
    return (await this.pool.query<R>(sql, values)).rows;
  }

  async close(): Promise<void> {
    await (await this.#prisma)?.$disconnect();
    await this.pool.end();
  }
}

async function openPrisma(url: string): Promise<PrismaClient> {
  const [{ PrismaPg }, { PrismaClient: Client }] = await Promise.all([
    import('@prisma/adapter-pg'),
    import('../generated/prisma/client.js'),
  ]);
  const adapter = new PrismaPg(
    { connectionString: url, max: 4, connectionTimeoutMillis: 10_000 },
    { onPoolError: () => {}, onConnectionError: () => {} },
  );
  return new Client({ adapter });
}
