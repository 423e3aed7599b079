/** Names with their namespaces as whole numbers, which automata and paths go by. */
export class Names {
  readonly #ids = new Map<string, number>();

  /** The number of a name, a new one if it has none. */
  add(namespace: string, local: string): number {
    const key = qualified(namespace, local);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#ids.size);
    return this.#ids.size - 1;
  }

  /** -1 for one that no schema and no path names. */
  find(namespace: string, local: string): number {
    return this.#ids.get(qualified(namespace, local)) ?? -1;
  }
}

/** A name as a key; no local name has a space. */
export const qualified = (namespace: string, local: string): string => `${namespace} ${local}`;
