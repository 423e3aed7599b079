/** Markup longer than this is written before more is joined to it: what is joined may then be anything and stays small. */
export const LONGEST_JOINED = 512;

/**
 * Markup that never changes, encoded once. A declaration has five times as much of it as text, and between two texts mostly the same:
 * the end of one element, the starts of others. What two pieces make together is therefore encoded once too, when they first follow
 * each other, and found again by what follows: one copy where there were two to five.
 */
export class FixedMarkup {
  /** Weakly, because some pieces belong to one document. */
  readonly #joined = new WeakMap<FixedMarkup, FixedMarkup>();
  /** What followed last mostly follows again, and a comparison is cheaper than a search. */
  #lastNext: FixedMarkup | undefined;
  #lastJoined: FixedMarkup | undefined;

  constructor(readonly bytes: Uint8Array) {}

  followedBy(next: FixedMarkup): FixedMarkup {
    if (this.#lastNext === next && this.#lastJoined !== undefined) return this.#lastJoined;
    let joined = this.#joined.get(next);
    if (joined === undefined) {
      joined = new FixedMarkup(Buffer.concat([this.bytes, next.bytes]));
      this.#joined.set(next, joined);
    }
    this.#lastNext = next;
    this.#lastJoined = joined;
    return joined;
  }
}
