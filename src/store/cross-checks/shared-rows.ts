/** A row and the hash of a value fit into the 53 exact bits of a number; a manifest has a quarter of so many rows. */
const ROWS = 2 ** 20;
const FIRST_ROOM = 4_096;

const OFFSET = 0x811c_9dc5;
const PRIME = 0x0100_0193;

/** FNV-1a over UTF-16 units; `kind` keeps a number apart from the same text of another column. */
function hashOf(kind: number, text: string): number {
  let hash = Math.imul(OFFSET ^ kind, PRIME);
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash >>> 0;
}

/**
 * Finds the rows of a manifest that have a value in common, while they come in: 32 bytes a consignment and one sort spare the database
 * the look at all the others, which are nearly all. Values are compared by 32 bits of a hash, so that a row too many may be named, and
 * none is left out.
 */
export class SharedRows {
  #entries = new Float64Array(FIRST_ROOM);
  #count = 0;

  /** `kind` is a small number for the column; nothing is shared by what has no value. */
  add(sequence: number, kind: number, value: string | undefined): void {
    if (value === undefined) return;
    if (this.#count === this.#entries.length) {
      const entries = new Float64Array(2 * this.#count);
      entries.set(this.#entries);
      this.#entries = entries;
    }
    this.#entries[this.#count] = hashOf(kind, value) * ROWS + sequence;
    this.#count += 1;
  }

  /** Rows with a value that another row has, in order. */
  sequences(): number[] {
    const entries = this.#entries.subarray(0, this.#count).sort();
    const found = new Set<number>();
    for (let i = 1; i < entries.length; i += 1) {
      if (Math.floor(entries[i - 1] / ROWS) !== Math.floor(entries[i] / ROWS)) continue;
      found.add(entries[i - 1] % ROWS);
      found.add(entries[i] % ROWS);
    }
    return [...found].sort((a, b) => a - b);
  }
}
