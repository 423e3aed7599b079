import { severities } from '../../../domain/problem.js';
import type { BarredGoods, NomenclatureCode, Plausibility, TradeLists } from '../../../domain/trade-lists.js';
import { BoundedMap } from './bounded-map.js';
import { isInForce, PrefixIndex } from './prefix-index.js';

/** What the lists of a day say of a commodity code. */
export interface CodeFacts {
  /** The nomenclature has it, or codes that begin with it. */
  isKnown: boolean;
  isFull: boolean;
  /** Rows in force whose prefix it begins with and none of whose exceptions it falls under: longest prefix first, then by severity. */
  barred: readonly BarredGoods[];
  /** By the longest prefix. */
  plausibility: Plausibility | undefined;
}

const FULL_LENGTH = 10;

/** Codes of a flight repeat: most look-ups end at the memory. */
const MAX_REMEMBERED = 30_000;

/** Lists that go by the beginning of a code, prepared for one day. */
export class CodeIndex {
  readonly #known: PrefixIndex<NomenclatureCode>;
  readonly #beginnings = new Set<string>();
  readonly #barred: PrefixIndex<BarredGoods>;
  readonly #plausibility: PrefixIndex<Plausibility>;
  readonly #remembered = new BoundedMap<CodeFacts>(MAX_REMEMBERED);

  constructor(lists: Pick<TradeLists, 'nomenclature' | 'barred-goods' | 'plausibility'>, today: string) {
    const codes = lists.nomenclature.filter((row) => isInForce(row, today));
    this.#known = new PrefixIndex(codes, ({ code }) => code);
    for (const { code } of codes) for (const length of [6, 8]) if (code.length > length) this.#beginnings.add(code.slice(0, length));
    const barred = lists['barred-goods'].filter((row) => isInForce(row, today));
    this.#barred = new PrefixIndex(barred.sort(bySeverity), ({ prefix }) => prefix);
    this.#plausibility = new PrefixIndex(lists.plausibility, ({ prefix }) => prefix);
  }

  /** Of a code of 6, 8 or 10 digits; undefined for any other text, which has faults of its own. */
  of(code: string): CodeFacts | undefined {
    return this.#remembered.get(code) ?? (/^\d{6}(?:\d\d){0,2}$/.test(code) ? this.#remembered.set(code, this.#lookUp(code)) : undefined);
  }

  #lookUp(code: string): CodeFacts {
    return {
      isKnown: this.#beginnings.has(code) || this.#known.matching(code).length > 0,
      isFull: code.length === FULL_LENGTH,
      barred: this.#barred.matching(code).filter(({ exceptions }) => !exceptions.some((exception) => code.startsWith(exception))),
      plausibility: this.#plausibility.matching(code)[0],
    };
  }
}

const bySeverity = (a: BarredGoods, b: BarredGoods): number => severities.indexOf(a.severity) - severities.indexOf(b.severity);
