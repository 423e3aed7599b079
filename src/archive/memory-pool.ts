const SMALLEST = 64 * 1024;
const MOST_KEPT = 16 * 1024 * 1024;

/**
 * Memory for objects, used again and again: a few hundred kilobytes for each document, freshly taken, would have the kernel clear
 * pages and the garbage collector stop all answers many times a second. Sizes are powers of two; what is not given back is
 * collected as any other object.
 */
export class MemoryPool {
  readonly #free = new Map<number, SharedArrayBuffer[]>();
  #kept = 0;

  take(length: number): SharedArrayBuffer {
    const size = 2 ** Math.ceil(Math.log2(Math.max(length, SMALLEST)));
    const memory = this.#free.get(size)?.pop();
    if (memory === undefined) return new SharedArrayBuffer(size);
    this.#kept -= size;
    return memory;
  }

  /** To be called only when nobody will read it any more: the next object overwrites it. */
  giveBack(memory: SharedArrayBuffer): void {
    const size = memory.byteLength;
    if (this.#kept + size > MOST_KEPT) return;
    this.#kept += size;
    const free = this.#free.get(size);
    if (free === undefined) this.#free.set(size, [memory]);
    else free.push(memory);
  }

  clear(): void {
    this.#free.clear();
    this.#kept = 0;
  }
}
