import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Archive, HeldBytes } from '../../archive/archive.js';
import type { StoredDocument } from '../../store/document-read.store.js';
import { heldBytes } from './content.js';
import { type Described, type ZipFrame, zipFrame } from './zip.js';

/** A member that readers are at, read once for all of them. */
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
  readonly #shared = new Map<number, Shared>();

  constructor(
    private readonly archive: Archive,
    documents: readonly StoredDocument[],
  ) {
    this.#documents = documents;
    const index = Buffer.from(indexOf(documents));
    const made = new Date(Math.max(0, ...documents.map(({ createdAt }) => createdAt.getTime())));
    this.#frame = zipFrame([indexMember(index, made), ...documents.map(memberOf)]);
    this.begin = Buffer.concat([this.#frame.headers[0], index]);
  }

  /** Bytes of the ZIP. */
  get length(): number {
    return this.#frame.length;
  }

  /** How many documents there are. */
  get count(): number {
    return this.#documents.length;
  }

  /** What stands behind them: the directory of the ZIP. */
  get end(): Buffer {
    return this.#frame.end;
  }

  /**
   * A document with its header, held against its hash. When it was given, a call of `letGo` follows.
   *
   * Errors: `document-integrity`; what the storage throws.
   */
  async hold(place: number): Promise<Buffer> {
    let shared = this.#shared.get(place);
    if (shared === undefined) {
      const before = this.#frame.headers[place + 1];
      shared = { held: heldBytes(this.archive, this.#documents[place], { before }), readers: 0, isLeft: false };
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

  /** A reader does without a document's bytes from now on: it has sent them, or has gone away. */
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
