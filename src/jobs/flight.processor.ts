import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Job } from 'bullmq';
import { failpoint } from '../failpoints/failpoints.js';
import { traceOf } from '../logs/trace.js';
import { FlightRunner } from './flight.runner.js';
import { FLIGHT_QUEUE, type FlightJob } from './queue.js';
import { RunGuard } from './run-guard.js';

/** Takes jobs from the queue. Whatever a job leads to is in our tables: the job itself always succeeds. */
@Processor(FLIGHT_QUEUE, { concurrency: 1, maxStalledCount: 1_000, lockDuration: 30_000 })
export class FlightProcessor extends WorkerHost implements OnModuleDestroy {
  readonly #logger = new Logger(FlightProcessor.name);

  constructor(
    private readonly guard: RunGuard,
    private readonly runner: FlightRunner,
  ) {
    super();
  }

  async process(job: Job<FlightJob>): Promise<void> {
    try {
      await this.guard.guard(job.data.runId, (run, signal) => this.runner.run(run, signal));
      failpoint('job.before_ack');
    } catch (error) {
      // The guard could not even write down how the attempt ended: the lease runs out and the reconciler wakes the run.
      this.#logger.warn({ msg: 'the end of an attempt could not be written', job: job.id, run: job.data.runId, ...traceOf(error) });
    }
  }

  /** The queue's backend is away or came back: told in one line, where the library would print whole objects. */
  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.#logger.warn({ msg: 'queue', ...traceOf(error) });
  }

  /** Takes no more jobs; one that is being worked on is finished, its epoch decides whether that counts. */
  async pause(): Promise<void> {
    await this.worker.pause(true);
  }

  async resume(): Promise<void> {
    await this.worker.resume();
  }

  async onModuleDestroy(): Promise<void> {
    this.guard.stop();
    await this.worker.close();
  }
}
