import type { TariffRow } from '../../domain/tariff.js';

/** Lengths of commodity codes and of the prefixes of tariffs. */
const SHORTEST = 2;
const LONGEST = 10;

/**
 * The tariff of one day: the longest prefix of a code counts, of one prefix the latest row that is in force.
 *
 * Source: customs-rules 2.4 and api.md, `PUT /v1/tariffs`.
 */
export class TariffBook {
  readonly #rows = new Map<string, TariffRow>();
  /** Beginnings of codes below which rates differ. */
  readonly #divided = new Set<string>();

  constructor(rows: readonly TariffRow[], date: string) {
    for (const row of rows) {
      const known = this.#rows.get(row.prefix);
      if (row.from > date || (known !== undefined && known.from > row.from)) continue;
      this.#rows.set(row.prefix, row);
      for (let length = SHORTEST; length < row.prefix.length; length += 1) this.#divided.add(row.prefix.slice(0, length));
    }
  }

  /** What goods of a code pay; undefined where no row has the code, and for a short code whose goods may fall under several rows. */
  of(commodityCode: string): TariffRow | undefined {
    if (this.#divided.has(commodityCode)) return undefined;
    for (let length = Math.min(LONGEST, commodityCode.length); length >= SHORTEST; length -= 1) {
      const row = this.#rows.get(commodityCode.slice(0, length));
      if (row !== undefined) return row;
    }
    return undefined;
  }
}
