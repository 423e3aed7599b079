import type { Breach, ConvergeContext } from './invariant.js';
import { LEFT_FOR_MS } from './repairs.js';

const STAGED = `
  SELECT d.id AS example FROM document d JOIN flight f ON f.id = d.flight_id JOIN flight_run r ON r.id = d.run_id
  WHERE d.status = 'staged' AND d.created_at < now() - interval '10 minutes' AND r.state NOT IN ('queued', 'processing') AND ($1::text IS NULL OR f.code = $1)`;

const UNSENT = `
  SELECT 'run ' || o.run_id AS example FROM outbox o JOIN flight_run r ON r.id = o.run_id JOIN flight f ON f.id = r.flight_id
  WHERE o.sent_at IS NULL AND o.created_at < now() - interval '60 seconds' AND ($1::text IS NULL OR f.code = $1)`;

/** I9. A run that goes on, or waits for what is away, keeps what it has staged. */
export async function* checkLeftovers(context: ConvergeContext): AsyncGenerator<Breach> {
  const { database, archive, flight, repairs } = context;
  await repairs?.sweep();
  for (const { example } of await database.rows<{ example: string }>(STAGED, [flight ?? null])) yield { invariant: 'I9', example };
  for await (const { name, writtenAt } of archive.files({ isPart: true })) {
    context.count('parts');
    if (writtenAt.getTime() < Date.now() - LEFT_FOR_MS) yield { invariant: 'I9', example: name };
  }
}

/** I10. */
export async function* checkOutbox({ database, flight }: ConvergeContext): AsyncGenerator<Breach> {
  for (const { example } of await database.rows<{ example: string }>(UNSENT, [flight ?? null])) yield { invariant: 'I10', example };
}
