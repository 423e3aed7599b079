import { createHash } from 'node:crypto';

/**
 * What is written down as evidence; the word before the dot says what the object of an entry is: code of a flight, id of a manifest or a
 * document, `FLIGHT/HOUSE-WAYBILL`, air waybill number, day, airport, name of a list.
 */
export const auditActions = [
  'manifest.accepted',
  'manifest.refused',
  'consignment.seen',
  'consignment.mended',
  'consignment.approved',
  'consignment.corrected',
  'consignment.rechecked',
  'flight.closed',
  'flight.published',
  'flight.failed',
  'run.retried',
  'document.downloaded',
  'archive.downloaded',
  'paper.downloaded',
  'problems.downloaded',
  'difference.seen',
  'stock.added',
  'number.voided',
  'rates.put',
  'destination.put',
  'papers.put',
  'list.imported',
  'mapping.put',
  'mapping.removed',
  'key.added',
  'customs-reply.accepted',
  'audit.read',
  'audit.forgotten',
] as const;

export type AuditAction = (typeof auditActions)[number];

/** Ids, counts, hashes and codes; never a value that a person sent. Source: reliability R48. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | undefined>>;

export interface AuditEvent {
  action: AuditAction;
  object: string;
  /** Code of the problem; left out where all went well. */
  result?: string;
  details?: AuditDetails;
}

/** Who acts: the holder of a key in a request, somebody at the command line, or the service by its own rules. */
export interface Actor {
  kind: 'key' | 'command-line' | 'service';
  keyId?: string | undefined;
  organisationId?: string | undefined;
  roles?: readonly string[];
  requestId?: string | undefined;
}

export const SERVICE: Actor = { kind: 'service' };
export const COMMAND_LINE: Actor = { kind: 'command-line' };

/** What stands for a reason that a person wrote: it is kept with what was done, and may hold anything. */
export const reasonHash = (reason: string): string => createHash('sha256').update(reason).digest('hex');

/** An entry as it is hashed. */
export interface AuditEntry {
  id: number;
  tenantId: string;
  /** RFC 3339 in UTC, to the millisecond. */
  at: string;
  actor: string;
  keyId: string | null;
  organisationId: string | null;
  roles: string;
  action: string;
  object: string;
  result: string;
  requestId: string | null;
  /** JSON text as it was written. */
  details: string | null;
}

/** Its place in the chain of the tenant, from 1 without gaps, and how it hangs on the one before. */
export interface AuditSeal {
  position: number;
  previousHash: Buffer;
  hash: Buffer;
}

/** What the first entry of a chain hangs on. */
export const CHAIN_BEGINNING = Buffer.alloc(32);

/** SHA-256 over the hash before, its bytes, and the canonical text in UTF-8: a JSON array without spaces, of its members in this order. */
export function auditHash(previous: Buffer, position: number, entry: AuditEntry): Buffer {
  const { id, tenantId, at, actor, keyId, organisationId, roles, action, object, result, requestId, details } = entry;
  const members = [tenantId, position, id, at, actor, keyId, organisationId, roles, action, object, result, requestId, details];
  return createHash('sha256').update(previous).update(JSON.stringify(members)).digest();
}

/** Hangs entries one on the other, behind what is there. */
export function sealed<E extends AuditEntry>(entries: readonly E[], end: Pick<AuditSeal, 'position' | 'hash'>): (E & AuditSeal)[] {
  let { position, hash } = end;
  return entries.map((entry) => {
    const previousHash = hash;
    position += 1;
    hash = auditHash(previousHash, position, entry);
    return { ...entry, position, previousHash, hash };
  });
}
