import type { Finding } from '../domain/problem.js';
import { say } from '../domain/wording/wording.js';
import type { ManifestEntry } from '../intake/manifest-source.js';

const members = ['houseWaybill', 'orderNumber'] as const;

/** House waybills and order numbers stand once in a flight: the later place is at fault and names the earlier. Feed in document order. */
export class RepeatedNumbers {
  readonly #seen = { houseWaybill: new Map<string, number>(), orderNumber: new Map<string, number>() };

  of({ index, houseWaybill, orderNumber, consignment }: ManifestEntry): Finding[] {
    const numbers = { houseWaybill, orderNumber: consignment?.orderNumber ?? orderNumber };
    return members.flatMap((member) => {
      const value = numbers[member];
      if (value === undefined) return [];
      const earlier = this.#seen[member].get(value);
      if (earlier === undefined) {
        this.#seen[member].set(value, index);
        return [];
      }
      const pointer = `/consignments/${index}/${member}`;
      return [{ pointer, code: 'duplicate' as const, ...say('Same value as {0}', `/consignments/${earlier}/${member}`) }];
    });
  }
}
