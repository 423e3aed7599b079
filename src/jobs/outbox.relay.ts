import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { failpoint } from '../failpoints/failpoints.js';
import { traceOf } from '../logs/trace.js';
import { OutboxStore } from '../store/outbox.store.js';
import { FLIGHT_QUEUE, type FlightJob, jobId } from './queue.js';
import { Ticker } from './ticker.js';

/** How long a row lies at most where the database could not tell of it. */
const POLL_MS = 150;

/** Puts what the outbox holds into the queue, and then marks it: a crash in between adds a job twice, which is harmless. */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(OutboxRelay.name);
  readonly #ticker = new Ticker(
    POLL_MS,
    () => this.#turn(),
    (error) => this.#logger.warn({ msg: 'outbox', ...traceOf(error) }),
  );

  constructor(
    private readonly outbox: OutboxStore,
    @InjectQueue(FLIGHT_QUEUE) private readonly queue: Queue<FlightJob>,
  ) {}

  onApplicationBootstrap(): void {
    this.queue.on('error', (error) => this.#logger.warn({ msg: 'queue', ...traceOf(error) }));
    this.#ticker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#ticker.stop();
    this.outbox.deafen();
  }

  /** Listens from the first turn on, and again after a break; rows that came before are found by looking. */
  async #turn(): Promise<void> {
    await this.outbox.listen(() => this.#ticker.wake());
    await this.drain();
  }

  async drain(): Promise<void> {
    await this.outbox.drain(async (row) => {
      // A failed or completed job is of no further use: what it led to is in our tables.
      await this.queue.add('run', { runId: row.runId }, { jobId: jobId(row), removeOnComplete: 100, removeOnFail: 100 });
      failpoint('outbox.after_add');
    });
  }
}
