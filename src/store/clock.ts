import type { Database } from './database.js';

/** A process whose clock differs by more from the database's must not work: the queue goes by the clocks of those who ask it. */
export const MOST_CLOCK_MS = 2_000;

/**
 * How far this process's clock is ahead of the database's, in milliseconds; negative if behind. What the question itself took is
 * taken in this process's favour. 0 where the difference is small enough.
 *
 * Source: reliability 11, at most 2 s.
 */
export async function wrongClockMs(database: Database): Promise<number> {
  const asked = Date.now();
  const started = performance.now();
  const [{ ms }] = await database.rows<{ ms: number }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms');
  const halfWay = (performance.now() - started) / 2;
  const ahead = asked + halfWay - ms;
  return Math.abs(ahead) - halfWay > MOST_CLOCK_MS ? Math.round(ahead) : 0;
}

/** For those who have to set it. */
export const wrongClockWords = (aheadMs: number): string =>
  `The clock of this machine is ${Math.round(Math.abs(aheadMs) / 100) / 10} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the database's`;
