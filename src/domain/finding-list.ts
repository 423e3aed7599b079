import type { Finding, FindingCode } from './problem.js';

/** At most so many findings are listed, and at most so many bytes of them; counting goes on. Source: reliability R8. */
const MAX_LISTED = 1_000;
const MAX_BYTES = 1_048_576;

/** Before everything that stands behind it in the body; the default for a finding that is about no consignment. */
const FIRST = -1;

function placeOf(pointer: string | undefined): number {
  const match = pointer === undefined ? null : /^\/consignments\/(\d+)/.exec(pointer);
  return match === null ? FIRST : Number(match[1]);
}

/** Upper bound of a finding's bytes as JSON. */
const sizeOf = (finding: Finding): number => 80 + 3 * (finding.pointer?.length ?? 0) + 2 * finding.detail.length;

/**
 * Findings of one body: all are counted, the first in document order are kept. Memory is bounded whatever comes.
 *
 * `place` orders findings that arrive out of turn, such as duplicates that only a look at all consignments can tell:
 * the index of the consignment, -1 for what stands before the consignments, Infinity for what stands behind them.
 * Findings of one place keep the order in which they were added.
 */
export class FindingList {
  #kept: { place: number; finding: Finding }[] = [];
  #count = 0;
  readonly #byCode = new Map<FindingCode, number>();
  /** Set once enough are kept: nothing from this place on can be among the first any more. */
  #end: number | undefined;

  /** How many findings there were, listed or not. */
  get count(): number {
    return this.#count;
  }

  /** How many there were of each code, in the order in which codes were met. Of more than a thousand in one place the first are counted here. */
  get byCode(): ReadonlyMap<FindingCode, number> {
    return this.#byCode;
  }

  add(finding: Finding, place: number = placeOf(finding.pointer)): void {
    this.#count += 1;
    this.#byCode.set(finding.code, (this.#byCode.get(finding.code) ?? 0) + 1);
    if (this.#end !== undefined && place >= this.#end) return;
    this.#kept.push({ place, finding });
    if (this.#kept.length >= 2 * MAX_LISTED) this.#cut();
  }

  /** Adds the findings of one place, of which there were `count` in all. */
  addAll(findings: readonly Finding[], count: number = findings.length, place?: number): void {
    for (const finding of findings) this.add(finding, place);
    this.#count += count - findings.length;
  }

  /** The first findings in document order. */
  get list(): readonly Finding[] {
    let bytes = 0;
    const listed: Finding[] = [];
    for (const { finding } of this.#sorted()) {
      bytes += sizeOf(finding);
      if (bytes > MAX_BYTES) break;
      listed.push(finding);
    }
    return listed;
  }

  get isTruncated(): boolean {
    return this.list.length < this.#count;
  }

  #sorted(): { place: number; finding: Finding }[] {
    return this.#kept.toSorted((a, b) => (a.place === b.place ? 0 : a.place - b.place)).slice(0, MAX_LISTED);
  }

  #cut(): void {
    this.#kept = this.#sorted();
    this.#end = this.#kept[MAX_LISTED - 1].place;
  }
}
