import type { SubjectKind, Subjects } from '../documents/document-type.js';
import type { Consignment } from '../domain/consignment.js';
import { ExchangeRates } from '../domain/exchange-rates.js';
import { flightId } from '../domain/flight.js';
import { totalKopecks } from '../domain/payment.js';
import { DomainError } from '../domain/problem.js';
import type { PlanStore, StoredDeclaration, StoredWaybill } from '../store/plan.store.js';
import type { Run } from '../store/run.store.js';
import {
  type ComposeContext,
  composeCargoManifest,
  composeConsolidation,
  composeDeclaration,
  composeMasterWaybill,
  composeWholeFlight,
} from './compose.js';
import { destinationsOf } from './drafts.js';
import type { PlacedRows } from './placed-rows.js';

/** A run whose plan is stored and whose waybills have their numbers. */
export interface PlannedRun {
  run: Run;
  waybills: (StoredWaybill & { number: string })[];
  declarations: StoredDeclaration[];
}

/** What is stored does not come to what was planned. */
export class PlanDiffers extends Error {}

/** The run's plan with its numbers. Errors: PlanDiffers if a number is missing, which a run past that stage cannot have. */
export async function loadPlannedRun(plans: PlanStore, run: Run): Promise<PlannedRun> {
  const plan = await plans.load(run.id);
  if (plan === undefined) throw new PlanDiffers(`run ${run.id} has no plan`);
  const waybills = plan.waybills.map((waybill) => {
    if (waybill.number === undefined) throw new PlanDiffers(`run ${run.id} has a waybill without a number`);
    return { ...waybill, number: waybill.number };
  });
  return { run, waybills, declarations: plan.declarations };
}

type Load<K extends SubjectKind> = (placed: PlacedRows, planned: PlannedRun, index: number, fingerprint: string) => Promise<Subjects[K]>;

/** The content of a subject by its kind and place in the plan: one subject in memory at a time. */
export const loadSubject: { readonly [K in SubjectKind]: Load<K> } = {
  declaration: async (placed, planned, index, fingerprint) => {
    const declaration = planned.declarations[index];
    const { number, destination } = planned.waybills[declaration.waybill];
    const rows = await placed.of(declaration.waybill, [index]);
    const head = { slot: declaration.slot, kind: declaration.kind, destination };
    const composed = composeDeclaration(contextOf(planned.run), head, number, rows, fingerprint);
    // What was planned and what is declared must be the same to the last digit, or nothing is published.
    const same =
      composed.houses.length === declaration.houseWaybills &&
      composed.goodsItems === declaration.goodsItems &&
      composed.grossWeightG === declaration.grossWeightG &&
      composed.valueKopecks === declaration.valueKopecks &&
      totalKopecks(composed.payments) === totalKopecks(declaration.payments ?? []);
    if (!same) throw new PlanDiffers(`run ${planned.run.id}, declaration ${declaration.slot}: figures differ from the plan's`);
    return composed;
  },

  'master-waybill': async (_, planned, index, fingerprint) => {
    const waybill = planned.waybills[index];
    return composeMasterWaybill(contextOf(planned.run), waybill, waybill.number, fingerprint);
  },

  consolidation: async (placed, planned, index, fingerprint) => {
    const context = contextOf(planned.run);
    const waybill = planned.waybills[index];
    const declarations = planned.declarations.filter((declaration) => declaration.waybill === index);
    const rows = await placed.of(
      index,
      declarations.map((declaration) => declaration.index),
    );
    const ordered = rows.sort(
      ({ consignment: a }, { consignment: b }) => compareBytes(bagOf(a), bagOf(b)) || compareBytes(a.houseWaybill, b.houseWaybill),
    );
    return composeConsolidation(context, composeMasterWaybill(context, waybill, waybill.number, fingerprint), ordered, fingerprint);
  },

  'cargo-manifest': async (_, planned, index, fingerprint) => {
    const context = contextOf(planned.run);
    const destination = destinationsOf(planned)[index];
    const waybills = planned.waybills
      .filter((waybill) => waybill.destination === destination)
      .map((waybill) => composeMasterWaybill(context, waybill, waybill.number, fingerprint));
    return composeCargoManifest(context, destination, waybills, fingerprint);
  },

  flight: async (_, planned, __, fingerprint) => {
    const context = contextOf(planned.run);
    const waybills = planned.waybills.map((waybill) => composeMasterWaybill(context, waybill, waybill.number, fingerprint));
    return composeWholeFlight(context, waybills, fingerprint);
  },
};

const bagOf = (consignment: Consignment) => consignment.bag ?? '';

/** Numbers are ASCII, of which code units and bytes have one order. */
const compareBytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function contextOf({ flight, context, closedAt }: Run): ComposeContext {
  const { id: _, code: __, tenantId: ___, ...nouns } = flight;
  return {
    flightId: flightId(nouns),
    flight: nouns,
    createdAt: closedAt,
    album: context.album,
    rates: new ExchangeRates(context.rates.date, context.rates.rates),
    regime: context.regime,
    airlineHouses: context.airlineHouses,
    settingsOf: (destination) => {
      const settings = context.destinations[destination];
      if (settings === undefined) throw new DomainError('destination-not-set-up', destination);
      return settings;
    },
  };
}
