import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Database } from './database.js';

/** An answer that was given and is given again, byte for byte. */
export interface RecordedAnswer {
  status: number;
  body: string;
  fingerprint: Buffer;
}

/** Who holds a key: this caller, somebody else for now, or nobody because it has been answered. */
export type KeyState =
  | { state: 'taken'; holder: string }
  | { state: 'running'; fingerprint: Buffer | undefined; retryAfterSeconds: number }
  | { state: 'answered'; answer: RecordedAnswer };

/** Keys of repeatable requests, by tenant and route. Leases are judged by the database's clock. */
export class IdempotencyStore {
  /** `leaseMs`: how long a key that a killed process took stays taken. */
  constructor(
    private readonly database: Database,
    private readonly leaseMs: number,
  ) {}

  /** Takes the key, or says who has it. A holder whose lease ran out has crashed: the key passes on. */
  async take(tenantId: string, route: string, key: string): Promise<KeyState> {
    const holder = randomUUID();
    const taken = await this.database.pool.query(
      `INSERT INTO idempotency_record (tenant_id, route, key, holder, lease_until)
       VALUES ($1, $2, $3, $4, now() + $5 * interval '1 millisecond')
       ON CONFLICT (tenant_id, route, key) DO UPDATE
         SET holder = EXCLUDED.holder, lease_until = EXCLUDED.lease_until, fingerprint = NULL
         WHERE idempotency_record.status IS NULL AND idempotency_record.lease_until < now()`,
      [tenantId, route, key, holder, this.leaseMs],
    );
    if (taken.rowCount === 1) return { state: 'taken', holder };
    const [row] = await this.database.rows<{ status: number | null; body: string | null; fingerprint: Buffer | null; seconds: number }>(
      `SELECT status, body, fingerprint, greatest(1, ceil(extract(epoch FROM lease_until - now())))::int AS seconds
       FROM idempotency_record WHERE tenant_id = $1 AND route = $2 AND key = $3`,
      [tenantId, route, key],
    );
    if (row === undefined) return this.take(tenantId, route, key); // given back between the two statements
    if (row.status === null || row.body === null || row.fingerprint === null) {
      return { state: 'running', fingerprint: row.fingerprint ?? undefined, retryAfterSeconds: Math.min(row.seconds ?? 1, 5) };
    }
    return { state: 'answered', answer: { status: row.status, body: row.body, fingerprint: row.fingerprint } };
  }

  /** Keeps the lease of a body that is still arriving. */
  async renew(holder: string): Promise<void> {
    await this.database.pool.query(
      `UPDATE idempotency_record SET lease_until = now() + $2 * interval '1 millisecond' WHERE holder = $1 AND status IS NULL`,
      [holder, this.leaseMs],
    );
  }

  /** The body has arrived whole: from now on another body under this key is a fault, not a repeat. */
  async setFingerprint(holder: string, fingerprint: Buffer): Promise<void> {
    await this.database.pool.query('UPDATE idempotency_record SET fingerprint = $2 WHERE holder = $1 AND status IS NULL', [
      holder,
      fingerprint,
    ]);
  }

  /**
   * Records the answer, in the transaction of what it answers for if there is one.
   * False if the lease passed to somebody else meanwhile: the caller must then undo its work.
   */
  async record(holder: string, answer: RecordedAnswer, client?: PoolClient): Promise<boolean> {
    const { rowCount } = await (client ?? this.database.pool).query(
      'UPDATE idempotency_record SET status = $2, body = $3, fingerprint = $4, lease_until = NULL WHERE holder = $1 AND status IS NULL',
      [holder, answer.status, answer.body, answer.fingerprint],
    );
    return rowCount === 1;
  }

  /** Gives the key back: the request left nothing behind and may come again. */
  async release(holder: string): Promise<void> {
    await this.database.pool.query('DELETE FROM idempotency_record WHERE holder = $1 AND status IS NULL', [holder]);
  }
}
