import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FlightArchive } from './flight-archive.js';

/**
 * A ZIP on its way to one reader. A member is held only when those before it have been taken off our hands: a reader that takes
 * nothing holds one, and a member is read while the kernel still sends the last one, not while it waits.
 * One that fails breaks the ZIP off, shorter than it said it would be.
 */
class ArchiveStream extends Readable {
  /** Places of the documents that are on their way. */
  #onTheirWay: number[] = [];
  #next = 0;

  constructor(
    private readonly archive: FlightArchive,
    private readonly response: ServerResponse,
    begin: Buffer[],
  ) {
    super({ highWaterMark: 1 });
    if (archive.count > 0) this.#onTheirWay.push(0);
    this.#next = 1;
    for (const piece of begin) this.push(piece);
  }

  override _read(): void {
    this.#piece().then(
      (piece) => this.push(piece),
      (error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#letGo();
    done(error);
  }

  /** The next bytes; null behind the last. */
  async #piece(): Promise<Buffer | null> {
    if (this.response.writableNeedDrain) await once(this.response, 'drain');
    if (this.#isSent()) this.#letGo();
    const place = this.#next;
    this.#next += 1;
    if (place > this.archive.count) return null;
    if (place === this.archive.count) return this.archive.end;
    const bytes = await this.archive.hold(place);
    this.#onTheirWay.push(place);
    if (this.destroyed) this.#letGo();
    return bytes;
  }

  /** Whether the kernel has all that was given so far. As long as something waits to be written, it is still read from. */
  #isSent(): boolean {
    return this.readableLength === 0 && this.response.writableLength === 0;
  }

  #letGo(): void {
    const isSent = this.#isSent();
    for (const place of this.#onTheirWay) this.archive.letGo(place, { isSent });
    this.#onTheirWay = [];
  }
}

/** Errors: `document-integrity` and what the storage throws, if the first document is not to be had. */
export async function archiveStream(archive: FlightArchive, response: ServerResponse): Promise<Readable> {
  const first = archive.count === 0 ? [archive.end] : [await archive.hold(0)];
  return new ArchiveStream(archive, response, [archive.begin, ...first]);
}
