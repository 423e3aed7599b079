import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError, type Finding } from '../../domain/problem.js';
import { actorOf, type Caller } from '../../store/access.store.js';
import { writeAudit } from '../../store/audit-writing.js';
import { CustomsReplyStore, type DeclarationPlace, type KeptReply } from '../../store/customs-reply.store.js';
import { Database, type PoolClient } from '../../store/database.js';
import { declarationOf, placedMarks } from './match-reply.js';
import { type CustomsReply, readReply } from './read-reply.js';

/** A reply and what came of it. */
export interface ReceivedReply extends Omit<KeptReply, 'isApplied'> {
  sha256: Buffer;
  read: CustomsReply;
}

/** How replies of customs come in. */
@Injectable()
export class Replies {
  constructor(
    private readonly database: Database,
    private readonly store: CustomsReplyStore,
  ) {}

  /**
   * Keeps a reply and applies it to the declaration that it is about. The same bytes again change nothing, and what came of them the
   * first time is answered; while they named nothing of ours, they are tried again.
   *
   * Errors: `validation-failed` as `readReply` has it, and nothing is kept; `not-found` for decisions on no published declaration that
   * the caller may see: the reply is kept then.
   */
  async receive(caller: Caller, body: Uint8Array): Promise<ReceivedReply> {
    const read = readReply(body);
    const sha256 = createHash('sha256').update(body).digest();
    const received = await this.database.transaction(async (client) => {
      const { kind, declarationDocumentId } = read;
      const { isApplied, ...kept } = await this.store.keep(client, caller, { kind, sha256, body, declarationDocumentId });
      if (isApplied) return { ...kept, sha256, read };
      const came = await this.#apply(client, caller, kept.id, read);
      const { tenantId } = caller;
      const details = { kind, sha256: sha256.toString('hex'), flight: came.place?.flight, slot: came.place?.slot, applied: came.applied };
      await writeAudit(client, [{ tenantId, by: actorOf(caller), event: { action: 'customs-reply.accepted', object: kept.id, details } }]);
      return { ...kept, ...came, sha256, read };
    });
    // Thrown behind the transaction, so that the reply stays.
    if (received.place === undefined && read.kind === 'mark') throw unknownDeclaration();
    return received;
  }

  async #apply(
    client: PoolClient,
    caller: Caller,
    replyId: string,
    read: CustomsReply,
  ): Promise<Pick<KeptReply, 'place' | 'applied' | 'findings'>> {
    const place = await this.#placeOf(client, caller, read);
    if (place === undefined) return { place, applied: 0, findings: read.notes };
    const { placed, findings } = placedMarks(read.marks, place, await this.store.houseWaybills(client, place));
    const { registration, declarationDocumentId, notes } = read;
    const all: Finding[] = [...findings, ...notes].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
    await this.store.apply(client, replyId, {
      tenantId: caller.tenantId,
      place,
      registration,
      declarationDocumentId,
      marks: placed,
      findings: all,
    });
    return { place, applied: placed.length, findings: all };
  }

  /** By what customs has answered of the declaration before, else by the house waybills. */
  async #placeOf(client: PoolClient, caller: Caller, read: CustomsReply): Promise<DeclarationPlace | undefined> {
    const known = await this.store.registered(client, caller, read);
    if (known !== undefined) return known;
    const numbers = read.marks.flatMap(({ houseWaybill }) => (houseWaybill === undefined ? [] : [houseWaybill]));
    return declarationOf(read.marks, numbers.length === 0 ? [] : await this.store.declaredNumbers(client, caller, numbers));
  }
}

const unknownDeclaration = (): DomainError =>
  new DomainError('not-found', 'The reply is kept, but is about no published declaration: send it again when there is one', {
    findings: [{ column: 'IndividualWayBill', code: 'mismatch', detail: 'No published declaration is named here' }],
  });
