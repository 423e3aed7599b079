import type { Consignment } from '../domain/consignment.js';
import { FindingList } from '../domain/finding-list.js';
import type { Channel } from '../domain/manifest.js';
import { type Finding, isError } from '../domain/problem.js';
import type { CheckedConsignment, CheckRules } from './checks/check-consignment.js';
import { ConsignmentCheck } from './checks/check-consignment.js';
import type { CheckedHead } from './checks/check-head.js';
import { channelOf, checkHead } from './checks/check-head.js';
import { longNumberFindings } from './checks/long-numbers.js';
import { inDocumentOrder } from './fields/document-order.js';
import { isRecord } from './fields/field.js';
import type { ParsedHead } from './json/head-piece.js';
import { parseHead } from './json/head-piece.js';
import { JsonSplitter } from './json/json-splitter.js';
import { countMembers, JsonReader } from './json/json-value.js';
import { NdjsonSplitter } from './json/ndjson-splitter.js';
import type { Pieces, ReadLimits, Splitter } from './json/splitter.js';
import type { ValueScan } from './json/value-scan.js';
import { consignmentField, MAX_CONSIGNMENTS } from './manifest.schema.js';
import type { ManifestEntry, ManifestSource } from './manifest-source.js';

export interface ReadOptions extends CheckRules {
  format: 'json' | 'ndjson';
  tenant?: string;
  limits?: Partial<ReadLimits>;
}

const DEFAULT_LIMITS: ReadLimits = {
  consignments: MAX_CONSIGNMENTS,
  consignmentBytes: 2 * 1_048_576,
  headBytes: 1_048_576,
  depth: 16,
};

/** Bytes looked at in one go, and bytes after which other work of the process gets its turn: a few milliseconds. */
const SLICE = 65_536;
const TURN = 2 * SLICE;

/** Findings after which it gets its turn as well: few bytes may hold many, and a finding takes a thousand times as long as a byte. */
const TURN_FINDINGS = 1_000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A manifest as it streams in: iterate it once for its consignments, in batches, then ask for the rest.
 * Memory does not grow with the body. All faults of data are findings; what is no JSON at all ends the iteration.
 */
export class ManifestReader implements ManifestSource, Pieces {
  readonly findings = new FindingList();
  readonly notices = new FindingList();
  readonly #source: AsyncIterable<Uint8Array>;
  readonly #options: ReadOptions;
  readonly #limits: ReadLimits;
  readonly #splitter: Splitter;
  readonly #check: ConsignmentCheck;
  readonly #reader: JsonReader;
  #batch: ManifestEntry[] = [];
  #count = 0;
  #foundSinceTurn = 0;
  #channel: Channel | undefined;
  /** Bits of broken channel rules by consignment, kept only while the channel is not known. */
  #unsettled: Uint8Array | undefined;
  #head: CheckedHead | undefined;

  constructor(source: AsyncIterable<Uint8Array>, options: ReadOptions) {
    this.#source = source;
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#check = new ConsignmentCheck(options);
    const isJson = options.format === 'json';
    this.#reader = new JsonReader(isJson ? this.#limits.depth - 2 : this.#limits.depth);
    this.#splitter = isJson ? new JsonSplitter(this.#limits, this) : new NdjsonSplitter(this.#limits, this);
  }

  /** How many consignments the body holds, good or not; those over the limit are counted but not handed out. */
  get count(): number {
    return this.#count;
  }

  /**
   * Batches of consignments in the order of the body.
   *
   * Errors: `malformed-json` with the byte, `too-large`, and whatever the source throws.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<ManifestEntry[], void> {
    let sinceTurn = 0;
    for await (const chunk of this.#source) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      for (let from = 0; from < bytes.length; ) {
        const taken = this.#splitter.push(bytes.subarray(from, from + SLICE));
        if (this.#batch.length > 0) yield this.#takeBatch();
        from += taken;
        sinceTurn += taken;
        if (sinceTurn < TURN && !this.isTurnDue) continue;
        sinceTurn = 0;
        this.#foundSinceTurn = 0;
        await turn();
      }
    }
    const piece = this.#splitter.end();
    if (this.#batch.length > 0) yield this.#takeBatch();
    this.#finish(parseHead(piece, this.#limits.depth));
  }

  get isTurnDue(): boolean {
    return this.#foundSinceTurn >= TURN_FINDINGS;
  }

  /** A fault here is one of the whole body, whatever its consignments are. */
  get head(): CheckedHead {
    if (this.#head === undefined) throw new RangeError('the head is known after the last batch');
    return this.#head;
  }

  /**
   * Consignments handed out as good that break a rule of the channel, which the body told only behind them: none for a body in
   * the usual order. Their findings are in `findings` already.
   */
  *late(): Generator<{ index: number; findings: readonly Finding[] }, void> {
    const channel = this.head.channel;
    if (channel === undefined || this.#unsettled === undefined) return;
    const last = Math.min(this.#count, this.#limits.consignments);
    for (let index = 0; index < last; index++) {
      const bits = this.#unsettled[index];
      if (bits === 0) continue;
      const findings = this.#check.channelRules.findings(bits, channel, `/consignments/${index}`);
      if (findings.length > 0) yield { index, findings };
    }
  }

  early(bytes: Buffer, at: number): void {
    if (this.#options.format === 'ndjson') this.#channel = channelOf(parseHead({ bytes, at }, this.#limits.depth).value);
    else {
      // What stands before the list: a fault in it is told at the end, with the rest.
      try {
        this.#channel = channelOf(JSON.parse(bytes.toString()));
      } catch {
        this.#channel = undefined;
      }
    }
    if (this.#channel === undefined) this.#unsettled = new Uint8Array(this.#limits.consignments);
  }

  consignment(bytes: Buffer, at: number, scan: ValueScan, decoded?: string): void {
    const index = this.#count;
    this.#count += 1;
    if (index >= this.#limits.consignments) return;
    const { value, text } = this.#reader.parse(bytes, at, scan, decoded);
    const pointer = `/consignments/${index}`;
    let checked = this.#check.check(value, pointer, this.#channel);
    const isGood = checked.consignment !== undefined;
    this.#reader.confirmMembers(bytes, at, scan.members, isGood ? checked.members : countMembers(value));
    if (scan.hasLongNumber) checked = withLongNumbers(checked, value, pointer, this.#reader.longNumbers(bytes));
    if (this.#unsettled !== undefined) this.#unsettled[index] = checked.brokenBits;
    this.#foundSinceTurn += checked.findingCount;
    this.#batch.push(this.#entry(index, checked, value, { bytes, text, scan }));
  }

  #entry(index: number, checked: CheckedConsignment, value: unknown, sent: SentText): ManifestEntry {
    const { consignment, houseWaybill, orderNumber, findings, findingCount, isOrdered } = checked;
    if (consignment === undefined) {
      this.#file(findings, findingCount, index);
      return { index, houseWaybill, orderNumber, body: isRecord(value) ? sent.text.trim() : undefined, findings, findingCount };
    }
    if (findingCount > 0) this.#file(findings, findingCount, index);
    const text = isOrdered ? orderedText(consignment, sent) : { body: consignmentField.text(consignment) };
    return { index, consignment, houseWaybill, ...text, findings, findingCount };
  }

  /** Errors and notices of a consignment to their lists; what was counted and not kept is of the kind of the last. */
  #file(findings: readonly Finding[], count: number, index: number): void {
    const errors = findings.filter(isError);
    const uncounted = count - findings.length;
    const isOfErrors = errors.length > 0;
    this.findings.addAll(errors, errors.length + (isOfErrors ? uncounted : 0), index);
    const notices = findings.filter((finding) => !isError(finding));
    this.notices.addAll(notices, notices.length + (isOfErrors ? 0 : uncounted), index);
  }

  #takeBatch(): ManifestEntry[] {
    const batch = this.#batch;
    this.#batch = [];
    return batch;
  }

  #finish(parsed: ParsedHead): void {
    const { format, today, tenant } = this.#options;
    const head = checkHead(parsed, format, this.#count, { today, tenant, maxConsignments: this.#limits.consignments });
    this.#head = head;
    for (const { finding, place } of head.findings) this.findings.add(finding, place);
    for (const { index, findings } of this.late()) this.#file(findings, findings.length, index);
  }
}

/** A consignment as sent. */
interface SentText {
  bytes: Buffer;
  text: string;
  scan: ValueScan;
}

/** The text of a consignment that came in the order of the description: mostly what was sent, byte for byte. */
function orderedText(consignment: Consignment, { bytes, text, scan }: SentText): Pick<ManifestEntry, 'body' | 'bytes'> {
  if (!scan.isPlain) return { body: JSON.stringify(consignment) };
  return scan.blanks === 0 ? { body: text, bytes } : { body: text.trim() };
}

/** Adds the numbers that JSON.parse could not keep, unless something is wrong with them already. */
function withLongNumbers(checked: CheckedConsignment, value: unknown, pointer: string, longNumbers: readonly string[]): CheckedConsignment {
  const added = longNumberFindings(longNumbers, pointer, checked.findings);
  if (added.length === 0) return checked;
  const findings = inDocumentOrder(pointer, value, [...checked.findings, ...added]);
  const orderNumber = checked.consignment?.orderNumber ?? checked.orderNumber;
  return { ...checked, consignment: undefined, orderNumber, findings, findingCount: checked.findingCount + added.length };
}

/** Reads a manifest from the decoded bytes of a body: checks shape and meaning consignment by consignment. */
export function readManifest(source: AsyncIterable<Uint8Array>, options: ReadOptions): ManifestReader {
  return new ManifestReader(source, options);
}
