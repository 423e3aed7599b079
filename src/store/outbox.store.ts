import type { Database } from './database.js';

export interface OutboxRow {
  id: number;
  runId: number;
  epoch: number;
  revision: number;
  flightKey: string;
}

/** Jobs that a committed change calls for and that the queue may not have yet. */
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /**
   * Hands unsent rows to `send`, marks them and commits. A crash in between sends them again, which is harmless: the run's
   * epoch decides, not the job. Two relays never hold the same row. Returns how many were sent.
   */
  drain(send: (row: OutboxRow) => Promise<void>): Promise<number> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<OutboxRow>(
        `SELECT o.id, o.run_id AS "runId", r.epoch, r.revision, r.flight_id AS "flightKey" FROM outbox o JOIN flight_run r ON r.id = o.run_id
         WHERE o.sent_at IS NULL ORDER BY o.id LIMIT 100 FOR UPDATE OF o SKIP LOCKED`,
      );
      for (const row of rows) await send(row);
      if (rows.length > 0) await client.query('UPDATE outbox SET sent_at = now() WHERE id = ANY($1)', [rows.map(({ id }) => id)]);
      return rows.length;
    });
  }

  /** Drops rows that were sent days ago. */
  async sweep(): Promise<void> {
    await this.database.pool.query("DELETE FROM outbox WHERE sent_at < now() - interval '7 days'");
  }
}
