import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { DomainError } from '../../domain/problem.js';
import { fileFault } from '../file-fault.js';
import { MAX_ENTRIES, UNPACK_LIMITS, type UnpackLimits } from '../limits.js';

/** Read and unpacked at a time. */
const CHUNK = 131_072;

const STORED = 0;
const DEFLATED = 8;

/**
 * A ZIP that lies on disk, read by the list at its end. What is unpacked is counted over all reads of all its files.
 *
 * Errors: `validation-failed` with `truncated` for an archive that is cut off or damaged and `format` for one with a password,
 * `too-large` by its size, its ratio or its count of files.
 */
export class ZipPackage {
  #decoded = 0;
  #packed = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly zip: ZipFile,
    /** By name in small letters, as parts of a workbook are named without regard to them. */
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limits: UnpackLimits,
  ) {}

  static async open(path: string, limits: UnpackLimits = UNPACK_LIMITS): Promise<ZipPackage> {
    const file = await open(path);
    try {
      const zip = await fromFdPromise(file.fd, { autoClose: false, lazyEntries: true });
      if (zip.entryCount > MAX_ENTRIES) throw new DomainError('too-large', `An archive holds at most ${MAX_ENTRIES} files`);
      return new ZipPackage(file, zip, await listed(zip), limits);
    } catch (error) {
      await file.close();
      return asFault(error);
    }
  }

  /** Names of its files as they are written; folders are none. */
  get names(): string[] {
    return [...this.entries.values()].map(({ fileName }) => fileName).filter((name) => !name.endsWith('/'));
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The bytes of a file, unpacked as they are asked for. Errors as above; a name that is not there is a damaged archive. */
  async *bytes(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw damaged();
    if (entry.isEncrypted()) throw fileFault('format', 'The file has a password: save it without one');
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) throw damaged();
    const isDeflated = entry.compressionMethod === DEFLATED;
    let sum = 0;
    let size = 0;
    try {
      const packed = this.#packedBytes(entry);
      for await (const bytes of isDeflated ? inflated(packed) : packed) {
        this.#count(bytes.length);
        sum = crc32(bytes, sum);
        size += bytes.length;
        yield bytes;
      }
    } catch (error) {
      asFault(error);
    }
    if (sum !== entry.crc32 || size !== entry.uncompressedSize) throw damaged();
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** Read here, because a stream of yauzl 3.4 that is left early may throw where nobody catches it. */
  async *#packedBytes(entry: Entry): AsyncGenerator<Buffer> {
    const { fileDataStart } = await this.zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const end = fileDataStart + entry.compressedSize;
    for (let at = fileDataStart; at < end; ) {
      const length = Math.min(CHUNK, end - at);
      const { bytesRead, buffer } = await this.file.read(Buffer.allocUnsafe(length), 0, length, at);
      if (bytesRead === 0) throw damaged();
      at += bytesRead;
      this.#packed += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }

  #count(bytes: number): void {
    const { decodedBytes, ratio, ratioGraceBytes } = this.limits;
    this.#decoded += bytes;
    if (this.#decoded > decodedBytes) throw new DomainError('too-large', `At most ${decodedBytes} bytes unpacked`);
    if (this.#decoded > ratioGraceBytes && this.#decoded > ratio * this.#packed)
      throw new DomainError('too-large', `At most ${ratio} bytes unpacked from one`);
  }
}

/** A failure of either end destroys the inflater with its error, which its reader meets; a reader that leaves ends both. */
const inflated = (packed: AsyncIterable<Buffer>): AsyncIterable<Buffer> =>
  pipeline(Readable.from(packed, { objectMode: false }), createInflateRaw({ chunkSize: CHUNK }), () => {});

async function listed(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    // Two files of one name: which one is meant cannot be told.
    if (entries.has(name)) throw damaged();
    entries.set(name, entry);
  }
  return entries;
}

const damaged = (): DomainError => fileFault('truncated', 'The file is cut off or damaged: send it again');

/** Faults of the archive as findings; those of the disk and our own stay what they are. */
function asFault(error: unknown): never {
  const isOfDisk = typeof error === 'object' && error !== null && 'syscall' in error;
  if (isOfDisk || error instanceof DomainError) throw error;
  if (/encrypt/.test(String(error))) throw fileFault('format', 'The file has a password: save it without one');
  throw damaged();
}
