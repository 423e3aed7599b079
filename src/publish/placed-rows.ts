import type { PlacedConsignment, PlanStore } from '../store/plan.store.js';

/** As many as one master waybill carries at most, by its default cap: what a house manifest needs in memory anyway. */
const MAX_ROWS = 5_000;

/**
 * Consignments of one run as a render thread has read them last. A house manifest lists the consignments of the declarations that
 * were rendered just before it: what this thread still holds of them is neither asked of the database nor parsed again. Rows of one
 * master waybill only: with the next one's first declaration its lists have been begun, and what is held would be held in vain.
 */
export class PlacedRows {
  readonly #held = new Map<number, readonly PlacedConsignment[]>();
  #rows = 0;
  #waybill = 0;

  constructor(
    private readonly plans: Pick<PlanStore, 'placed'>,
    private readonly runId: number,
  ) {}

  /** The consignments of some declarations of a master waybill, one declaration after another, each in its order. */
  async of(waybill: number, declarations: readonly number[]): Promise<PlacedConsignment[]> {
    if (waybill > this.#waybill) this.#begin(waybill);
    const found = new Map(declarations.map((declaration) => [declaration, this.#held.get(declaration)]));
    const missing = declarations.filter((declaration) => found.get(declaration) === undefined);
    if (missing.length > 0) {
      for (const [declaration, rows] of await this.plans.placed(this.runId, missing)) {
        found.set(declaration, rows);
        if (waybill === this.#waybill) this.#hold(declaration, rows);
      }
    }
    return declarations.flatMap((declaration) => found.get(declaration) ?? []);
  }

  #begin(waybill: number): void {
    this.#waybill = waybill;
    this.#held.clear();
    this.#rows = 0;
  }

  /** Keeps the newest and lets the oldest go. */
  #hold(declaration: number, rows: readonly PlacedConsignment[]): void {
    if (this.#held.has(declaration)) return;
    this.#held.set(declaration, rows);
    this.#rows += rows.length;
    for (const [oldest, { length }] of this.#held) {
      if (this.#rows <= MAX_ROWS) break;
      this.#held.delete(oldest);
      this.#rows -= length;
    }
  }
}
