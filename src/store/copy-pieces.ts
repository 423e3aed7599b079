import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';

/**
 * The bytes of a COPY in progress, gathered to pieces of a size that suits the socket. Values are encoded into a piece one by one: one
 * letter beyond Latin-1 would make a piece that is gathered as text twice as large, and its encoding a copy more.
 */
export class CopyPieces {
  static readonly #SIZE = 64 * 1024;
  /** The piece being filled, and how far it is. */
  room = Buffer.allocUnsafe(CopyPieces.#SIZE);
  length = 0;
  readonly #stream: CopyStreamQuery;
  #full: Promise<void> | undefined;
  #failure: unknown;

  constructor(client: PoolClient, sql: string) {
    this.#stream = client.query(copyFrom(sql));
    this.#stream.on('error', (error) => {
      this.#failure = error;
    });
  }

  /** Makes room for so many bytes. */
  reserve(bytes: number): void {
    if (this.length + bytes > this.room.length) this.#send(bytes);
  }

  /** To be waited for, if there is one, before more is added: the socket is full. */
  takeFull(): Promise<void> | undefined {
    const full = this.#full;
    this.#full = undefined;
    return full;
  }

  async end(): Promise<void> {
    this.#send(0);
    await this.takeFull();
    this.#stream.end();
    await finished(this.#stream);
  }

  /** Gives up: the server discards what it was sent. The client's transaction is then in error. */
  async abort(): Promise<void> {
    this.#stream.destroy();
    await finished(this.#stream).catch(() => {});
  }

  /** What was sent belongs to the socket: the next piece gets room of its own. */
  #send(next: number): void {
    if (this.#failure !== undefined) throw this.#failure;
    const piece = this.room.subarray(0, this.length);
    this.room = Buffer.allocUnsafe(Math.max(CopyPieces.#SIZE, next));
    this.length = 0;
    if (piece.length > 0 && !this.#stream.write(piece)) this.#full ??= this.#drained();
  }

  async #drained(): Promise<void> {
    await once(this.#stream, 'drain');
  }
}
