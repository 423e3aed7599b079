import { Injectable } from '@nestjs/common';
import type { Declaration } from '../../documents/subjects.js';
import { DomainError } from '../../domain/problem.js';
import type { Caller } from '../../store/access.store.js';
import { type PlacedConsignment, PlanStore } from '../../store/plan.store.js';
import { RunStore } from '../../store/run.store.js';
import { type ComposeContext, composeDeclaration, declarationId } from '../compose.js';
import { FlightView } from '../flight-view.js';
import { contextOf, loadPlannedRun, type PlannedRun } from '../load-subject.js';

/** Which consignments of a flight; all of them if nothing is asked. Empty strings do not occur. */
export interface Asked {
  /** Id of a declaration. */
  declaration?: string | undefined;
  /** Ids of declarations, of which any may be meant. */
  among?: ReadonlySet<string> | undefined;
  bag?: string | undefined;
  houseWaybill?: string | undefined;
}

/** Plans of flights whose documents are published: what is made on demand shows the same figures as these. */
@Injectable()
export class PublishedPlan {
  constructor(
    private readonly view: FlightView,
    private readonly runs: RunStore,
    private readonly plans: PlanStore,
  ) {}

  /** The run that was published last. Errors: `not-found`; `state-conflict` before there is one. */
  async of(caller: Caller, code: string): Promise<PlannedRun> {
    const { planRunId, publishedRevision } = await this.view.find(caller, code);
    const run = planRunId === null || publishedRevision === null ? undefined : await this.runs.load(planRunId);
    if (run === undefined) throw new DomainError('state-conflict', 'No documents of this flight are published yet');
    return loadPlannedRun(this.plans, run);
  }

  /**
   * The declarations that hold what is asked for, with no other consignments; one in memory at a time, and the next on its way
   * from the database. Their sums are those of the consignments that were asked for. They have no registration unless `registrationOf`
   * gives one.
   *
   * Errors, before the first one: `not-found` if there is nothing of the kind.
   */
  async declarations(
    planned: PlannedRun,
    asked: Asked,
    registrationOf?: ComposeContext['registrationOf'],
  ): Promise<AsyncGenerator<Declaration>> {
    const places = await this.#placesOf(planned, asked);
    if (places.length === 0) throw new DomainError('not-found');
    const context = { ...contextOf(planned.run), ...(registrationOf === undefined ? {} : { registrationOf }) };
    return this.#loaded(planned, places, asked, context);
  }

  async *#loaded(planned: PlannedRun, places: readonly number[], asked: Asked, context: ComposeContext): AsyncGenerator<Declaration> {
    let next = this.#rows(planned, places[0]);
    for (let i = 0; i < places.length; i += 1) {
      const rows = await next;
      if (i + 1 < places.length) next = this.#rows(planned, places[i + 1]);
      const { slot, kind, waybill, fingerprint } = planned.declarations[places[i]];
      const { number, destination } = planned.waybills[waybill];
      const wanted = rows.filter(isAsked(asked));
      yield composeDeclaration(context, { slot, kind, destination }, number, wanted, fingerprint);
    }
  }

  /** A failure shows where the rows are waited for, or not at all if nobody does. */
  #rows({ run }: PlannedRun, place: number): Promise<PlacedConsignment[]> {
    const rows = this.plans.placed(run.id, [place]).then((found) => found.get(place) ?? []);
    rows.catch(() => {});
    return rows;
  }

  async #placesOf({ run, declarations }: PlannedRun, { declaration, among, bag, houseWaybill }: Asked): Promise<number[]> {
    const { flightId } = contextOf(run);
    const named = declarations
      .filter(({ slot }) => {
        const id = declarationId(flightId, slot);
        return (declaration === undefined || id === declaration) && (among === undefined || among.has(id));
      })
      .map(({ index }) => index);
    if (bag === undefined && houseWaybill === undefined) return named;
    const holding = new Set(await this.plans.declarationsWith(run.id, { bag, houseWaybill }));
    return named.filter((index) => holding.has(index));
  }
}

const isAsked =
  ({ bag, houseWaybill }: Asked) =>
  ({ consignment }: PlacedConsignment): boolean =>
    (bag === undefined || consignment.bag === bag) && (houseWaybill === undefined || consignment.houseWaybill === houseWaybill);
