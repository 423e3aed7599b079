import { stemmer } from '@orama/stemmers/russian';
import type { RegisteredBrand, StopWord, TradeLists } from '../../../domain/trade-lists.js';
import { CYRILLIC, classesOf, classOf, plainWord, WORD, wordsOf } from './letters.js';
import { hashOn, type Remembered, WordMemory } from './word-memory.js';

/** A row of a list as the words that it looks for, one behind the other. */
interface WordRow {
  words: readonly string[];
  /** The words as they are written, or any of their forms. */
  isExact: boolean;
  stop?: StopWord;
  brand?: RegisteredBrand;
}

/** What is known of a word as it is written. */
interface WordFacts extends Remembered {
  plain: string;
  stem: string;
  isVague: boolean;
  /** Rows that begin with it. */
  rows: readonly WordRow[];
}

/** The words of one text, gathered in arrays that are used again for the next. */
export interface WordScan {
  readonly words: WordFacts[];
  count: number;
  /** Classes of all its units. */
  met: number;
  /** A row begins with one of the words. */
  isMarked: boolean;
}

export const newScan = (): WordScan => ({ words: [], count: 0, met: 0, isMarked: false });

const NO_ROWS: readonly WordRow[] = [];

/** Hardly any word is longer. */
const MAX_REMEMBERED_LENGTH = 40;

/** A vowel that is gone in the other forms of a word: чехол, чехлы; подарок, подарки. */
const FLEETING = /([бвгджзклмнпрстфхцчшщ])[ое]([бвгджзклмнпрстфхцчшщ])$/;

/**
 * The Russian stem of a plain word, without a vowel that other forms may lack; a word of other letters is its own.
 * Source: Snowball's Russian stemmer, which keeps that vowel.
 */
const stemOf = (plain: string): string => ((classesOf(plain) & CYRILLIC) === 0 ? plain : stemmer(plain).replace(FLEETING, '$1$2'));

/** A copy that does not keep alive the longer text which a string may be part of. */
const detached = (part: string): string => Buffer.from(part, 'utf16le').toString('utf16le');

/** Lists that go by words. Stop words, brands and vague words are found in one pass over a text. Source: customs-rules 3, C12, C15, C22. */
export class WordIndex {
  readonly #exact = new Map<string, WordRow[]>();
  readonly #stems = new Map<string, WordRow[]>();
  readonly #vague: ReadonlySet<string>;
  readonly #memory = new WordMemory<WordFacts>();

  constructor(lists: Pick<TradeLists, 'stop-words' | 'brands' | 'vague-words'>) {
    for (const stop of lists['stop-words']) this.#add({ words: wordsOf(stop.phrase), isExact: stop.match === 'word', stop });
    for (const brand of lists.brands) this.#add({ words: wordsOf(brand.brand), isExact: true, brand });
    this.#vague = new Set(lists['vague-words'].map(({ word }) => stemOf(plainWord(word))));
  }

  #add(row: WordRow): void {
    if (row.words.length === 0) return;
    const words = row.isExact ? row.words : row.words.map(stemOf);
    const byFirst = row.isExact ? this.#exact : this.#stems;
    const known = byFirst.get(words[0]);
    if (known === undefined) byFirst.set(words[0], [{ ...row, words }]);
    else known.push({ ...row, words });
  }

  /** Takes a text apart. No regular expression, no lower-case copy and no string for a word that is remembered. */
  scan(text: string, into: WordScan): void {
    into.count = 0;
    into.isMarked = false;
    let met = 0;
    let start = -1;
    let hash = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const is = classOf[unit];
      met |= is;
      if ((is & WORD) !== 0) {
        if (start < 0) start = i;
        hash = hashOn(hash, unit);
      } else if (start >= 0) {
        this.#take(text, start, i, hash, into);
        start = -1;
        hash = 0;
      }
    }
    if (start >= 0) this.#take(text, start, text.length, hash, into);
    into.met = met;
  }

  #take(text: string, start: number, end: number, hash: number, into: WordScan): void {
    const facts = this.#memory.get(text, start, end - start, hash) ?? this.#lookUp(text.slice(start, end), hash);
    into.words[into.count] = facts;
    into.count += 1;
    if (facts.rows !== NO_ROWS) into.isMarked = true;
  }

  #lookUp(part: string, hash: number): WordFacts {
    const plain = plainWord(part);
    const stem = stemOf(plain);
    const exact = this.#exact.get(plain) ?? NO_ROWS;
    const formed = this.#stems.get(stem) ?? NO_ROWS;
    const rows = exact === NO_ROWS ? formed : formed === NO_ROWS ? exact : [...exact, ...formed];
    const isVague = this.#vague.has(stem);
    if (part.length > MAX_REMEMBERED_LENGTH) return { word: part, hash, plain, stem, isVague, rows };
    return this.#memory.set({ word: detached(part), hash, plain: detached(plain), stem: detached(stem), isVague, rows });
  }

  /** Rows whose words stand in a text that was taken apart, each once for each place. */
  *matches({ words, count }: WordScan): Generator<WordRow> {
    for (let at = 0; at < count; at++) {
      for (const row of words[at].rows) {
        if (at + row.words.length > count) continue;
        if (row.words.every((word, i) => word === (row.isExact ? words[at + i].plain : words[at + i].stem))) yield row;
      }
    }
  }
}
