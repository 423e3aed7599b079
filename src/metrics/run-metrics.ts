import { Injectable } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import { Metrics } from './metrics.js';

/** Seconds: a small flight's stage takes tenths, a large one's minutes. */
const BUCKETS = [0.1, 0.5, 2, 5, 15, 60, 180, 600];

/** How an attempt at a run ended: `done`, `overtaken`, `stopped`, `postponed`, or the code of what failed it. */
export type Outcome = string;

const documentFailures: ReadonlySet<string> = new Set(['document-check-failed', 'document-integrity', 'unrenderable-character']);

/** How runs go, as the worker sees them. */
@Injectable()
export class RunMetrics {
  readonly #stages: Histogram<'stage'>;
  readonly #attempts: Counter<'outcome'>;
  readonly #failures: Counter<'kind'>;

  constructor(metrics: Metrics) {
    this.#stages = metrics.histogram('waybridge_stage_duration_seconds', 'How long the stages of runs took', ['stage'], BUCKETS);
    this.#attempts = metrics.counter('waybridge_run_attempts_total', 'Attempts at runs, by how they ended', ['outcome']);
    this.#failures = metrics.counter('waybridge_document_failures_total', 'Documents that failed: their check, or their hash', ['kind']);
    for (const kind of documentFailures) this.#failures.inc({ kind }, 0);
    this.#attempts.inc({ outcome: 'done' }, 0);
  }

  /** Does the work of a stage and measures it, if it comes to its end. */
  async stage<T>(stage: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const result = await work();
    this.#stages.observe({ stage }, (performance.now() - started) / 1000);
    return result;
  }

  ended(outcome: Outcome): void {
    this.#attempts.inc({ outcome });
    if (documentFailures.has(outcome)) this.#failures.inc({ kind: outcome });
  }
}
