import type { SubjectKind, Subjects } from '../documents/document-type.js';
import {
  composeCargoManifest,
  composeConsolidation,
  composeDeclaration,
  composeMasterWaybill,
  composeWholeFlight,
} from '../publish/compose.js';
import { destinationsOf } from '../publish/drafts.js';
import type { PlannedFile } from './plan-file.js';

type Compose<K extends SubjectKind> = (planned: PlannedFile, index: number, fingerprint: string) => Subjects[K];

/** The content of a subject by its kind and place in the plan, from a flight in memory. */
export const composeSubject: { readonly [K in SubjectKind]: Compose<K> } = {
  declaration: (planned, index, fingerprint) => {
    const { slot, kind, waybill } = planned.declarations[index];
    const { number, destination } = planned.waybills[waybill];
    return composeDeclaration(planned.context, { slot, kind, destination }, number, planned.declared(index), fingerprint);
  },

  'master-waybill': ({ context, waybills }, index, fingerprint) =>
    composeMasterWaybill(context, waybills[index], waybills[index].number, fingerprint),

  consolidation: (planned, index, fingerprint) => {
    const waybill = composeSubject['master-waybill'](planned, index, fingerprint);
    return composeConsolidation(planned.context, waybill, planned.carried(index), fingerprint);
  },

  'cargo-manifest': (planned, index, fingerprint) => {
    const destination = destinationsOf(planned)[index];
    const waybills = planned.waybills
      .filter((waybill) => waybill.destination === destination)
      .map((waybill) => composeMasterWaybill(planned.context, waybill, waybill.number, fingerprint));
    return composeCargoManifest(planned.context, destination, waybills, fingerprint);
  },

  flight: ({ context, waybills }, _, fingerprint) =>
    composeWholeFlight(
      context,
      waybills.map((waybill) => composeMasterWaybill(context, waybill, waybill.number, fingerprint)),
      fingerprint,
    ),
};
