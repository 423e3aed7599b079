import type { DraftGroup } from './drafts.js';

/** What a group costs beside its consignments, in consignments: reading its rows, writing its files. */
const FIXED = 20;

/** How much the groups before count at each new one: the first ones were rendered by code that was not compiled yet. */
const FADING = 0.9;

interface KindPace {
  /** Time and size of what was made, the later the more. */
  ms: number;
  size: number;
  /** Size of what is still to be made. */
  left: number;
}

const sizeOf = ({ consignments }: Pick<DraftGroup, 'consignments'>): number => consignments + FIXED;

/**
 * Reckons how long the rest of a set takes, by what each kind of subject took so far for a consignment: the lists of a master waybill
 * take a tenth of what its declarations take, and come after them.
 */
export class RenderPace {
  readonly #kinds = new Map<string, KindPace>();

  /** `lanes`: how many groups are in work at a time. */
  constructor(
    groups: readonly Pick<DraftGroup, 'kind' | 'consignments'>[],
    private readonly lanes: number,
  ) {
    for (const group of groups) this.#of(group.kind).left += sizeOf(group);
  }

  /** A group has taken so many milliseconds from its turn to its end. */
  made(group: Pick<DraftGroup, 'kind' | 'consignments'>, ms: number): void {
    const pace = this.#of(group.kind);
    pace.ms = pace.ms * FADING + ms;
    pace.size = pace.size * FADING + sizeOf(group);
    pace.left -= sizeOf(group);
  }

  /**
   * Undefined while nothing has been made. A kind of which nothing has been made is left out: what comes last, about the whole flight,
   * lists waybills and takes next to nothing.
   */
  secondsLeft(): number | undefined {
    const made = [...this.#kinds.values()].filter(({ size }) => size > 0);
    if (made.length === 0) return undefined;
    return made.reduce((total, { ms, size, left }) => total + (left * ms) / size, 0) / this.lanes / 1000;
  }

  #of(kind: string): KindPace {
    const known = this.#kinds.get(kind) ?? { ms: 0, size: 0, left: 0 };
    this.#kinds.set(kind, known);
    return known;
  }
}
