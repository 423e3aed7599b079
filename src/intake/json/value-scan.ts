const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const OTHER = 0;
const BLANK = 1;
const STRING = 2;
const OPEN = 3;
const CLOSE = 4;
const COMMA = 5;
const COLON = 6;

/** What each byte outside a string is. */
const kinds = new Uint8Array(256);
for (const byte of Buffer.from(' \t\n\r')) kinds[byte] = BLANK;
for (const byte of Buffer.from('{[')) kinds[byte] = OPEN;
for (const byte of Buffer.from('}]')) kinds[byte] = CLOSE;
kinds[QUOTE] = STRING;
kinds[0x2c] = COMMA;
kinds[0x3a] = COLON;

/** A number of more characters may have more significant digits than a double can keep. Source: reliability R23. */
const MAX_NUMBER = 15;

/**
 * Finds the end of one JSON value by its bytes, chunk by chunk, and counts what tells whether it may be believed:
 * members (a duplicate name is counted here and lost by JSON.parse), and what keeps its text from being canonical.
 * It knows brackets and strings only; grammar is JSON.parse's affair.
 */
export class ValueScan {
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #run = 0;
  /** Deepest nesting met; 1 for a flat object. */
  deepest = 0;
  /** Colons outside strings: members of all objects. */
  members = 0;
  /** Space outside strings. */
  blanks = 0;
  /** Of it, what stands around the value and not in it. */
  outerBlanks = 0;
  /** Backslashes, and bytes of literals and of numbers that are more than digits. */
  oddities = 0;
  hasLongNumber = false;

  start(): void {
    this.#depth = 0;
    this.#inString = false;
    this.#isEscaped = false;
    this.#run = 0;
    this.deepest = 0;
    this.members = 0;
    this.blanks = 0;
    this.outerBlanks = 0;
    this.oddities = 0;
    this.hasLongNumber = false;
  }

  /** True between the first byte of a value and its last, as far as brackets and quotes tell. */
  get isOpen(): boolean {
    return this.#depth > 0 || this.#inString;
  }

  /** True if the value's text, trimmed, holds no space outside strings, no escape and no number but plain digits. */
  get isPlain(): boolean {
    return this.blanks === this.outerBlanks && this.oddities === 0;
  }

  /**
   * Goes on from `from` and returns the index of the comma or closing bracket behind the value, or `to` if it does not end here.
   * May be called again with the next chunk.
   */
  run(bytes: Uint8Array, from: number, to: number): number {
    let i = from;
    let depth = this.#depth;
    let { deepest, members, blanks, outerBlanks, oddities } = this;
    let inString = this.#inString;
    let run = this.#run;
    if (this.#isEscaped && i < to) {
      this.#isEscaped = false;
      i += 1;
    }
    scan: while (i < to) {
      if (inString) {
        let byte = bytes[i];
        while (byte !== QUOTE && byte !== BACKSLASH) {
          i += 1;
          if (i === to) break scan;
          byte = bytes[i];
        }
        i += 1;
        if (byte === QUOTE) inString = false;
        else {
          oddities += 1;
          if (i === to) this.#isEscaped = true;
          else i += 1;
        }
        continue;
      }
      const byte = bytes[i];
      const kind = kinds[byte];
      if (kind === OTHER) {
        run += 1;
        if (run > MAX_NUMBER) this.hasLongNumber = true;
        if (byte < 0x30 || byte > 0x39) oddities += 1;
        i += 1;
        continue;
      }
      run = 0;
      if (kind === STRING) inString = true;
      else if (kind === COLON) members += 1;
      else if (kind === OPEN) {
        depth += 1;
        if (depth > deepest) deepest = depth;
      } else if (kind === CLOSE) {
        if (depth === 0) break;
        depth -= 1;
      } else if (kind === COMMA) {
        if (depth === 0) break;
      } else {
        blanks += 1;
        if (depth === 0) outerBlanks += 1;
      }
      i += 1;
    }
    this.#depth = depth;
    this.#inString = inString;
    this.#run = run;
    this.deepest = deepest;
    this.members = members;
    this.blanks = blanks;
    this.outerBlanks = outerBlanks;
    this.oddities = oddities;
    return i;
  }
}
