import { tooLarge } from './malformed.js';

/** Bytes kept from chunk to chunk, up to a limit; the room is used again and again. */
export class KeptBytes {
  #room = Buffer.allocUnsafe(4_096);
  #length = 0;

  /** `what` names the thing in the problem `too-large` that ends the reading. */
  constructor(
    readonly what: string,
    readonly limit: number,
  ) {}

  get length(): number {
    return this.#length;
  }

  append(bytes: Buffer, from: number, to: number): void {
    const length = this.#length + to - from;
    if (length > this.limit) throw tooLarge(this.what, this.limit);
    if (length > this.#room.length) {
      const room = Buffer.allocUnsafe(Math.min(this.limit, Math.max(length, 2 * this.#room.length)));
      this.#room.copy(room, 0, 0, this.#length);
      this.#room = room;
    }
    bytes.copy(this.#room, this.#length, from, to);
    this.#length = length;
  }

  /** What is kept, valid until the next `append`. */
  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  /** What is kept, for good. */
  copy(): Buffer {
    return Buffer.from(this.bytes);
  }

  clear(): void {
    this.#length = 0;
  }
}
