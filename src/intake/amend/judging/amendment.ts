import { type Finding, isError, isHolding } from '../../../domain/problem.js';
import { actorOf, type Caller } from '../../../store/access.store.js';
import type { AmendableRow, Approval } from '../../../store/amendable-row.js';
import {
  type LockedFlight,
  type NumberMember,
  placedRows,
  raiseFlight,
  sharersOf,
  writeContents,
  writeJudgements,
} from '../../../store/amendment.store.js';
import type { ChangeAction, ChangeStore, NewChange } from '../../../store/change.store.js';
import { problemsText } from '../../../store/consignment-columns.js';
import type { ConsignmentPlace } from '../../../store/consignment-read.store.js';
import type { PoolClient } from '../../../store/database.js';
import { isSame, mergePatchOf } from '../merge-patch.js';
import { Across } from './across.js';
import { unapproved } from './approvals.js';
import { Claims } from './claims.js';
import { type Draft, type Judge, type Judged, pointerOf } from './judge.js';

/** Why consignments are changed, for the history; a reason is kept with approvals. */
export interface Purpose {
  actions: readonly ChangeAction[];
  reason?: string | undefined;
}

/** What became of a draft. */
export interface Amended {
  /** As it is from now on, but for what other consignments have to do with it; as it was, if it was refused. */
  row: AmendableRow;
  wasHeld: boolean;
  outcome: 'changed' | 'unchanged' | 'refused';
  /** The errors that a consignment which is not held would have had. */
  refusedFor: readonly Finding[];
}

const members: readonly NumberMember[] = ['houseWaybill', 'orderNumber'];

const placeKey = ({ manifestKey, sequence }: ConsignmentPlace): string => `${manifestKey}.${sequence}`;

/** The changes of one transaction to the consignments of one flight, which is locked. */
export class Amendment {
  readonly #across: Across;
  #isChanged = false;
  /** What plans are made from is as it was, and what plans found is still told. */
  #isSameToPlans = true;

  constructor(
    private readonly client: PoolClient,
    private readonly caller: Caller,
    private readonly flight: LockedFlight,
    private readonly judge: Judge,
    private readonly changes: ChangeStore,
  ) {
    this.#across = new Across(client, caller.tenantId, flight, judge.rates);
  }

  /**
   * Judges drafts of one manifest and saves them, all but those of consignments that are not held and would have errors. Rows that
   * were held for a number which a draft leaves are judged anew.
   */
  async apply(drafts: readonly Draft[], purpose: Purpose): Promise<Amended[]> {
    if (drafts.length === 0) return [];
    const judged = drafts.map((draft) => this.judge.judge(draft));
    const claims = await Claims.of(this.client, this.flight.id, judged);
    const refused = new Map<Judged, Finding[]>();
    for (const one of judged) {
      const isFree = !one.draft.row.isHeld;
      if (!isFree || !one.findings.some(isError)) one.findings.push(...claims.findings(one));
      const errors = one.findings.filter(isError);
      if (isFree && errors.length > 0) refused.set(one, errors);
    }
    const kept = judged.filter((one) => !refused.has(one));
    const saved = await this.#save(kept, purpose);
    await this.#recheckWaiting(kept, drafts);
    return judged.map((one): Amended => {
      const { row } = one.draft;
      const errors = refused.get(one);
      if (errors !== undefined) return { row, wasHeld: row.isHeld, outcome: 'refused', refusedFor: errors };
      const now = saved.get(one);
      return { row: now ?? row, wasHeld: row.isHeld, outcome: now === undefined ? 'unchanged' : 'changed', refusedFor: [] };
    });
  }

  /** Looks at what consignments have to do with each other, and raises the flight once for all that changed; nothing if nothing did. */
  async finish(): Promise<void> {
    const isJudgedAnew = await this.#across.settle();
    if (!this.#isChanged && !isJudgedAnew) return;
    await raiseFlight(this.client, this.flight.id, { isSameToPlans: this.#isSameToPlans && !isJudgedAnew });
  }

  /** Saves what changed and returns its rows. */
  async #save(kept: readonly Judged[], purpose: Purpose): Promise<Map<Judged, AmendableRow>> {
    // Sums, numbers and identities are what they were: looking across would read every consignment of the manifest.
    await this.#across.before(kept.filter((one) => !isOfContactsAlone(one)));
    const rows = new Map<Judged, AmendableRow>();
    for (const one of kept) {
      const now = rowOf(one);
      const { row } = one.draft;
      if (hasNewContent(one) || !isSame(now.problems, row.problems) || !isSame(now.approvals, row.approvals)) rows.set(one, now);
    }
    const hasSameFacts = await writeContents(
      this.client,
      kept.filter(hasNewContent).map(({ content }) => content),
    );
    // A warning that a plan left is lost when its row is judged anew: the next plan has to tell it again.
    this.#isSameToPlans &&= hasSameFacts && [...rows].every(([{ draft }, now]) => isSame(now.problems, draft.row.problems));
    await writeJudgements(this.client, [...rows.values()]);
    const { tenantId, organisationId } = this.caller;
    await this.changes.add(
      this.client,
      { tenantId, flightId: this.flight.id, organisationId, by: actorOf(this.caller) },
      [...rows].flatMap(([one, now]) => changesOf(one, now, purpose)),
    );
    if (rows.size > 0) this.#isChanged = true;
    return rows;
  }

  /** Judges anew the rows that were held for numbers which drafts have left. */
  async #recheckWaiting(kept: readonly Judged[], drafts: readonly Draft[]): Promise<void> {
    const inHand = new Set(drafts.map(({ row }) => placeKey(row)));
    const waiting = new Map<string, ConsignmentPlace>();
    for (const member of members) {
      const left = kept.flatMap(({ draft: { row }, content }) => {
        const number = row[member];
        return number === null || number === content[member] ? [] : [number];
      });
      if (left.length === 0) continue;
      const scope = { flightId: this.flight.id, manifestKey: kept[0].content.manifestKey };
      for (const sharer of await sharersOf(this.client, member, scope, left)) {
        if (sharer.isDuplicate && !inHand.has(placeKey(sharer))) waiting.set(placeKey(sharer), sharer);
      }
    }
    if (waiting.size === 0) return;
    const byManifest = new Map<number, Draft[]>();
    for (const row of await placedRows(this.client, this.caller, [...waiting.values()])) {
      const same = byManifest.get(row.manifestKey) ?? [];
      same.push({ row, value: JSON.parse(row.body), approvals: row.approvals });
      byManifest.set(row.manifestKey, same);
    }
    for (const rechecked of byManifest.values()) await this.apply(rechecked, { actions: ['recheck'] });
  }
}

/** Whether only contacts change, of a consignment that is not held: what was found of it and others stays as it is. */
function isOfContactsAlone({ draft: { row }, content }: Judged): boolean {
  return !row.isHeld && !content.isHeld && content.isListedSame && row.contentHash !== content.contentHash;
}

/** Whether columns beside those of the judgement change. A row that was faulty has no figures until it is good. */
function hasNewContent({ draft: { row, read }, content }: Judged): boolean {
  return (
    row.contentHash !== content.contentHash ||
    row.houseWaybill !== (content.houseWaybill ?? null) ||
    row.orderNumber !== (content.orderNumber ?? null) ||
    (row.grossWeightG === null) !== (content.good === undefined) ||
    (read?.source !== undefined && read.source !== row.source)
  );
}

/** The row as it is from now on. */
function rowOf({ draft, content, findings, approvals }: Judged): AmendableRow {
  const found = unapproved(findings, approvals, pointerOf(content));
  // As they will be read again, to be held against what was there.
  const problems: Finding[] = JSON.parse(problemsText(found));
  const { row } = draft;
  return {
    ...row,
    houseWaybill: content.houseWaybill ?? null,
    orderNumber: content.orderNumber ?? null,
    bag: content.good?.consignment.bag ?? null,
    grossWeightG: content.good?.figures.grossWeightG ?? null,
    isHeld: problems.some(isHolding),
    problems,
    approvals,
    contentHash: content.contentHash,
    version: row.version + 1,
    body: content.body,
  };
}

/** One entry of the history for each thing that was done; what was changed stands in the first. */
function changesOf({ draft: { row, value }, content }: Judged, now: AmendableRow, { actions, reason }: Purpose): NewChange[] {
  const { manifestKey, sequence } = row;
  const isMended = row.contentHash !== content.contentHash;
  const hasApproved = now.approvals.some((approval) => !row.approvals.some((earlier) => isSameApproval(approval, earlier)));
  const done = actions.filter((action) => (action === 'mend' ? isMended : action === 'approve' ? hasApproved : true));
  const before: unknown = JSON.parse(row.body);
  return (done.length === 0 ? (['recheck'] as const) : done).map((action, i) => {
    const hasMembers = i === 0 && isMended;
    return {
      manifestKey,
      sequence,
      action,
      reason,
      before: hasMembers ? mergePatchOf(value, before) : {},
      after: hasMembers ? mergePatchOf(before, value) : {},
    };
  });
}

const isSameApproval = (one: Approval, other: Approval): boolean =>
  one.pointer === other.pointer && one.code === other.code && one.at === other.at;
