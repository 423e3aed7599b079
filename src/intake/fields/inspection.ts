import type { Channel } from '../../domain/manifest.js';
import type { Finding, FindingCode, Severity } from '../../domain/problem.js';
import type { Words } from '../../domain/wording/wording.js';
import type { TradeRules } from '../checks/trade-rules.js';

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
  #noted = 0;
  /** Members of all objects seen; equal to those sent unless a name occurred twice. */
  members = 0;
  /** Of the manifest, if it was told before what is looked at. */
  channel: Channel | undefined;
  /** True while every object's members came in the order of the description. */
  isOrdered = true;

  /** `today`: `YYYY-MM-DD`, the day that dates are judged by. `trade`: what goods and people are judged by, if that is known. */
  constructor(
    readonly today: string,
    readonly trade?: TradeRules,
  ) {}

  /** Errors so far. */
  get count(): number {
    return this.#count;
  }

  /** Findings so far that are no errors. */
  get noted(): number {
    return this.#noted;
  }

  /** How many findings are kept: a mark for `under`. */
  get kept(): number {
    return this.#findings.length;
  }

  /** Adds an error about the value that is being looked at, or about a part of it. */
  add(code: FindingCode, words: Words, ...part: readonly (string | number)[]): void {
    this.#count += 1;
    this.#keep(code, undefined, words, part);
  }

  /** Adds a finding that is no error: what it is about counts as well formed. */
  note(severity: Exclude<Severity, 'error'>, code: FindingCode, words: Words, ...part: readonly (string | number)[]): void {
    this.#noted += 1;
    this.#keep(code, severity, words, part);
  }

  #keep(code: FindingCode, severity: Severity | undefined, words: Words, part: readonly (string | number)[]): void {
    if (this.#findings.length >= MAX_KEPT) return;
    const named = part.filter((token) => String(token).length <= MAX_NAME);
    const pointer = named.map((token) => `/${pointerToken(token)}`).join('');
    const said = typeof words === 'string' ? { detail: words } : words;
    this.#findings.push(severity === undefined ? { pointer, code, ...said } : { pointer, code, severity, ...said });
  }

  /** Puts a token before the pointers of all findings kept since the mark. */
  under(mark: number, token: string | number): void {
    const prefix = `/${pointerToken(token)}`;
    for (let i = mark; i < this.#findings.length; i++) this.#findings[i].pointer = prefix + this.#findings[i].pointer;
  }

  /** Hands over the findings and is as new. */
  finish(): Finding[] {
    const findings = this.#findings;
    if (findings.length > 0) this.#findings = [];
    this.#count = 0;
    this.#noted = 0;
    this.members = 0;
    this.isOrdered = true;
    return findings;
  }
}
