import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Archive, HeldBytes, PlacedObject } from '../../archive/archive.js';
import type { StoredDocument } from '../../store/document-read.store.js';
import { orIntegrity } from './content.js';
import { type Described, type ZipFrame, zipFrame } from './zip.js';

/** Documents are read and sent together up to so many bytes: of a flight's a third are of one or two KiB. One more may exceed it. */
const TOGETHER = 256 * 1024;

/** Groups are read ahead while no more than so many are held: for a few readers, not for hundreds who each stand elsewhere. */
const FEW_HELD = 8;

/** A group of members that readers are at, read once for all of them. */
interface Shared {
  held: Promise<HeldBytes>;
  readers: number;
  /** Whether one of them went away, and may have left bytes on their way. */
  isLeft: boolean;
}

/**
 * Documents of a flight as one ZIP with an index of them at its beginning, for all who read it at the moment: the list, the
 * headers and the members that they are at are there once, not once for each. Members are copied as they lie in the archive.
 */
export class FlightArchive {
  /** What stands before the documents: the index with its header. */
  readonly begin: Buffer;
  readonly #documents: readonly StoredDocument[];
  readonly #frame: ZipFrame;
  /** Where each group of documents begins, and behind them where the last ends. */
  readonly #groups: readonly number[];
  readonly #shared = new Map<number, Shared>();

  constructor(
    private readonly archive: Archive,
    documents: readonly StoredDocument[],
  ) {
    this.#documents = documents;
    this.#groups = groupsOf(documents);
    const index = Buffer.from(indexOf(documents));
    const made = new Date(Math.max(0, ...documents.map(({ createdAt }) => createdAt.getTime())));
    this.#frame = zipFrame([indexMember(index, made), ...documents.map(memberOf)]);
    this.begin = Buffer.concat([this.#frame.headers[0], index]);
  }

  /** Bytes of the ZIP. */
  get length(): number {
    return this.#frame.length;
  }

  /** How many groups of documents there are. */
  get count(): number {
    return this.#groups.length - 1;
  }

  /** Whether there is memory for a group that nobody waits for yet. */
  get mayReadAhead(): boolean {
    return this.#shared.size < FEW_HELD;
  }

  /** What stands behind them: the directory of the ZIP. */
  get end(): Buffer {
    return this.#frame.end;
  }

  /**
   * A group of documents with their headers, each held against its hash. When it was given, a call of `letGo` follows.
   *
   * Errors: `document-integrity`; what the storage throws.
   */
  async hold(place: number): Promise<Buffer> {
    let shared = this.#shared.get(place);
    if (shared === undefined) {
      shared = { held: orIntegrity(this.archive.holdAll(this.#objects(place))), readers: 0, isLeft: false };
      this.#shared.set(place, shared);
    }
    shared.readers += 1;
    try {
      return (await shared.held).whole;
    } catch (error) {
      this.letGo(place, { isSent: false });
      throw error;
    }
  }

  #objects(place: number): PlacedObject[] {
    const first = this.#groups[place];
    return this.#documents
      .slice(first, this.#groups[place + 1])
      .map(({ objectKey, objectSize }, i) => ({ key: objectKey, size: objectSize, before: this.#frame.headers[first + i + 1] }));
  }

  /** A reader does without a group's bytes from now on: it has sent them, or has gone away. */
  letGo(place: number, { isSent }: { isSent: boolean }): void {
    const shared = this.#shared.get(place);
    if (shared === undefined) return;
    shared.readers -= 1;
    shared.isLeft ||= !isSent;
    if (shared.readers > 0) return;
    this.#shared.delete(place);
    if (!shared.isLeft) shared.held.then(({ release }) => release());
  }
}

function groupsOf(documents: readonly StoredDocument[]): number[] {
  const groups = [0];
  let bytes = 0;
  for (const [index, { objectSize }] of documents.entries()) {
    bytes += objectSize;
    if (bytes < TOGETHER && index < documents.length - 1) continue;
    groups.push(index + 1);
    bytes = 0;
  }
  return groups;
}

function indexMember(bytes: Buffer, modified: Date): Described {
  return { name: 'index.csv', modified, crc32: crc32(bytes), size: bytes.length, isDeflated: false, storedSize: bytes.length };
}

function memberOf({ fileName, createdAt, crc32: checksum, size, encoding, objectSize }: StoredDocument): Described {
  return { name: fileName, modified: createdAt, crc32: checksum, size, isDeflated: encoding === 'deflate', storedSize: objectSize };
}

/** The archives that are being read. Two lists of the same documents are one. */
export class OpenArchives {
  readonly #open = new Map<string, WeakRef<FlightArchive>>();

  constructor(private readonly archive: Archive) {}

  of(documents: readonly StoredDocument[]): FlightArchive {
    const hash = createHash('sha256');
    for (const { id, objectKey, status } of documents) hash.update(`${id} ${objectKey} ${status}\n`);
    const name = hash.digest('base64');
    const open = this.#open.get(name)?.deref();
    if (open !== undefined) return open;
    for (const [each, reference] of this.#open) if (reference.deref() === undefined) this.#open.delete(each);
    const made = new FlightArchive(this.archive, documents);
    this.#open.set(name, new WeakRef(made));
    return made;
  }
}

function indexOf(documents: readonly StoredDocument[]): string {
  const rows = documents.map((d) => indexRow([d.fileName, d.type, d.format, d.subject, d.size, d.sha256, d.status]));
  return [INDEX_HEAD, ...rows].join('');
}

/** A line of an index: CSV as of RFC 4180. Every value is of our own making: names, numbers and hashes. */
export const indexRow = (values: readonly (string | number)[]): string => `${values.map(cell).join(',')}\r\n`;

export const INDEX_HEAD = indexRow(['file', 'type', 'format', 'subject', 'bytes', 'sha256', 'status']);

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
