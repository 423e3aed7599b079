const FREE = 0;
/** The table grows when it is fuller than this. */
const FULL = 0.6;

/** 52 bits of a text: among a quarter of a million texts two are alike once in a hundred thousand files. */
function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (high & 0xf_ffff) * 0x1_0000_0000 + (low >>> 0) || 1;
}

/** Numbers of consignments with the row each began in, by hash: a few bytes each, however long they are. */
export class SeenNumbers {
  #hashes = new Float64Array(1_024);
  #rows = new Uint32Array(1_024);
  #indices = new Uint32Array(1_024);
  #count = 0;

  /** Remembers a number, unless it is known: then answers where it began. */
  add(number: string, row: number, index: number): { row: number; index: number } | undefined {
    if (this.#count > FULL * this.#hashes.length) this.#grow();
    const hash = hashOf(number);
    const at = this.#placeOf(hash);
    if (this.#hashes[at] === hash) return { row: this.#rows[at], index: this.#indices[at] };
    this.#put(at, hash, row, index);
    this.#count += 1;
    return undefined;
  }

  #placeOf(hash: number): number {
    const mask = this.#hashes.length - 1;
    let at = hash % this.#hashes.length;
    while (this.#hashes[at] !== FREE && this.#hashes[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  #put(at: number, hash: number, row: number, index: number): void {
    this.#hashes[at] = hash;
    this.#rows[at] = row;
    this.#indices[at] = index;
  }

  #grow(): void {
    const [hashes, rows, indices] = [this.#hashes, this.#rows, this.#indices];
    this.#hashes = new Float64Array(2 * hashes.length);
    this.#rows = new Uint32Array(2 * hashes.length);
    this.#indices = new Uint32Array(2 * hashes.length);
    for (let i = 0; i < hashes.length; i++) if (hashes[i] !== FREE) this.#put(this.#placeOf(hashes[i]), hashes[i], rows[i], indices[i]);
  }
}
