import { failpoint } from '../failpoints/failpoints.js';
import type { Database, PoolClient } from './database.js';

export interface OutboxRow {
  id: number;
  runId: number;
  epoch: number;
  revision: number;
  flightKey: string;
}

/** Where the database tells of new rows. */
const CHANNEL = 'waybridge_outbox';

/** A process that hangs over so many rows gives them up: a hundred jobs are added in a tenth of a second. */
const SENDING_MS = 30_000;

/** Jobs that a committed change calls for and that the queue may not have yet. */
export class OutboxStore {
  #listener: PoolClient | undefined;

  constructor(private readonly database: Database) {}

  /** Leaves a row for a run in the transaction of `client`; whoever listens is told when that is committed. */
  static async add(client: PoolClient, runId: number): Promise<void> {
    await client.query(`WITH row AS (INSERT INTO outbox (run_id) VALUES ($1)) SELECT pg_notify('${CHANNEL}', '')`, [runId]);
  }

  /**
   * Has `wake` called when rows have come, from the connection that this holds from now on; nothing if it is held already. Where that
   * breaks, or cannot be used, nobody is told: ask again, and look for rows now and then in any case.
   */
  async listen(wake: () => void): Promise<void> {
    if (this.#listener !== undefined) return;
    const client = await this.database.pool.connect();
    this.#listener = client;
    const onLost = () => {
      if (this.#listener === client) this.deafen();
    };
    client.on('notification', wake);
    client.once('error', onLost);
    client.once('end', onLost);
    await client.query(`LISTEN ${CHANNEL}`).catch(onLost);
  }

  /** Gives the connection back, to be closed. */
  deafen(): void {
    const client = this.#listener;
    this.#listener = undefined;
    client?.release(true);
  }

  /**
   * Hands unsent rows to `send`, marks them and commits. A crash in between sends them again, which is harmless: the run's
   * epoch decides, not the job. Two relays never hold the same row. Returns how many were sent.
   */
  drain(send: (row: OutboxRow) => Promise<void>): Promise<number> {
    const work = async (client: PoolClient): Promise<number> => {
      const { rows } = await client.query<OutboxRow>(
        `SELECT o.id, o.run_id AS "runId", r.epoch, r.revision, r.flight_id AS "flightKey" FROM outbox o JOIN flight_run r ON r.id = o.run_id
         WHERE o.sent_at IS NULL ORDER BY o.id LIMIT 100 FOR UPDATE OF o SKIP LOCKED`,
      );
      for (const row of rows) await send(row);
      if (rows.length > 0) failpoint('outbox.before_mark');
      if (rows.length > 0) await client.query('UPDATE outbox SET sent_at = now() WHERE id = ANY($1)', [rows.map(({ id }) => id)]);
      return rows.length;
    };
    return this.database.transaction(work, { idleMs: SENDING_MS });
  }

  /** Drops rows that were sent days ago. */
  async sweep(): Promise<void> {
    await this.database.pool.query("DELETE FROM outbox WHERE sent_at < now() - interval '7 days'");
  }
}
