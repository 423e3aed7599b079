import type { Actor, AuditEvent } from '../domain/audit.js';
import { type AuditNote, writeAudit } from './audit-writing.js';
import type { Database } from './database.js';

/** Entries of one statement. */
const TOGETHER = 500;

interface Waiting {
  note: AuditNote;
  written: () => void;
  failed: (error: unknown) => void;
}

/**
 * Entries that no transaction goes with: of what was given out. Whoever gives it out waits until its entry is committed. Entries that
 * come while others are being written are written together, so that a thousand downloads at once cost a few commits.
 */
export class AuditLog {
  #waiting: Waiting[] = [];
  #isWriting = false;

  constructor(private readonly database: { pool: Pick<Database['pool'], 'query'> }) {}

  /** Answers when the entry is kept for good. Errors: those of the database; nothing may be given out then. */
  note(tenantId: string, by: Actor, event: AuditEvent): Promise<void> {
    return new Promise((written, failed) => {
      this.#waiting.push({ note: { tenantId, by, event }, written, failed });
      if (this.#isWriting) return;
      this.#isWriting = true;
      // All requests of this turn of the event loop come along.
      setImmediate(() => void this.#write());
    });
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, TOGETHER);
      try {
        await writeAudit(
          this.database.pool,
          batch.map(({ note }) => note),
        );
        for (const { written } of batch) written();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#isWriting = false;
  }
}
