/** A word as it stood in a text, with its hash: what it is found again by. */
export interface Remembered {
  readonly word: string;
  readonly hash: number;
}

/** One unit more in the hash of a word, which begins at 0. */
export const hashOn = (hash: number, unit: number): number => (Math.imul(hash, 31) + unit) | 0;

/** Places of the table; a power of two. */
const PLACES = 65_536;
/** Places that a word may stand in, one behind the other. */
const TRIES = 4;

function isAt(text: string, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (text.charCodeAt(start + i) !== word.charCodeAt(i)) return false;
  return true;
}

/**
 * Words that come again and again, found by their place in a text: no string is made of a word that is known. A new word takes the
 * place of an old one where there is none left, so that no sender can make the table grow.
 */
export class WordMemory<T extends Remembered> {
  readonly #places: (T | undefined)[] = new Array<T | undefined>(PLACES).fill(undefined);

  get(text: string, start: number, length: number, hash: number): T | undefined {
    for (let i = 0; i < TRIES; i++) {
      const known = this.#places[(hash + i) & (PLACES - 1)];
      if (known === undefined) return undefined;
      if (known.hash === hash && known.word.length === length && isAt(text, start, known.word)) return known;
    }
    return undefined;
  }

  set(value: T): T {
    let place = value.hash & (PLACES - 1);
    for (let i = 1; i < TRIES && this.#places[place] !== undefined; i++) place = (value.hash + i) & (PLACES - 1);
    this.#places[place] = value;
    return value;
  }
}
