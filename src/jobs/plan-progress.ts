import type { Run, RunStore } from '../store/run.store.js';

/** A row is read, planned and written; while the last is done the run is locked and nothing can be told. */
const STEPS = 3;

/** Tells people how far a plan is, by rows. Its reports go their own way: nothing waits for them but the end of planning. */
export class PlanProgress {
  #reporting: Promise<void> | undefined;

  constructor(
    private readonly runs: RunStore,
    private readonly run: Run,
    /** Consignments to be planned. */
    private readonly count: number,
  ) {}

  /** So many rows have been read. Left out while the report before is on its way. */
  read(rows: number): void {
    // It is told for people only: a report that fails is not missed, and the plan meets the same database.
    this.#reporting ??= this.#report(rows)
      .catch(() => {})
      .then(() => {
        this.#reporting = undefined;
      });
  }

  /** All rows have been planned. Afterwards none of the reports is on its way any more, so that none can follow the next stage. */
  async planned(): Promise<void> {
    await this.#reporting;
    await this.#report(2 * this.count);
  }

  #report(done: number): Promise<void> {
    return this.runs.progress(this.run, 'plan', done, STEPS * this.count);
  }
}
