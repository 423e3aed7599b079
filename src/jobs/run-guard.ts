import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { DomainError } from '../domain/problem.js';
import { traceOf } from '../logs/trace.js';
import { type Outcome, RunMetrics } from '../metrics/run-metrics.js';
import { isOutage } from '../store/outage.js';
import { MAX_ATTEMPTS, Overtaken, type Run, RunStore } from '../store/run.store.js';
import { namesOf } from './run-names.js';

/** Faults that time mends: what we depend on is away, or the stock is used up until somebody fills it. They use up no attempt. */
const OUTAGE_RETRY_MS = 5_000;
const STOCK_RETRY_MS = 15_000;

/** How often a database that is away is told how an attempt ended. */
const TELL_AGAIN_MS = 500;

/** Pause before the next attempt after a fault of our own, by the attempts made. */
const backoffMs = (attempt: number) => Math.min(60_000, 1_000 * 2 ** attempt);

/** The frame around one attempt at a run: claims it, keeps its lease, and ends it the way it deserves. */
@Injectable()
export class RunGuard {
  readonly #logger = new Logger(RunGuard.name);
  readonly #stopping = new AbortController();

  constructor(
    private readonly runs: RunStore,
    private readonly metrics: RunMetrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** From now on nothing is claimed, and attempts in progress give their runs back at the next step. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Does nothing if the run is not to be had: somebody has it, or it has ended. */
  async guard(runId: number, work: (run: Run, signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const run = await this.runs.claim(runId);
    if (run === undefined) return;
    const lost = new AbortController();
    // Three renewals to a lease: one may fail without harm.
    const renewal = setInterval(() => void this.#renew(run, lost), this.config.leaseMs / 3);
    const started = performance.now();
    try {
      await work(run, AbortSignal.any([lost.signal, this.#stopping.signal]));
      this.metrics.ended('done');
      this.#logger.log({ msg: 'done', ...namesOf(run), ms: Math.round(performance.now() - started) });
    } catch (error) {
      this.#tell(run, error);
      await this.#outlast(() => this.#end(run, error));
    } finally {
      clearInterval(renewal);
    }
  }

  async #renew(run: Run, lost: AbortController): Promise<void> {
    try {
      await this.runs.renew(run);
    } catch (error) {
      if (error instanceof Overtaken) lost.abort(error);
    }
  }

  /** Once, however often the database has to be told. */
  #tell(run: Run, error: unknown): void {
    this.metrics.ended(this.#outcomeOf(error));
    if (error instanceof Overtaken) {
      this.#logger.log({ msg: 'overtaken', ...namesOf(run) });
      return;
    }
    if (this.#stopping.signal.aborted) return;
    const problem = error instanceof DomainError ? { problem: error.code, detail: error.detail } : traceOf(error);
    this.#logger.warn({ msg: 'attempt failed', ...namesOf(run), ...problem });
  }

  #outcomeOf(error: unknown): Outcome {
    if (error instanceof Overtaken) return 'overtaken';
    if (this.#stopping.signal.aborted) return 'stopped';
    if (error instanceof DomainError) return error.code;
    return isOutage(error) ? 'dependency-unavailable' : 'internal';
  }

  /** How an attempt ended is told until the database hears it: one that an outage broke off would count otherwise. */
  async #outlast(tell: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await tell();
      } catch (error) {
        if (!isOutage(error) || this.#stopping.signal.aborted) throw error;
        await sleep(TELL_AGAIN_MS, undefined, { signal: this.#stopping.signal }).catch(() => {});
      }
    }
  }

  async #end(run: Run, error: unknown): Promise<void> {
    if (error instanceof Overtaken) return;
    if (this.#stopping.signal.aborted) return this.runs.postpone(run, { delayMs: 0, usesAttempt: false });
    if (error instanceof DomainError && error.code === 'waybill-stock-empty') {
      return this.runs.postpone(run, { delayMs: STOCK_RETRY_MS, usesAttempt: false, problem: error });
    }
    if (error instanceof DomainError) return this.runs.fail(run, error);
    if (isOutage(error)) {
      return this.runs.postpone(run, { delayMs: OUTAGE_RETRY_MS, usesAttempt: false, problem: new DomainError('dependency-unavailable') });
    }
    if (run.attempt >= MAX_ATTEMPTS) return this.runs.fail(run, new DomainError('run-attempts-exhausted'));
    return this.runs.postpone(run, { delayMs: backoffMs(run.attempt), usesAttempt: true, problem: new DomainError('internal') });
  }
}
