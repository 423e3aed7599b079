import type { Consignment } from '../domain/consignment.js';
import type { FindingList } from '../domain/finding-list.js';
import type { Finding } from '../domain/problem.js';
import type { CheckedHead } from './checks/check-head.js';
import type { FileLayout } from './table/file-layout.js';

/** One consignment of a body, good or with its faults. */
export interface ManifestEntry {
  /** Place in the list, from 0. */
  index: number;
  /** Set if no error was found; it may have findings of lesser weight. */
  consignment?: Consignment;
  /** Its number, unless that is what is wrong. */
  houseWaybill?: string;
  /** That of its order, if it is faulty elsewhere; of a good one it is in the consignment. */
  orderNumber?: string;
  /**
   * JSON text: of a good consignment in the order of the description, values untouched; of a faulty one as sent.
   * Undefined if what was sent is no object. May hold escapes of characters that `jsonb` refuses.
   */
  body?: string;
  /** The same in UTF-8 where it is what was sent and holds no escape: then it need not be encoded anew. */
  bytes?: Uint8Array;
  /** Errors and lesser findings, in document order; pointers begin with `/consignments/<index>`. */
  findings: readonly Finding[];
  /** Exact count of the findings, which may exceed those listed. */
  findingCount: number;
  /** Of a file of rows: the numbers of its rows and their cells as sent, as JSON; see `Consignment.source` of the schema. */
  source?: string;
}

/** A manifest as it streams in, whatever its form: iterate it once for its consignments, in batches, then ask for the rest. */
export interface ManifestSource extends AsyncIterable<ManifestEntry[]> {
  /** Every error so far, the head's included after the end. */
  readonly findings: FindingList;
  /** Every finding so far that is no error. */
  readonly notices: FindingList;
  /** How many consignments the body holds, good or not. */
  readonly count: number;
  /** The head with its findings, after the last batch. */
  readonly head: CheckedHead;
  /** Of a file of rows, after the last batch. */
  readonly layout?: FileLayout;
  /** Consignments handed out as good of which more was found later; that is in `findings` and `notices` already. */
  late(): Iterable<{ index: number; findings: readonly Finding[] }>;
}
