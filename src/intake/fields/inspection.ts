import type { Finding, FindingCode } from '../../domain/problem.js';

/** At most so many findings of one value are kept; the count goes on. */
const MAX_KEPT = 1_000;

/** Names longer than this are not repeated in a pointer, which then names the object that holds them. */
const MAX_NAME = 128;

/** One token of an RFC 6901 pointer. */
export const pointerToken = (name: string | number): string => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * The look at one value: what was found in it, and what was seen on the way. Nothing is allocated for a value without fault.
 *
 * Pointers grow from the inside: a finding starts at the value it is about, and each object or list around puts its token before it.
 */
export class Inspection {
  #findings: Finding[] = [];
  #count = 0;
  /** Members of all objects seen; equal to those sent unless a name occurred twice. */
  members = 0;
  /** True while every object's members came in the order of the description. */
  isOrdered = true;

  /** `today`: `YYYY-MM-DD`, the day that dates are judged by. */
  constructor(readonly today: string) {}

  get count(): number {
    return this.#count;
  }

  /** How many findings are kept: a mark for `under`. */
  get kept(): number {
    return this.#findings.length;
  }

  /** Adds a finding about the value that is being looked at, or about a part of it. */
  add(code: FindingCode, detail: string, ...part: readonly (string | number)[]): void {
    this.#count += 1;
    if (this.#findings.length >= MAX_KEPT) return;
    const named = part.filter((token) => String(token).length <= MAX_NAME);
    this.#findings.push({ pointer: named.map((token) => `/${pointerToken(token)}`).join(''), code, detail });
  }

  /** Puts a token before the pointers of all findings kept since the mark. */
  under(mark: number, token: string | number): void {
    const prefix = `/${pointerToken(token)}`;
    for (let i = mark; i < this.#findings.length; i++) this.#findings[i].pointer = prefix + this.#findings[i].pointer;
  }

  /** Hands over the findings and is as new. */
  finish(): Finding[] {
    const findings = this.#findings;
    if (this.#count > 0) this.#findings = [];
    this.#count = 0;
    this.members = 0;
    this.isOrdered = true;
    return findings;
  }
}
