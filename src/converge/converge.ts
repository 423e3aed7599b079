import type { Archive } from '../archive/archive.js';
import { DocumentRepair } from '../publish/repair/document-repair.js';
import type { Database } from '../store/database.js';
import { DocumentStore } from '../store/document.store.js';
import { PlanStore } from '../store/plan.store.js';
import { RepairStore } from '../store/repair.store.js';
import { RunStore } from '../store/run.store.js';
import { checkAudit } from './audit.js';
import { checkDeclarations } from './declarations.js';
import { checkDocuments } from './documents.js';
import type { Check, ConvergeContext, InvariantId } from './invariant.js';
import { checkLeftovers, checkOutbox } from './leftovers.js';
import { checkManifests } from './manifests.js';
import { checkNumbers } from './numbers.js';
import { type RepairKind, Repairs } from './repairs.js';

/** What an installation is found to be. */
export interface ConvergeReport {
  ok: boolean;
  /** How much was looked at, by kind. */
  checked: Record<string, number>;
  breaches: { invariant: InvariantId; count: number; examples: string[] }[];
  repaired: { kind: RepairKind; count: number; examples: string[] }[];
}

export interface ConvergeOptions {
  database: Database;
  archive: Archive;
  schemaFolder: string | undefined;
  flight: string | undefined;
  isRepairing: boolean;
}

const MAX_EXAMPLES = 10;

const checks: readonly Check[] = [checkManifests, checkNumbers, checkDeclarations, checkDocuments, checkLeftovers, checkOutbox, checkAudit];

/** Holds an installation against what is promised of it, while it works or not; mends what can be mended if it is told to. */
export async function converge({ database, archive, schemaFolder, flight, isRepairing }: ConvergeOptions): Promise<ConvergeReport> {
  const checked: Record<string, number> = {};
  const breaches = new Tally<InvariantId>();
  const repaired = new Tally<RepairKind>();
  const rendering = new DocumentRepair({
    archive,
    plans: new PlanStore(database),
    runs: new RunStore(database, 0),
    repairs: new RepairStore(database),
  });
  const parts = { database, archive, documents: new DocumentStore(database), rendering };
  const repairs = isRepairing ? new Repairs(parts, (kind, example, by) => repaired.add(kind, example, by)) : undefined;
  const context: ConvergeContext = {
    database,
    archive,
    schemaFolder,
    flight,
    repairs,
    count: (what, by = 1) => {
      checked[what] = (checked[what] ?? 0) + by;
    },
  };
  for (const check of checks) for await (const { invariant, example } of check(context)) breaches.add(invariant, example);
  await repairs?.dropOrphans();
  const found = breaches.list().map(({ kind, ...rest }) => ({ invariant: kind, ...rest }));
  found.sort((a, b) => Number(a.invariant.slice(1)) - Number(b.invariant.slice(1)));
  return { ok: found.length === 0, checked, breaches: found, repaired: repaired.list() };
}

/** Counts by kind with a few examples each. */
class Tally<K extends string> {
  readonly #kinds = new Map<K, { count: number; examples: string[] }>();

  add(kind: K, example: string, by = 1): void {
    const known = this.#kinds.get(kind) ?? { count: 0, examples: [] };
    known.count += by;
    if (known.examples.length < MAX_EXAMPLES) known.examples.push(example);
    this.#kinds.set(kind, known);
  }

  list(): { kind: K; count: number; examples: string[] }[] {
    return [...this.#kinds].map(([kind, rest]) => ({ kind, ...rest }));
  }
}
