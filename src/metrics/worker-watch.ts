import { Injectable } from '@nestjs/common';
import type { Families } from './metrics.js';

/** What the parent of a worker hears from it; nothing where workers run by themselves. */
@Injectable()
export class WorkerWatch {
  #isExpected = false;
  #heardAt: number | undefined;
  #metrics: Families = [];

  #missingMs = 0;

  /** From now on this process has a worker: one that has not spoken yet, or not for `missingMs`, is missing. */
  expect(missingMs: number): void {
    this.#isExpected = true;
    this.#missingMs = missingMs;
  }

  heard(metrics?: Families): void {
    this.#heardAt = performance.now();
    if (metrics !== undefined) this.#metrics = metrics;
  }

  get isExpected(): boolean {
    return this.#isExpected;
  }

  /** Since its last word; since ever before its first. */
  get silentMs(): number {
    return this.#heardAt === undefined ? Number.POSITIVE_INFINITY : performance.now() - this.#heardAt;
  }

  get isMissing(): boolean {
    return this.#isExpected && this.silentMs > this.#missingMs;
  }

  /** What the worker has measured, as it said last. */
  get metrics(): Families {
    return this.#metrics;
  }
}
