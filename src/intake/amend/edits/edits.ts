import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../domain/problem.js';
import type { Language } from '../../../domain/wording/wording.js';
import type { Caller } from '../../../store/access.store.js';
import type { AmendableRow } from '../../../store/amendable-row.js';
import { amendableManifests, missingFrom, type Selection, selectedPlaces } from '../../../store/amendable-selection.js';
import { placedRows } from '../../../store/amendment.store.js';
import type { ConsignmentPlace } from '../../../store/consignment-read.store.js';
import { placeOfRef, rowRef } from '../../../store/row-ref.js';
import { isRecord } from '../../fields/field.js';
import { Amendments, type Mending, refuseMasks } from '../amendments.js';
import type { Amended, Purpose } from '../judging/amendment.js';
import { approve, isApprovable } from '../judging/approvals.js';
import { type Draft, pointerOf } from '../judging/judge.js';
import { mergePatched } from '../merge-patch.js';
import { EditLog, type EditReport } from './edit-report.js';
import type { EditRequest } from './edits.schema.js';

/** Rows that are in hand at once. */
const BATCH = 300;

/** Characters of what is set: it is written into every consignment that is meant. */
const MAX_SET = 16_384;

/** Changes of many consignments at once, all of them in one transaction. */
@Injectable()
export class Edits {
  constructor(private readonly amendments: Amendments) {}

  /** Errors: `not-found`; `forbidden` for an approval by somebody who neither files nor operates; `validation-failed`. */
  apply(
    caller: Caller,
    flight: string,
    request: EditRequest,
    { isPreview, language }: { isPreview: boolean; language: Language },
  ): Promise<EditReport> {
    const { where, set, approve: approval } = request;
    if (approval !== undefined && !caller.roles.some((role) => role === 'broker' || role === 'admin')) throw new DomainError('forbidden');
    if (set !== undefined && JSON.stringify(set).length > MAX_SET)
      throw new DomainError('too-large', `A set holds at most ${MAX_SET} characters`);
    if (set?.patch !== undefined) refuseMasks(set.patch);
    const places = (where.refs ?? []).flatMap((ref) => placeOfRef(ref) ?? []);
    return this.amendments.change(
      caller,
      flight,
      async (mending) => {
        const { client, amendment } = mending;
        const log = new EditLog();
        const manifests = await amendableManifests(client, caller, mending.flight.id, where.manifestId);
        const missing = await missingFrom(client, manifests, where.houseWaybills ?? [], places);
        for (const manifestKey of manifests) await this.#editManifest(caller, mending, manifestKey, request, places, log);
        await amendment.finish();
        return log.report(client, caller, language, [...missing.houseWaybills, ...missing.places.map(rowRef)]);
      },
      { isPreview },
    );
  }

  async #editManifest(
    caller: Caller,
    { client, amendment }: Mending,
    manifestKey: number,
    request: EditRequest,
    places: readonly ConsignmentPlace[],
    log: EditLog,
  ): Promise<void> {
    const selection = selectionOf(request, places);
    const { approve: approval, set } = request;
    const purpose: Purpose = {
      actions: [...(set === undefined ? [] : (['mend'] as const)), ...(approval === undefined ? [] : (['approve'] as const))],
      reason: approval?.reason,
    };
    const at = new Date().toISOString();
    const meant = await selectedPlaces(client, manifestKey, selection);
    for (let from = 0; from < meant.length; from += BATCH) {
      const rows = await placedRows(client, caller, meant.slice(from, from + BATCH));
      const matching = rows.filter((row) => isMeant(row, request));
      const drafts = matching.map((row) => draftOf(row, request, { by: caller.organisationId, at }));
      const due = drafts.filter((draft) => draft !== undefined);
      const amended = new Map((await amendment.apply(due, purpose)).map((one, i) => [due[i], one]));
      for (const [i, draft] of drafts.entries()) note(log, matching[i], draft && amended.get(draft), request);
    }
  }
}

function selectionOf({ where, set, approve: approval }: EditRequest, places: readonly ConsignmentPlace[]): Selection {
  const { goods, refs, houseWaybills, problem, manifestId, bag } = where;
  const texts = Object.values(goods ?? {}).map((text) => JSON.stringify(text));
  const isHeldOnly = set === undefined && approval === undefined;
  return { houseWaybills, places: refs === undefined ? undefined : places, problem, manifestId, bag, texts, isHeldOnly };
}

const linesOf = (value: unknown): unknown[] => (isRecord(value) && Array.isArray(value.goods) ? value.goods : []);

const isLineMeant = (line: unknown, { where }: EditRequest): boolean =>
  isRecord(line) && Object.entries(where.goods ?? {}).every(([name, text]) => line[name] === text);

/** What the columns cannot tell of a row. */
function isMeant({ body, bag }: AmendableRow, request: EditRequest): boolean {
  const { where } = request;
  if (where.goods === undefined && (where.bag === undefined || bag === where.bag)) return true;
  const value: unknown = JSON.parse(body);
  if (where.bag !== undefined && bag !== where.bag && !(isRecord(value) && value.bag === where.bag)) return false;
  return where.goods === undefined || linesOf(value).some((line) => isLineMeant(line, request));
}

/** What a row is to become; undefined if nothing is asked of it. */
function draftOf(row: AmendableRow, request: EditRequest, who: { by: string; at: string }): Draft | undefined {
  const { set, approve: approval, recheck = false } = request;
  const value = changed(JSON.parse(row.body), request);
  const codes: readonly string[] = approval?.codes ?? [];
  const holds = row.problems.filter((finding) => codes.includes(finding.code) && isApprovable(finding));
  if (set === undefined && holds.length === 0 && !(recheck && row.isHeld)) return undefined;
  const added = approval === undefined ? [] : approve(holds, value, pointerOf(row), { reason: approval.reason, ...who });
  return { row, value, patch: set?.patch, approvals: [...row.approvals, ...added] };
}

function changed(value: unknown, request: EditRequest): unknown {
  const { patch, goods } = request.set ?? {};
  const patched = patch === undefined ? value : mergePatched(value, patch);
  if (goods === undefined || !isRecord(patched)) return patched;
  const lines = linesOf(patched).map((line) => (isLineMeant(line, request) ? mergePatched(line, goods) : line));
  return lines.length === 0 ? patched : { ...patched, goods: lines };
}

function note(log: EditLog, row: AmendableRow, amended: Amended | undefined, { approve: approval }: EditRequest): void {
  const named = row.problems.filter(({ code }) => approval?.codes.some((asked) => asked === code));
  const isBarred = named.length > 0 && !named.some(isApprovable);
  if (amended === undefined) {
    log.add(
      isBarred
        ? { place: row, outcome: 'refused', reason: 'Only a hold can be approved: an error has to be mended' }
        : { place: row, outcome: 'unchanged' },
    );
    return;
  }
  const { outcome, refusedFor } = amended;
  if (outcome === 'refused') {
    log.add({ place: row, outcome, reason: 'A consignment that is not held must stay without errors', problems: refusedFor });
    return;
  }
  if (amended.wasHeld && !amended.row.isHeld) log.release(row);
  const hasApproved = amended.row.approvals.length > row.approvals.length;
  log.add({ place: row, outcome: outcome === 'changed' && hasApproved ? 'approved' : outcome });
}
