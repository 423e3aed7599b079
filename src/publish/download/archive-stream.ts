import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FlightArchive } from './flight-archive.js';

/**
 * A ZIP on its way to one reader. A group of members is given on only when those before it have been taken off our hands. While
 * there are few readers the next one is read meanwhile, so that reading and sending take turns on two cores and not on one.
 * One that fails breaks the ZIP off, shorter than it said it would be.
 */
class ArchiveStream extends Readable {
  /** Places of the groups that are on their way. */
  #onTheirWay: number[] = [];
  /** What was read ahead: the group at `#next`. */
  #ahead: Promise<Buffer> | undefined;
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
    const place = this.#next;
    this.#ahead?.then(() => this.archive.letGo(place, { isSent: true })).catch(() => {});
    this.#ahead = undefined;
    done(error);
  }

  /** The next bytes; null behind the last. */
  async #piece(): Promise<Buffer | null> {
    if (this.response.writableNeedDrain) await once(this.response, 'drain');
    if (this.#isSent()) this.#letGo();
    const place = this.#next;
    if (place > this.archive.count) return null;
    const reading = this.#ahead ?? (place < this.archive.count ? this.archive.hold(place) : undefined);
    this.#ahead = undefined;
    this.#next += 1;
    if (reading === undefined) return this.archive.end;
    const bytes = await reading;
    this.#onTheirWay.push(place);
    if (this.destroyed) this.#letGo();
    else this.#readAhead();
    return bytes;
  }

  #readAhead(): void {
    if (this.#next >= this.archive.count || !this.archive.mayReadAhead) return;
    this.#ahead = this.archive.hold(this.#next);
    // Told when its turn has come.
    this.#ahead.catch(() => {});
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

/** Errors: `document-integrity` and what the storage throws, if the first documents are not to be had. */
export async function archiveStream(archive: FlightArchive, response: ServerResponse): Promise<Readable> {
  const first = archive.count === 0 ? [archive.end] : [await archive.hold(0)];
  return new ArchiveStream(archive, response, [archive.begin, ...first]);
}
