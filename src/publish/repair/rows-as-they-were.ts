import type { PlacedConsignment, PlanStore } from '../../store/plan.store.js';
import type { RepairStore } from '../../store/repair.store.js';

/** The consignments of a run as they were at its closing: what people have changed since is undone, the latest first. */
export class RowsAsTheyWere {
  constructor(
    private readonly plans: Pick<PlanStore, 'placed'>,
    private readonly repairs: Pick<RepairStore, 'changesSince'>,
  ) {}

  async placed(runId: number, declarations: readonly number[]): Promise<Map<number, PlacedConsignment[]>> {
    const placed = await this.plans.placed(runId, declarations);
    for (const { declaration, ordinal, before } of await this.repairs.changesSince(runId, declarations)) {
      const row = placed.get(declaration)?.find((each) => each.ordinal === ordinal);
      if (row !== undefined) row.consignment = JSON.parse(JSON.stringify(laidOver(row.consignment, before)));
    }
    return placed;
  }
}

/** A merge patch laid over a value. Source: RFC 7396, 2. */
function laidOver(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const members = new Map(typeof target === 'object' && target !== null && !Array.isArray(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name);
    else members.set(name, laidOver(members.get(name), value));
  }
  return Object.fromEntries(members);
}
