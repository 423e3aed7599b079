import { Injectable } from '@nestjs/common';
import type { BagLabel } from '../../../documents/labels/bag-label.js';
import { airlineHousesOf } from '../../../domain/airline-houses.js';
import type { Destination } from '../../../domain/destination.js';
import { DomainError } from '../../../domain/problem.js';
import { type LabelledBag, type LabelledWaybill, LabelStore } from '../../../store/label.store.js';
import { PlanStore } from '../../../store/plan.store.js';
import type { Run } from '../../../store/run.store.js';
import { numberedPieces } from './numbered-pieces.js';

/** The pieces of a published flight's master waybills, one waybill in memory at a time. */
@Injectable()
export class BagLabels {
  constructor(
    private readonly labels: LabelStore,
    private readonly plans: PlanStore,
  ) {}

  /**
   * Pieces by master waybill; a filter leaves the others out, and their numbers as they are.
   *
   * Errors: `state-conflict` where amendments have changed how many pieces there are.
   */
  async *of(run: Run, filter: { waybill?: string | undefined; bag?: string | undefined }): AsyncGenerator<BagLabel> {
    const { carrier, origin } = run.flight;
    const plan = await this.plans.load(run.id);
    for (const waybill of await this.labels.waybills(run.id, filter)) {
      const bags = await this.labels.bags(run.id, waybill.index);
      if (bags.reduce((sum, { pieces }) => sum + pieces, 0) !== waybill.pieces) {
        throw new DomainError('state-conflict', 'The bags have changed since the documents were published; close the flight again');
      }
      const declarations = plan?.declarations.flatMap((each) => (each.waybill === waybill.index ? [each.index] : [])) ?? [];
      const houses = await this.#housesOf(run, waybill, declarations);
      const { number, destination, pieces } = waybill;
      for (const { bag, piece, grossWeightG } of numberedPieces(bags)) {
        if (filter.bag !== undefined && bag.bag !== filter.bag) continue;
        const name = nameOf(bag);
        yield { carrier, waybill: number, origin, destination, piece, pieces, grossWeightG, house: houses.get(name), bag: name };
      }
    }
  }

  /** Number of the airline's house by bag, by house waybill for what flies in none. A bag of many houses has none to be told. */
  async #housesOf(
    { id, context }: Run,
    { number, destination }: LabelledWaybill,
    declarations: readonly number[],
  ): Promise<Map<string, string>> {
    const settings: Destination | undefined = context.destinations[destination];
    if (settings === undefined || context.airlineHouses === 'each') return new Map();
    const consignments = [...(await this.plans.placed(id, declarations)).values()].flat().map(({ consignment }) => consignment);
    const names = new Map(consignments.map(({ houseWaybill, bag = houseWaybill }) => [houseWaybill, bag]));
    const houses = airlineHousesOf({ waybillNumber: number, consolidator: settings.waybillConsignor }, consignments);
    return new Map(houses.flatMap((house) => house.houseWaybills.map((each) => [names.get(each) ?? each, house.number])));
  }
}

const nameOf = ({ bag, houseWaybill }: LabelledBag): string => bag ?? houseWaybill ?? '';
