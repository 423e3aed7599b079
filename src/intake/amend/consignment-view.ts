import { Injectable } from '@nestjs/common';
import { kilograms } from '../../domain/units.js';
import type { Language } from '../../domain/wording/wording.js';
import type { Caller } from '../../store/access.store.js';
import type { AmendableRow } from '../../store/amendable-row.js';
import { ChangeStore } from '../../store/change.store.js';
import { ConsignmentReadStore, type ConsignmentRow } from '../../store/consignment-read.store.js';
import { rowRef } from '../../store/row-ref.js';
import type { WholeConsignment } from './amend.schema.js';
import { masked } from './identity-mask.js';
import { shownProblems } from './shown-problems.js';

/** How a consignment is shown, as far as the caller may see it. */
@Injectable()
export class ConsignmentView {
  constructor(
    private readonly consignments: ConsignmentReadStore,
    private readonly changes: ChangeStore,
  ) {}

  /** Where it is, and all of it for those who work on it. `hasReason`: identity numbers are shown. */
  async whole(
    caller: Caller,
    row: AmendableRow,
    { hasReason, language }: { hasReason: boolean; language: Language },
  ): Promise<WholeConsignment> {
    const place = await this.#placeOf(caller, row);
    const outside: WholeConsignment = {
      ...(row.houseWaybill === null ? {} : { houseWaybill: row.houseWaybill }),
      ...(row.bag === null ? {} : { bag: row.bag }),
      ...(row.grossWeightG === null ? {} : { grossWeightKg: kilograms(row.grossWeightG) }),
      ...(place === undefined || place.waybill === null ? {} : { waybill: place.waybill }),
    };
    return row.isWhole ? { ...outside, ...(await this.inside(row, { hasReason, language })), status: statusOf(row, place) } : outside;
  }

  /** What was sent and what was found in it. */
  async inside(row: AmendableRow, { hasReason, language }: { hasReason: boolean; language: Language }): Promise<WholeConsignment> {
    const names = await this.changes.namesOf(row);
    const body: unknown = JSON.parse(row.body);
    const isMasked = !row.isOwn && !hasReason;
    return {
      ref: rowRef(row),
      ...(row.houseWaybill === null ? {} : { houseWaybill: row.houseWaybill }),
      manifestId: row.manifestId,
      manifestRevision: row.revision,
      status: row.isHeld ? 'held' : 'accepted',
      version: row.version,
      isMasked,
      consignment: isMasked ? masked(body) : body,
      problems: shownProblems(row.problems, language),
      approvals: row.approvals.map(({ pointer, code, reason, by, at }) => ({ pointer, code, reason, by: names.get(by) ?? '', at })),
    };
  }

  async #placeOf(caller: Caller, { houseWaybill, manifestKey, sequence }: AmendableRow): Promise<ConsignmentRow | undefined> {
    if (houseWaybill === null) return undefined;
    const rows = await this.consignments.lookup(caller, [houseWaybill]);
    return rows.find((row) => row.manifestKey === manifestKey && row.sequence === sequence);
  }
}

function statusOf({ isHeld }: AmendableRow, place: ConsignmentRow | undefined): WholeConsignment['status'] {
  if (isHeld) return 'held';
  if (place === undefined || place.isPublished === null) return 'accepted';
  return place.isPublished ? 'declared' : 'planned';
}
