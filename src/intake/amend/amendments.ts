import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config.js';
import { moscowDay } from '../../domain/calendar.js';
import { DomainError } from '../../domain/problem.js';
import { failpoint } from '../../failpoints/failpoints.js';
import { actorOf, type Caller } from '../../store/access.store.js';
import type { AmendableRow, RowAddress } from '../../store/amendable-row.js';
import { addressedRows, type LockedFlight, lockFlight, placedRows } from '../../store/amendment.store.js';
import { writeConsignmentAudit } from '../../store/audit-writing.js';
import { ChangeStore } from '../../store/change.store.js';
import { Database, type PoolClient } from '../../store/database.js';
import { isRecord } from '../fields/field.js';
import { CurrentRules } from '../lists/current-rules.js';
import { requireMatch } from './entity-tag.js';
import { holdsMask } from './identity-mask.js';
import { Amendment } from './judging/amendment.js';
import { Judge } from './judging/judge.js';
import { mergePatched } from './merge-patch.js';

/** No consignment grows beyond what intake takes of one. */
const MAX_CHARACTERS = 2 * 1_048_576;

/** One transaction's hold of a flight. */
export interface Mending {
  client: PoolClient;
  flight: LockedFlight;
  amendment: Amendment;
}

/** Ends a transaction whose work is told of but must leave nothing behind. */
class Undo<T> extends Error {
  constructor(readonly result: T) {
    super();
  }
}

/** Consignments of accepted manifests, looked at and changed one by one; the frame for changes of many. */
@Injectable()
export class Amendments {
  constructor(
    private readonly database: Database,
    private readonly changes: ChangeStore,
    private readonly rules: CurrentRules,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * A consignment. That it was looked at is written down; with a reason, in its history as well.
   *
   * Errors: `not-found`; `state-conflict` if several held consignments have the number.
   */
  find(caller: Caller, flight: string, address: RowAddress, reason?: string): Promise<AmendableRow> {
    return this.database.transaction(async (client) => {
      const row = theOne(await addressedRows(client, caller, flight, address, { isLocked: false }));
      if (row.isWhole) await this.#noteLook(client, caller, row, reason);
      return row;
    });
  }

  /**
   * Lays a merge patch over a consignment and judges it anew. One that is held is saved with whatever is still found.
   *
   * Errors: `not-found`; `state-conflict` if several held consignments have the number; `precondition-failed`; `validation-failed`
   * if the consignment is not held and would have errors, then nothing is saved.
   */
  mend(caller: Caller, flight: string, address: RowAddress, ifMatch: string | undefined, patch: unknown): Promise<AmendableRow> {
    return this.change(caller, flight, async ({ client, amendment }) => {
      const row = theOne(await addressedRows(client, caller, flight, address, { isLocked: true }));
      requireMatch(ifMatch, row);
      refuseMasks(patch);
      const draft = { row, value: mergePatched(JSON.parse(row.body), patch), patch, approvals: row.approvals };
      if (JSON.stringify(draft.value).length > MAX_CHARACTERS) throw new DomainError('too-large');
      const [{ refusedFor }] = await amendment.apply([draft], { actions: ['mend'] });
      if (refusedFor.length > 0) throw new DomainError('validation-failed', undefined, { findings: refusedFor });
      await amendment.finish();
      const [now] = await placedRows(client, caller, [row]);
      // What stands elsewhere is known only when it is saved.
      if (!row.isHeld && now.isHeld && now.problems.some(({ severity = 'error' }) => severity === 'error')) {
        throw new DomainError('validation-failed', undefined, { findings: now.problems });
      }
      return now;
    });
  }

  /**
   * Runs `work` in one transaction that holds the flight; `prepare` before, while nobody waits for it yet. A preview tells what it would have done, and leaves nothing behind.
   *
   * Errors: `not-found` if the flight is absent or not the caller's to see.
   */
  async change<T>(
    caller: Caller,
    flightCode: string,
    work: (mending: Mending) => Promise<T>,
    { isPreview = false, prepare }: { isPreview?: boolean; prepare?: (client: PoolClient) => Promise<void> } = {},
  ): Promise<T> {
    const today = moscowDay(new Date());
    const trade = await this.rules.forTenant(caller.tenantId, today);
    const judge = new Judge({ today, requireIdentity: this.config.requireIdentity, trade });
    try {
      const changed = await this.database.transaction(async (client) => {
        await prepare?.(client);
        const flight = await lockFlight(client, caller, flightCode);
        if (flight === undefined) throw new DomainError('not-found');
        const result = await work({ client, flight, amendment: new Amendment(client, caller, flight, judge, this.changes) });
        if (isPreview) throw new Undo(result);
        return result;
      });
      failpoint('amend.after_commit');
      return changed;
    } catch (error) {
      if (error instanceof Undo) return error.result;
      throw error;
    }
  }

  async #noteLook(client: PoolClient, caller: Caller, row: AmendableRow, reason: string | undefined): Promise<void> {
    const by = actorOf(caller);
    if (reason === undefined || row.isOwn) return writeConsignmentAudit(client, by, [{ ...row, action: 'seen', isMasked: !row.isOwn }]);
    const { tenantId, organisationId } = caller;
    const { rows } = await client.query<{ flightId: string }>('SELECT flight_id AS "flightId" FROM manifest WHERE id = $1', [
      row.manifestKey,
    ]);
    const { manifestKey, sequence } = row;
    await this.changes.add(client, { tenantId, flightId: rows[0].flightId, organisationId, by }, [
      { manifestKey, sequence, action: 'look', reason, before: {}, after: {} },
    ]);
  }
}

/** Of the rows that have a number the held one is meant. */
function theOne(rows: readonly AmendableRow[]): AmendableRow {
  const [first, second] = rows;
  if (first === undefined) throw new DomainError('not-found');
  if (second?.isHeld === true) {
    throw new DomainError('state-conflict', 'Several held consignments have this number: name one by its `ref`');
  }
  return first;
}

/** Errors: `validation-failed` for a patch that is no object, or would write back what stood for a masked number. */
export function refuseMasks(patch: unknown): void {
  if (!isRecord(patch)) {
    throw new DomainError('validation-failed', undefined, { findings: [{ pointer: '', code: 'type', detail: 'An object is due' }] });
  }
  if (!holdsMask(patch)) return;
  throw new DomainError('validation-failed', undefined, {
    findings: [{ pointer: '', code: 'illegal_character', detail: 'A masked value cannot be written back' }],
  });
}
