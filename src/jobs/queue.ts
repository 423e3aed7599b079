import { createPostgresBackend, type QueueOptions, setDefaultBackendFactory } from 'bullmq';
import type { Config } from '../config.js';

export const FLIGHT_QUEUE = 'flight';

/** A job says which run to look at, and nothing else: our tables are the truth, the queue is a wake-up call. */
export interface FlightJob {
  runId: number;
}

/** Where the queue lies: Redis if it is set, else BullMQ's own tables in our database. Call before any queue is made. */
export function queueConnection(config: Pick<Config, 'redisUrl' | 'databaseUrl'>): QueueOptions['connection'] {
  if (config.redisUrl !== undefined) {
    setDefaultBackendFactory();
    return { url: config.redisUrl };
  }
  setDefaultBackendFactory(createPostgresBackend);
  return { connectionString: config.databaseUrl, schema: 'bullmq', max: 3 } as QueueOptions['connection'];
}

/**
 * One job for each claim that may come: the same row sent twice is one job. Free of `:` and not digits only, which the queue
 * refuses.
 */
export function jobId(run: { flightKey: string; revision: number; epoch: number; id: number }): string {
  return `flight-${run.flightKey}-r${run.revision}-e${run.epoch}-o${run.id}`;
}
