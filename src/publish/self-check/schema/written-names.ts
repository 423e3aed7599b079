import { isNameByte } from './byte-classes.js';
import { XmlFault } from './xml-fault.js';

/** More than twice as many as there may be names, a power of two. */
const SLOTS = 2_048;
const MOST = 800;
const NONE = -1;

/**
 * Names of tags as they are written in one document, each a whole number: a tag of a name that came before costs a comparison of bytes and
 * no string. Names are half of a declaration.
 */
export class WrittenNames {
  /** Where each stands first, and how long it is. */
  readonly #from = new Int32Array(MOST);
  readonly #sizes = new Int32Array(MOST);
  #count = 0;
  /** Numbers + 1 by hash. */
  readonly #slots = new Int32Array(SLOTS);
  /** By number: which name came behind it last. */
  readonly #followers = new Int32Array(MOST).fill(NONE);
  #last = 0;
  readonly #view: DataView;

  constructor(private readonly bytes: Buffer) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  size(number: number): number {
    return this.#sizes[number];
  }

  nameOf(number: number): string {
    return this.bytes.toString('latin1', this.#from[number], this.#from[number] + this.#sizes[number]);
  }

  /**
   * The number of the name at a place. The one that followed the name before is tried first: elements come in the same order again and
   * again, and a comparison takes four bytes at a time, a hash one.
   *
   * Errors: XmlFault if there is no name, or too many different ones.
   */
  at(from: number): number {
    const guess = this.#followers[this.#last];
    if (guess !== NONE && isNameByte[this.bytes[from + this.#sizes[guess]]] === 0 && this.isAt(guess, from)) {
      this.#last = guess;
      return guess;
    }
    const number = this.#found(from);
    this.#followers[this.#last] = number;
    this.#last = number;
    return number;
  }

  /** Whether the bytes of a name stand at a place. */
  isAt(number: number, place: number): boolean {
    const view = this.#view;
    const from = this.#from[number];
    const size = this.#sizes[number];
    if (size < 4 || place + size > view.byteLength) return this.#isShortAt(from, size, place);
    const last = size - 4;
    for (let at = 0; at < last; at += 4) if (view.getInt32(from + at) !== view.getInt32(place + at)) return false;
    return view.getInt32(from + last) === view.getInt32(place + last);
  }

  #isShortAt(from: number, size: number, place: number): boolean {
    for (let at = 0; at < size; at += 1) if (this.bytes[from + at] !== this.bytes[place + at]) return false;
    return true;
  }

  #found(from: number): number {
    const { bytes } = this;
    let to = from;
    let hash = 0;
    for (let byte = bytes[to]; isNameByte[byte] === 1; byte = bytes[to]) {
      hash = (Math.imul(hash, 31) + byte) | 0;
      to += 1;
    }
    if (to === from) throw new XmlFault('a tag without a name', from);
    const slots = this.#slots;
    let slot = hash & (SLOTS - 1);
    while (slots[slot] !== 0) {
      const number = slots[slot] - 1;
      if (this.#sizes[number] === to - from && this.isAt(number, from)) return number;
      slot = (slot + 1) & (SLOTS - 1);
    }
    slots[slot] = this.#add(from, to - from) + 1;
    return slots[slot] - 1;
  }

  #add(from: number, size: number): number {
    const number = this.#count;
    if (number === MOST) throw new XmlFault('too many names', from);
    this.#from[number] = from;
    this.#sizes[number] = size;
    this.#count += 1;
    return number;
  }
}
