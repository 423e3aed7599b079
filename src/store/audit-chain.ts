import { type AuditEntry, type AuditSeal, auditHash, CHAIN_BEGINNING } from '../domain/audit.js';
import type { AuditHead, AuditStore } from './audit.store.js';

/**
 * `missing`: an entry is gone, or the beginning of the chain without a rule that says so; `unlinked`: it does not hang on the one before;
 * `changed`: it is not what was sealed; `cut-off`: the end is gone or another; `unexpected`: an entry has not the hash it was known by.
 */
export type ChainFault = 'missing' | 'unlinked' | 'changed' | 'cut-off' | 'unexpected';

/** What became of one chain. */
export interface ChainReport {
  tenantId: string;
  tenant: string | null;
  /** Entries that were held against their hashes. */
  checked: number;
  position: number;
  /** Hex, of the end. */
  hash: string;
  /** The first broken place. */
  broken: { position: number; id: number | undefined; fault: ChainFault } | undefined;
}

/** Where to begin, by place, and what is known from elsewhere: the hash of an entry, in hex. */
export interface ChainScope {
  from?: number | undefined;
  known?: { position: number; hash: string } | undefined;
}

type Link = AuditEntry & AuditSeal;

const TOGETHER = 2_000;

/** Walks a chain as far as it was sealed when the walk began, up to its first broken place. Holds a page of it at a time. */
export async function verifyChain(store: AuditStore, head: AuditHead, { from, known }: ChainScope = {}): Promise<ChainReport> {
  const { tenantId, tenant, position } = head;
  const report: ChainReport = { tenantId, tenant, checked: 0, position, hash: head.hash.toString('hex'), broken: undefined };
  let last: { position: number; hash: Buffer } | undefined;
  let after = (from ?? 1) - 1;
  while (after < position) {
    const page = (await store.links(tenantId, after, TOGETHER)).filter((link) => link.position <= position);
    if (page.length === 0) break;
    last ??= await beginning(store, page[0], from);
    for (const link of page) {
      const fault = faultOf(link, last, known);
      if (fault !== undefined)
        return { ...report, broken: { position: brokenAt(link, last, fault), id: fault === 'missing' ? undefined : link.id, fault } };
      last = link;
      report.checked += 1;
    }
    after = last.position;
  }
  if (known !== undefined && known.position > position)
    return { ...report, broken: { position: known.position, id: undefined, fault: 'unexpected' } };
  const isWhole = last === undefined ? (from ?? 1) > position : last.position === position && last.hash.equals(head.hash);
  if (isWhole) return report;
  const isShort = last === undefined || last.position < position;
  return { ...report, broken: { position: isShort ? (last?.position ?? after) + 1 : position, id: undefined, fault: 'cut-off' } };
}

function faultOf(link: Link, last: { position: number; hash: Buffer }, known: ChainScope['known']): ChainFault | undefined {
  if (link.position !== last.position + 1) return 'missing';
  if (!link.previousHash.equals(last.hash)) return 'unlinked';
  if (!auditHash(link.previousHash, link.position, link).equals(link.hash)) return 'changed';
  if (known?.position === link.position && known.hash !== link.hash.toString('hex')) return 'unexpected';
  return undefined;
}

const brokenAt = (link: Link, last: { position: number }, fault: ChainFault): number =>
  fault === 'missing' ? last.position + 1 : link.position;

/** What the first entry of the walk hangs on: nothing, an entry that is not looked at, or what was removed by rule. */
async function beginning(store: AuditStore, first: Link, from: number | undefined): Promise<{ position: number; hash: Buffer }> {
  const before = first.position - 1;
  if (from !== undefined && from > 1 && first.position === from) return { position: before, hash: first.previousHash };
  const ends = before === 0 ? [] : await store.forgotten(first.tenantId);
  const end = ends.find(({ position }) => position === before);
  if (end !== undefined) return { position: before, hash: Buffer.from(end.hash, 'hex') };
  return { position: (from ?? 1) - 1, hash: CHAIN_BEGINNING };
}
