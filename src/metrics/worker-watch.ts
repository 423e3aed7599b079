import { Injectable } from '@nestjs/common';
import type { Families } from './metrics.js';

/** Seconds without a word after which a worker is taken for hung; long before it is replaced. */
const SILENT_MS = 15_000;

/** What the parent of a worker hears from it; nothing where workers run by themselves. */
@Injectable()
export class WorkerWatch {
  #isExpected = false;
  #heardAt: number | undefined;
  #metrics: Families = [];

  /** From now on this process has a worker, which is not ready before it has spoken. */
  expect(): void {
    this.#isExpected = true;
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
    return this.#isExpected && this.silentMs > SILENT_MS;
  }

  /** What the worker has measured, as it said last. */
  get metrics(): Families {
    return this.#metrics;
  }
}
