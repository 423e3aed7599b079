import { XmlFault } from './xml-fault.js';

/** More than twice as many as there may be names, a power of two. */
const SLOTS = 2_048;
const MOST = 800;

/**
 * Names of tags as they are written in one document, each a whole number: a tag of a name that came before costs a comparison of bytes and
 * no string, which is most of what reading a name would cost.
 */
export class WrittenNames {
  /** Where each stands first. */
  readonly from = new Int32Array(MOST);
  readonly to = new Int32Array(MOST);
  #count = 0;
  /** Numbers + 1 by hash. */
  readonly #slots = new Int32Array(SLOTS);

  constructor(private readonly bytes: Uint8Array) {}

  /** The number of a name by its place and any hash over its bytes. Errors: XmlFault for a document of too many names. */
  at(from: number, to: number, hash: number): number {
    const slots = this.#slots;
    let slot = hash & (SLOTS - 1);
    while (slots[slot] !== 0) {
      const number = slots[slot] - 1;
      if (this.to[number] - this.from[number] === to - from && this.isAt(number, from)) return number;
      slot = (slot + 1) & (SLOTS - 1);
    }
    const number = this.#count;
    if (number === MOST) throw new XmlFault('too many names', from);
    this.from[number] = from;
    this.to[number] = to;
    slots[slot] = number + 1;
    this.#count += 1;
    return number;
  }

  /** Whether the bytes of a name stand at a place. */
  isAt(number: number, place: number): boolean {
    const { bytes } = this;
    const to = this.to[number];
    for (let at = this.from[number], other = place; at < to; at += 1, other += 1) if (bytes[at] !== bytes[other]) return false;
    return true;
  }
}
