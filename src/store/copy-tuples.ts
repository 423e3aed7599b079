import { CopyPieces } from './copy-pieces.js';
import type { PoolClient } from './database.js';

const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = -1;
const NULL = -1;

/** Of a UTF-16 code unit in UTF-8. */
const MOST_BYTES = 3;

/**
 * A COPY of rows in its binary form: for wide rows the server needs a fifth less than for lines, because it looks neither for their ends
 * nor for what is escaped. The values of a row follow in the order of the columns, each by the method of its column's type.
 *
 * Source: PostgreSQL, COPY, "Binary Format".
 */
export class CopyTuples {
  readonly #pieces: CopyPieces;

  constructor(
    client: PoolClient,
    table: string,
    readonly columns: readonly string[],
  ) {
    this.#pieces = new CopyPieces(client, `COPY ${table} (${columns.join(', ')}) FROM STDIN (FORMAT binary)`);
    this.#append(HEADER);
  }

  begin(): void {
    this.#int16(this.columns.length);
  }

  /** Ends a row; wait for the promise, if there is one, before the next. */
  done(): Promise<void> | undefined {
    return this.#pieces.takeFull();
  }

  null(): void {
    this.#int32(NULL);
  }

  boolean(value: boolean): void {
    this.#int32(1);
    const pieces = this.#pieces;
    pieces.reserve(1);
    pieces.room[pieces.length] = value ? 1 : 0;
    pieces.length += 1;
  }

  integer(value: number): void {
    this.#int32(4);
    this.#int32(value);
  }

  /** A whole number below 2^53. */
  bigint(value: number | undefined): void {
    if (value === undefined) this.null();
    else {
      this.#int32(8);
      this.#int32(Math.floor(value / 2 ** 32));
      this.#int32(value);
    }
  }

  /** Text or JSON; bytes are UTF-8. */
  text(value: string | Uint8Array | undefined): void {
    if (value === undefined) this.null();
    else if (typeof value === 'string') this.#string(value);
    else {
      this.#int32(value.length);
      this.#append(value);
    }
  }

  /** Bytes, or a whole number of 64 bits, given in hex. */
  hex(value: string | undefined): void {
    if (value === undefined) {
      this.null();
      return;
    }
    const bytes = value.length / 2;
    this.#int32(bytes);
    const pieces = this.#pieces;
    pieces.reserve(bytes);
    pieces.length += pieces.room.write(value, pieces.length, 'hex');
  }

  async end(): Promise<void> {
    this.#int16(TRAILER);
    await this.#pieces.end();
  }

  abort(): Promise<void> {
    return this.#pieces.abort();
  }

  #string(value: string): void {
    const pieces = this.#pieces;
    pieces.reserve(4 + MOST_BYTES * value.length);
    const at = pieces.length + 4;
    const bytes = pieces.room.write(value, at);
    this.#int32(bytes);
    pieces.length += bytes;
  }

  #append(bytes: Uint8Array): void {
    const pieces = this.#pieces;
    pieces.reserve(bytes.length);
    pieces.room.set(bytes, pieces.length);
    pieces.length += bytes.length;
  }

  #int16(value: number): void {
    const pieces = this.#pieces;
    pieces.reserve(2);
    pieces.length = pieces.room.writeInt16BE(value, pieces.length);
  }

  /** The lowest 32 bits. */
  #int32(value: number): void {
    const pieces = this.#pieces;
    pieces.reserve(4);
    const { room, length } = pieces;
    room[length] = value >>> 24;
    room[length + 1] = value >>> 16;
    room[length + 2] = value >>> 8;
    room[length + 3] = value;
    pieces.length = length + 4;
  }
}
