import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DomainError } from '../domain/problem.js';

/** Limits of a body, all of them settings. Source: reliability R20. */
export interface BodyLimits {
  decodedBytes: number;
  /** On the wire, of a compressed body; a plain one may use all of `decodedBytes`. */
  wireBytes: number;
  /** Decoded bytes to one on the wire. */
  ratio: number;
  /** Decoded bytes up to which the ratio does not matter. */
  ratioGraceBytes: number;
  /** Longest wait for the next bytes. */
  idleMs: number;
}

const MIB = 1_048_576;

const DEFAULT_BODY_LIMITS: BodyLimits = {
  decodedBytes: 512 * MIB,
  wireBytes: 128 * MIB,
  ratio: 100,
  ratioGraceBytes: 8 * MIB,
  idleMs: 60_000,
};

export interface DecodeOptions {
  /** The header as it came; no header and `identity` are a plain body. */
  contentEncoding?: string;
  /** What belongs to the fingerprint beside the bytes. */
  seed?: string;
  limits?: Partial<BodyLimits>;
}

/** How long the rest of a body that nobody wants is read: longer than a sender that was refused is waited for. */
const LET_GO_MS = 10_000;

/** Decoded chunks of one inflating step. */
const CHUNK = 65_536;

/**
 * A body under its limits. `bytes` are the decoded ones, once; whoever stops early may `drain` the rest to know the fingerprint.
 * The source stays open until `close`, because to close a request is to lose its answer.
 */
export class DecodedBody {
  /**
   * Decoded bytes as they come; nothing is read ahead but what the inflater holds.
   *
   * Errors: `too-large` by size or ratio, `timeout` without progress, `malformed-json` for a broken or cut gzip stream,
   * and whatever the source throws.
   */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #isCompressed: boolean;
  readonly #limits: BodyLimits;
  readonly #wire: AsyncGenerator<Uint8Array, void>;
  readonly #decoded: AsyncGenerator<Uint8Array, void>;
  readonly #wireHash = createHash('sha256');
  #isBroken = false;
  #fingerprint: Buffer | undefined;
  #wireBytes = 0;
  #decodedBytes = 0;

  constructor(
    source: AsyncIterable<Uint8Array>,
    isCompressed: boolean,
    limits: BodyLimits,
    private readonly seed = '',
  ) {
    this.#source = source[Symbol.asyncIterator]();
    this.#isCompressed = isCompressed;
    this.#limits = limits;
    this.#wire = this.#readWire();
    this.#decoded = this.#decode();
    this.bytes = unclosed(this.#decoded);
  }

  get wireBytes(): number {
    return this.#wireBytes;
  }

  get decodedBytes(): number {
    return this.#decodedBytes;
  }

  /** SHA-256 of the seed and all decoded bytes, after the last of them; of all bytes on the wire if they cannot be decoded. */
  fingerprint(): Buffer {
    if (this.#fingerprint === undefined) throw new RangeError('the fingerprint is known after the last byte');
    return this.#fingerprint;
  }

  /** Reads what is left and forgets it. Errors as `bytes`, but not for a gzip stream that is broken. */
  async drain(): Promise<void> {
    await readAll(this.#decoded).catch((error) => {
      if (!this.#isBroken) throw error;
    });
    if (!this.#isBroken || this.#fingerprint !== undefined) return;
    await readAll(this.#wire);
    this.#fingerprint = this.#wireHash.digest();
  }

  /**
   * Lets go of the source. Not waited for. What is still to come is read and forgotten for a while, because the rest of a body lies before
   * the next request of its connection, which would never be read.
   */
  close(): void {
    for (const iterator of [this.#decoded, this.#wire]) void iterator.return?.().catch(() => {});
    void this.#letGo().catch(() => {});
  }

  async #letGo(): Promise<void> {
    const end = Date.now() + LET_GO_MS;
    try {
      while (Date.now() < end && (await within(this.#source.next(), end - Date.now())).done !== true);
    } finally {
      // An iterator that waits for bytes answers only when they come.
      void this.#source.return?.().catch(() => {});
    }
  }

  async *#decode(): AsyncGenerator<Uint8Array, void> {
    const hash = createHash('sha256').update(this.seed);
    for await (const chunk of this.#isCompressed ? this.#inflate() : this.#wire) {
      this.#decodedBytes += chunk.length;
      this.#checkSize();
      hash.update(chunk);
      yield chunk;
    }
    this.#fingerprint = hash.digest();
  }

  #checkSize(): void {
    const { decodedBytes, ratio, ratioGraceBytes } = this.#limits;
    if (this.#decodedBytes > decodedBytes) throw new DomainError('too-large', `At most ${decodedBytes} bytes decoded`);
    if (!this.#isCompressed || this.#decodedBytes <= ratioGraceBytes) return;
    if (this.#decodedBytes > ratio * this.#wireBytes)
      throw new DomainError('too-large', `At most ${ratio} bytes decoded for one on the wire`);
  }

  /** The bytes as they arrive, counted, none later than the limit allows. */
  async *#readWire(): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      const next = await within(this.#source.next(), this.#limits.idleMs);
      if (next.done === true) return;
      this.#wireBytes += next.value.length;
      if (this.#isCompressed) {
        this.#wireHash.update(next.value);
        if (this.#wireBytes > this.#limits.wireBytes)
          throw new DomainError('too-large', `At most ${this.#limits.wireBytes} bytes compressed`);
      }
      if (next.value.length > 0) yield next.value;
    }
  }

  async *#inflate(): AsyncGenerator<Uint8Array, void> {
    const gunzip = createGunzip({ chunkSize: CHUNK });
    // A failure of either end destroys the inflater with its error, which the loop below throws.
    pipeline(Readable.from(unclosed(this.#wire), { objectMode: false }), gunzip, () => {});
    try {
      for await (const chunk of gunzip) yield chunk;
    } catch (error) {
      throw isZlibError(error) ? this.#broken('the gzip stream is broken or cut off') : error;
    }
    // Bytes behind the last gzip member, which the inflater may pass over without a word.
    if (gunzip.bytesWritten < this.#wireBytes) throw this.#broken('something follows the gzip stream');
  }

  #broken(reason: string): DomainError {
    this.#isBroken = true;
    return new DomainError('malformed-json', reason);
  }
}

/** Goes through an iterator without ending it when the loop is left. */
const unclosed = <T>(iterator: AsyncIterator<T>): AsyncIterable<T> => ({
  [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }),
});

async function readAll(iterator: AsyncIterator<unknown>): Promise<void> {
  while ((await iterator.next()).done !== true);
}

const isZlibError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

/** Settles as the promise does, or rejects with `timeout` if that takes longer. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DomainError('timeout', `No bytes for ${ms / 1_000} seconds`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Undoes a body's content coding under its limits.
 *
 * Errors: `unsupported-media` for any coding but one `gzip`; the rest while iterating.
 */
export function decodeBody(source: AsyncIterable<Uint8Array>, { contentEncoding = '', seed, limits }: DecodeOptions = {}): DecodedBody {
  const coding = contentEncoding.trim().toLowerCase();
  const isCompressed = coding === 'gzip' || coding === 'x-gzip';
  if (!isCompressed && coding !== '' && coding !== 'identity') {
    throw new DomainError('unsupported-media', 'The content coding is gzip or none');
  }
  return new DecodedBody(source, isCompressed, { ...DEFAULT_BODY_LIMITS, ...limits }, seed);
}
