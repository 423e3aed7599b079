interface Dated {
  from?: string;
  to?: string;
}

/** True if a row holds on a day; its first and its last day belong to it. */
export const isInForce = ({ from, to }: Dated, day: string): boolean =>
  (from === undefined || from <= day) && (to === undefined || day <= to);

/** Rows by the beginning of a code that they are about. A code is looked up by its beginnings of those lengths that occur. */
export class PrefixIndex<T> {
  readonly #byPrefix = new Map<string, T[]>();
  /** Longest first. */
  readonly #lengths: readonly number[];

  constructor(rows: Iterable<T>, prefixOf: (row: T) => string) {
    const lengths = new Set<number>();
    for (const row of rows) {
      const prefix = prefixOf(row);
      lengths.add(prefix.length);
      const known = this.#byPrefix.get(prefix);
      if (known === undefined) this.#byPrefix.set(prefix, [row]);
      else known.push(row);
    }
    this.#lengths = [...lengths].sort((a, b) => b - a);
  }

  /** Rows whose prefix the code begins with, the longest first. */
  matching(code: string): T[] {
    return this.#lengths.flatMap((length) => (length > code.length ? [] : (this.#byPrefix.get(code.slice(0, length)) ?? [])));
  }
}
