import { type Archive, DamagedObject } from '../../archive/archive.js';
import type { Rendering } from '../../documents/document-type.js';
import { documentTypes } from '../../documents/registry.js';
import type { Flight } from '../../domain/flight.js';
import { DomainError } from '../../domain/problem.js';
import type { PlanStore } from '../../store/plan.store.js';
import type { RepairableDocument, RepairStore } from '../../store/repair.store.js';
import type { RunStore } from '../../store/run.store.js';
import { loadAssets } from '../assets.js';
import { type Draft, draftsOf } from '../drafts.js';
import { contextOf, loadPlannedRun, loadSubject, PlanDiffers, type PlannedRun } from '../load-subject.js';
import { packedOf } from '../packed.js';
import { PlacedRows } from '../placed-rows.js';
import { RowsAsTheyWere } from './rows-as-they-were.js';

/**
 * How a repair ended: there was nothing to mend; it holds the very bytes again; what it was made from comes to other bytes now, so that
 * it stays damaged; there is no such document.
 */
export type RepairEnd = 'sound' | 'repaired' | 'differs' | 'unknown';

interface Parts {
  archive: Archive;
  plans: PlanStore;
  runs: RunStore;
  repairs: RepairStore;
}

/** Renders documents again whose objects are damaged. Only the very bytes that were published take their place: the hash decides. */
export class DocumentRepair {
  constructor(private readonly parts: Parts) {}

  /** Errors: what storage and database throw. */
  async repair(id: string): Promise<RepairEnd> {
    const { archive, repairs } = this.parts;
    const document = await repairs.find(id);
    if (document === undefined) return 'unknown';
    if (await this.#isSound(document)) return 'sound';
    // The plan of the published set is that of the rows as they are; the document's own tells of one that was superseded.
    for (const runId of new Set([document.publishedRunId ?? document.runId, document.runId])) {
      const rendering = await this.#render(document, runId);
      if (rendering === undefined) continue;
      const { sha256, objectKey, objectSize, object } = packedOf(rendering);
      if (sha256 !== document.sha256) continue;
      await archive.put(objectKey, object);
      if (objectKey !== document.objectKey || objectSize !== document.objectSize) await repairs.move(document, { objectKey, objectSize });
      return 'repaired';
    }
    return 'differs';
  }

  async #isSound({ objectKey, objectSize }: RepairableDocument): Promise<boolean> {
    try {
      return (await this.parts.archive.read(objectKey)).length === objectSize;
    } catch (error) {
      if (error instanceof DamagedObject) return false;
      throw error;
    }
  }

  /** The document by a run's plan, made when it was made first; undefined if that plan has none like it any more. */
  async #render(document: RepairableDocument, runId: number): Promise<Rendering | undefined> {
    try {
      const { plans, repairs } = this.parts;
      const meant = this.#meant(await this.#planned(runId, document.runId), await repairs.flightsOf(runId), document.fingerprint);
      if (meant === undefined) return undefined;
      const { planned, draft } = meant;
      const placed = new PlacedRows(new RowsAsTheyWere(plans, repairs), runId);
      const subject = await loadSubject[draft.type.subject](placed, planned, draft.index, draft.content);
      const renderings = draft.type.render(subject, loadAssets(), draft.version);
      return renderings.find((each) => each.format === document.format && (each.subject ?? draft.subject) === document.subject);
    } catch (error) {
      // What is stored comes to something else now: it cannot be made from that.
      if (error instanceof PlanDiffers || error instanceof DomainError) return undefined;
      throw error;
    }
  }

  /** The draft of a fingerprint, by what the flight is now or has been. */
  #meant(planned: PlannedRun, flights: readonly Flight[], fingerprint: string): { planned: PlannedRun; draft: Draft } | undefined {
    const { run } = planned;
    const { id, code, tenantId } = run.flight;
    const earlier = flights.map((flight) => ({ ...planned, run: { ...run, flight: { ...flight, id, code, tenantId } } }));
    for (const each of [planned, ...earlier]) {
      const draft = draftOf(each, fingerprint);
      if (draft !== undefined) return { planned: each, draft };
    }
    return undefined;
  }

  async #planned(runId: number, madeBy: number): Promise<PlannedRun> {
    const { runs, plans } = this.parts;
    const [run, maker] = await Promise.all([runs.load(runId), runs.load(madeBy)]);
    if (run === undefined || maker === undefined) throw new PlanDiffers(`no run ${runId} or ${madeBy}`);
    return loadPlannedRun(plans, { ...run, closedAt: maker.closedAt });
  }
}

function draftOf(planned: PlannedRun, fingerprint: string): Draft | undefined {
  const { flightId, flight } = contextOf(planned.run);
  const drafts = draftsOf({ flightId, flight, run: planned.run.context }, planned, documentTypes);
  return drafts.find((draft) => draft.fingerprint === fingerprint);
}
