import { createHash } from 'node:crypto';
import type { FlightPlan, Placement } from '../domain/flight-plan.js';
import { paymentsText } from '../domain/payment.js';

const BYTES = 32;

/** Hashes in one piece of memory: none is copied when more come, and none is larger than it must be. */
const TOGETHER = 4_096;

const NOTHING: ReadonlyMap<string, Buffer> = new Map();

export interface Fingerprints {
  fingerprint: string;
  listed: string | undefined;
}

/** Hashes of consignments by their places in the store, 32 bytes each beside one another: as texts they would take five times as much. */
export class ContentHashes {
  readonly #ofManifests = new Map<number, Buffer[]>();
  /** What lists tell of a consignment, where that is not what was declared of it. */
  readonly #listed = new Map<string, Buffer>();

  /** In hex; what lists tell behind the other, if it differs. */
  put(manifestKey: number, sequence: number, hex: string): void {
    const pieces = this.#ofManifests.get(manifestKey) ?? [];
    if (pieces.length === 0) this.#ofManifests.set(manifestKey, pieces);
    const index = Math.floor(sequence / TOGETHER);
    pieces[index] ??= Buffer.alloc(BYTES * TOGETHER);
    pieces[index].write(hex, BYTES * (sequence % TOGETHER), BYTES, 'hex');
    if (hex.length > 2 * BYTES) this.#listed.set(`${manifestKey} ${sequence}`, Buffer.from(hex.slice(2 * BYTES), 'hex'));
  }

  /**
   * For each declaration of a plan a hash over what it declares, what is paid for it and in which order, in hex: equal hashes, equal
   * declarations; where lists tell something else of it, another over that. `PlanStore.takeOver` has the server do the same.
   */
  fingerprints({ declarations, placements }: Pick<FlightPlan, 'declarations' | 'placements'>): Fingerprints[] {
    let next = 0;
    return declarations.map(({ houseWaybills }) => {
      const own = placements.slice(next, next + houseWaybills);
      next += houseWaybills;
      const fingerprint = this.#over(own, NOTHING);
      const listed = this.#listed.size === 0 ? fingerprint : this.#over(own, this.#listed);
      return { fingerprint, listed: listed === fingerprint ? undefined : listed };
    });
  }

  /** All bytes in one: a call of the hash for each consignment costs more than hashing it. */
  #over(placements: readonly Placement[], others: ReadonlyMap<string, Buffer>): string {
    const bytes = Buffer.alloc(2 * BYTES * placements.length);
    let length = 0;
    for (const { facts, payments } of placements) {
      const other = others.get(`${facts.manifestKey} ${facts.sequence}`);
      const piece = this.#ofManifests.get(facts.manifestKey)?.[Math.floor(facts.sequence / TOGETHER)];
      const start = BYTES * (facts.sequence % TOGETHER);
      length += other?.copy(bytes, length) ?? piece?.copy(bytes, length, start, start + BYTES) ?? 0;
      if (payments !== undefined) length += createHash('sha256').update(paymentsText(payments)).digest().copy(bytes, length);
    }
    return createHash('sha256').update(bytes.subarray(0, length)).digest('hex');
  }
}
