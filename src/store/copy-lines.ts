import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';

const LINE_FEED = 0x0a;

/** Of a UTF-16 code unit in UTF-8. */
const MOST_BYTES = 3;

const SPECIAL = /[\\\t\n\r]/;
const SPECIALS = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in COPY's text form: NULL for undefined, the four special characters escaped. */
export function copyField(value: string | number | boolean | undefined): string {
  if (value === undefined) return '\\N';
  if (typeof value !== 'string') return String(value);
  return SPECIAL.test(value) ? value.replace(SPECIALS, (character) => ESCAPES[character]) : value;
}

/** Bytes, given in hex, in COPY's text form. */
export function copyBytes(hex: string): string {
  return `\\\\x${hex}`;
}

/**
 * A COPY in progress. Lines are encoded into pieces of a size that suits the socket, each line by itself: one letter beyond Latin-1 would
 * make a piece that is gathered as text twice as large, and encoding it a copy more. `write` waits when the socket is full.
 */
export class CopyLines {
  static readonly #PIECE = 64 * 1024;
  readonly #stream: CopyStreamQuery;
  #room = Buffer.allocUnsafe(CopyLines.#PIECE);
  #length = 0;
  #failure: unknown;

  constructor(client: PoolClient, table: string, columns: readonly string[]) {
    this.#stream = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
    this.#stream.on('error', (error) => {
      this.#failure = error;
    });
  }

  /**
   * Adds one line without its end; wait for the promise, if there is one, before the next. Where the end of the line is in UTF-8 already
   * and holds nothing to be escaped, `rest` is that: it is copied as it is.
   */
  write(line: string, rest?: Uint8Array): Promise<void> | undefined {
    const most = MOST_BYTES * line.length + (rest?.length ?? 0) + 1;
    const full = this.#length + most > this.#room.length ? this.#flush(most) : undefined;
    this.#length += this.#room.write(line, this.#length);
    if (rest !== undefined) {
      this.#room.set(rest, this.#length);
      this.#length += rest.length;
    }
    this.#room[this.#length] = LINE_FEED;
    this.#length += 1;
    return full;
  }

  async end(): Promise<void> {
    await this.#flush(0);
    this.#stream.end();
    await finished(this.#stream);
  }

  /** Gives up: the server discards what it was sent. The client's transaction is then in error. */
  async abort(): Promise<void> {
    this.#stream.destroy();
    await finished(this.#stream).catch(() => {});
  }

  /** Sends what there is and makes room for a line of so many bytes; what was sent belongs to the socket. */
  #flush(bytes: number): Promise<void> | undefined {
    if (this.#failure !== undefined) throw this.#failure;
    const piece = this.#room.subarray(0, this.#length);
    this.#room = Buffer.allocUnsafe(Math.max(CopyLines.#PIECE, bytes));
    this.#length = 0;
    return piece.length === 0 || this.#stream.write(piece) ? undefined : this.#drained();
  }

  async #drained(): Promise<void> {
    await once(this.#stream, 'drain');
  }
}
