import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { failpoint } from '../failpoints/failpoints.js';
import { MemoryPool } from './memory-pool.js';
import { ReadingThreads } from './reading-threads.js';

/** An object is not what its name says: it is missing, cut off or changed. */
export class DamagedObject extends Error {
  constructor(
    readonly key: string,
    readonly fault: 'missing' | 'changed',
  ) {
    super(`object ${key} is ${fault}`);
  }
}

/** Where an installation keeps its documents. */
export const archiveFolder = (dataFolder: string): string => join(dataFolder, 'documents');

/** What stands around an object's bytes where they are sent: short. */
export interface Around {
  before?: Uint8Array;
  after?: Uint8Array;
  /** Whether the hash of the whole is wanted. */
  isHashed?: boolean;
}

/** An object that is sent behind others. */
export interface PlacedObject {
  key: string;
  size: number;
  /** What stands before its bytes: short. */
  before: Uint8Array;
}

/** A file of the archive: an object, or what a process has half written of one. */
export interface ArchivedFile {
  name: string;
  isPart: boolean;
  writtenAt: Date;
}

/** An object's bytes, held against their hash, with others around them. */
export interface HeldBytes {
  whole: Buffer;
  /** SHA-256 of the whole in base64, if it was wanted. */
  sha256: string | undefined;
  /** Gives the memory back. Never to be called while somebody may still read `whole`, and not at all if that is in doubt. */
  release(): void;
}

const KEY = /^[0-9a-f]{64}$/;
const PART = /^[0-9a-f]{64}\..+\.part$/;
const SHELF = /^[0-9a-f]{2}$/;

/**
 * Objects in a folder, each named by the SHA-256 of its bytes in hex and kept below the first two digits of its name.
 * An object never changes: the same bytes come to the same name, so putting twice is harmless, from however many processes.
 *
 * Errors of the file system come through as they are: the storage is full, read-only or away.
 */
export class Archive {
  /** The archive of an installation, at its start: then, and only then, its folder is made. */
  static open(dataFolder: string, onDamage?: (key: string) => void): Archive {
    const folder = archiveFolder(dataFolder);
    mkdirSync(folder, { recursive: true });
    return new Archive(folder, onDamage);
  }

  readonly #memory = new MemoryPool();
  #threads: ReadingThreads | undefined;

  /**
   * `folder` is not made here: where it is missing, its disk is away, and nothing may be written in its place. `onDamage` is told of
   * every object that a reader was refused.
   */
  constructor(
    private readonly folder: string,
    private readonly onDamage: (key: string) => void = () => {},
  ) {}

  /**
   * Stores an object. When this returns, it survives a power failure and has been read back.
   *
   * Errors: RangeError if `key` is not the hash of `bytes`; DamagedObject if the disk returns other bytes than it was given.
   */
  async put(key: string, bytes: Uint8Array): Promise<void> {
    if (hashOf(bytes) !== key) throw new RangeError('an object is named by its hash');
    const folder = await this.#shelf(key);
    const path = join(folder, key);
    // Young again before it is looked at: from then on `drop` lets it be.
    await touch(path);
    // A sound object of this name holds these very bytes; a damaged one is replaced, which is how it is mended.
    if (!(await isSound(path, key, bytes.length))) {
      const part = join(folder, `${key}.${randomUUID()}.part`);
      try {
        await writeThrough(part, bytes);
        await rename(part, path);
        failpoint('upload.after_object');
      } catch (error) {
        await rm(part, { force: true }).catch(() => {});
        throw error;
      }
      await this.read(key);
    }
    // Also where the object was there: whoever put it may have died before this.
    await syncFolder(folder);
  }

  /** An object's bytes, held against their hash. Errors: DamagedObject. */
  async read(key: string): Promise<Buffer> {
    if (!KEY.test(key)) throw new DamagedObject(key, 'missing');
    let bytes: Buffer;
    try {
      bytes = await readFile(this.#path(key));
    } catch (error) {
      if (!isMissing(error)) throw error;
      await this.#mustBeThere();
      throw this.#damaged(key, 'missing');
    }
    if (hashOf(bytes) !== key) throw this.#damaged(key, 'changed');
    return bytes;
  }

  /**
   * An object of `size` bytes, to be sent between others: read and held against its hash off this thread, into memory that is used
   * again once it is released.
   *
   * Errors: DamagedObject, also for another size.
   */
  async hold(key: string, size: number, { before = NOTHING, after = NOTHING, isHashed = false }: Around = {}): Promise<HeldBytes> {
    if (!KEY.test(key)) throw new DamagedObject(key, 'missing');
    const length = before.length + size + after.length;
    const memory = this.#memory.take(length);
    const whole = Buffer.from(memory, 0, length);
    whole.set(before, 0);
    whole.set(after, length - after.length);
    const task = { path: this.#path(key), key, size, at: before.length, memory, hashed: isHashed ? length : 0 };
    const { isSound, sha256 } = await this.#reading().read(task);
    if (isSound) return { whole, sha256, release: () => this.#memory.giveBack(memory) };
    const copy = Buffer.concat([before, await this.#readAgain(key, size), after]);
    return { whole: copy, sha256: isHashed ? createHash('sha256').update(copy).digest('base64') : undefined, release: () => {} };
  }

  /**
   * Objects to be sent one after another, each behind what stands before it, in one piece of memory. Read as by `hold`.
   *
   * Errors: DamagedObject for any of them, also for another size.
   */
  async holdAll(objects: readonly PlacedObject[]): Promise<HeldBytes> {
    const length = objects.reduce((sum, { before, size }) => sum + before.length + size, 0);
    const memory = this.#memory.take(length);
    const whole = Buffer.from(memory, 0, length);
    let end = 0;
    const reads = objects.map(({ key, size, before }) => {
      if (!KEY.test(key)) throw new DamagedObject(key, 'missing');
      whole.set(before, end);
      const at = end + before.length;
      end = at + size;
      return this.#reading().read({ path: this.#path(key), key, size, at, memory, hashed: 0 });
    });
    const answers = await Promise.all(reads);
    if (answers.every(({ isSound }) => isSound)) return { whole, sha256: undefined, release: () => this.#memory.giveBack(memory) };
    const copies: Uint8Array[] = [];
    let damage: DamagedObject | undefined;
    for (const { key, size, before } of objects) {
      try {
        copies.push(before, await this.#readAgain(key, size));
      } catch (error) {
        // The others are looked at as well: all that are damaged are told at once.
        if (!(error instanceof DamagedObject)) throw error;
        damage ??= error;
      }
    }
    if (damage !== undefined) throw damage;
    return { whole: Buffer.concat(copies), sha256: undefined, release: () => {} };
  }

  /** Removes what processes that were killed left half written; a part that is younger may still be in the making. Returns their names. */
  async sweep(olderThanMs: number): Promise<string[]> {
    const before = Date.now() - olderThanMs;
    const removed: string[] = [];
    for await (const { name, writtenAt } of this.files({ isPart: true })) {
      if (writtenAt.getTime() > before) continue;
      await rm(this.#path(name), { force: true });
      removed.push(name);
    }
    return removed;
  }

  /** Objects, or parts of such, a shelf in memory at a time. */
  async *files({ isPart }: { isPart: boolean }): AsyncGenerator<ArchivedFile> {
    const pattern = isPart ? PART : KEY;
    for (const shelf of (await readdir(this.folder)).filter((name) => SHELF.test(name))) {
      for (const name of (await readdir(join(this.folder, shelf))).filter((entry) => pattern.test(entry))) {
        const found = await stat(this.#path(name)).catch(() => undefined);
        if (found !== undefined) yield { name, isPart, writtenAt: found.mtime };
      }
    }
  }

  /**
   * Removes an object that nobody refers to. One that is put meanwhile stays: it is young by then, or written again.
   *
   * Returns whether it went.
   */
  async drop(key: string, olderThanMs: number): Promise<boolean> {
    const path = this.#path(key);
    const part = `${path}.${randomUUID()}.part`;
    await rename(path, part);
    const { mtimeMs } = await stat(part);
    const isYoung = mtimeMs > Date.now() - olderThanMs;
    // Never over another: who put it since has looked at what it wrote.
    if (isYoung) await link(part, path).catch((error) => isCode(error, 'EEXIST') || Promise.reject(error));
    await rm(part);
    return !isYoung;
  }

  #reading(): ReadingThreads {
    this.#threads ??= new ReadingThreads(() => this.#memory.clear());
    return this.#threads;
  }

  /** Looks at an object once more, which tells what is wrong with it or with the thread. Errors: DamagedObject. */
  async #readAgain(key: string, size: number): Promise<Buffer> {
    const bytes = await this.read(key);
    if (bytes.length !== size) throw this.#damaged(key, 'changed');
    return bytes;
  }

  #damaged(key: string, fault: DamagedObject['fault']): DamagedObject {
    this.onDamage(key);
    return new DamagedObject(key, fault);
  }

  #path(key: string): string {
    return join(this.folder, key.slice(0, 2), key);
  }

  /** Where the whole folder is away, or an empty one stands in its disk's place, that is the fault and not the object. */
  async #mustBeThere(): Promise<void> {
    const shelves = await readdir(this.folder);
    if (shelves.length === 0) throw Object.assign(new Error('the folder of documents is empty'), { code: 'ENODEV' });
  }

  /** The sub-folder of an object; a new one is made durable at once. */
  async #shelf(key: string): Promise<string> {
    const shelf = join(this.folder, key.slice(0, 2));
    try {
      await mkdir(shelf);
      await syncFolder(this.folder);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    return shelf;
  }
}

const NOTHING = new Uint8Array(0);

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

const isMissing = (error: unknown): boolean => isCode(error, 'ENOENT');

/** Makes a file young, if it is there and ours to write. */
async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => {});
}

async function isSound(path: string, key: string, size: number): Promise<boolean> {
  try {
    const bytes = await readFile(path);
    return bytes.length === size && hashOf(bytes) === key;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    const half = bytes.length >> 1;
    await file.writeFile(bytes.subarray(0, half));
    failpoint('upload.mid_object');
    await file.writeFile(bytes.subarray(half));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is durable once its folder has been written through. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
