import { setTimeout as sleep } from 'node:timers/promises';
import { wrongClockMs } from '../store/clock.js';
import { Database } from '../store/database.js';
import { isOutage } from '../store/outage.js';

const ASK_AGAIN_MS = 1_000;

/** How far the clock is ahead of the database's, 0 if it is right, before anything is asked of the queue. Waits for a database that is away. */
export async function wrongClockAtStart(databaseUrl: string): Promise<number> {
  const database = new Database(databaseUrl, { connections: 1 });
  try {
    for (;;) {
      try {
        return await wrongClockMs(database);
      } catch (error) {
        if (!isOutage(error)) throw error;
        await sleep(ASK_AGAIN_MS);
      }
    }
  } finally {
    await database.close();
  }
}
