const LINE_FEED = 0x0a;
const SPACE = 0x20;
const MINUS = 0x2d;
const POINT = 0x2e;
const DIGIT = 0x30;
const OPEN = 0x28;
const CLOSE = 0x29;
const BACKSLASH = 0x5c;
const LETTER_L = 0x6c;
const LETTER_M = 0x6d;
const LETTER_R = 0x72;

/** What follows the backslash for each low byte that a literal string escapes; zero for all others. */
const escapes = new Uint8Array(256);
for (const byte of [OPEN, CLOSE, BACKSLASH]) escapes[byte] = byte;
escapes[0x0d] = LETTER_R;

/** Digits of the numbers below a hundred. */
const TENS = Uint8Array.from({ length: 100 }, (_, value) => DIGIT + Math.floor(value / 10));
const ONES = Uint8Array.from({ length: 100 }, (_, value) => DIGIT + (value % 10));

const NUMBER_BYTES = 16;
const MOVE = bytesOf('Td ');
const SHOW = bytesOf('Tj\n');

/**
 * Buffers of streams that have been taken, for the next ones. A declaration has a hundred pages open at once; memory made anew for
 * each would make the garbage collector run several times a document, because it counts memory outside the heap as well. Kept by the
 * capacity they were asked for.
 */
const spare = new Map<number, Buffer[]>();
const MAX_SPARE = 256;
/** Below this a buffer is not worth keeping. */
const WORTH_KEEPING = 4096;

const EMPTY = Buffer.alloc(0);

function keep(capacity: number, bytes: Buffer): void {
  const kept = spare.get(capacity);
  if (kept === undefined) spare.set(capacity, [bytes]);
  else if (kept.length < MAX_SPARE) kept.push(bytes);
}

/** Bytes of a page's content stream, in a buffer that grows. Numbers are whole: the page says of what. */
export class Content {
  length = 0;
  #bytes: Buffer;

  constructor(private readonly capacity: number) {
    this.#bytes = spare.get(capacity)?.pop() ?? Buffer.allocUnsafe(capacity);
  }

  /** Gives the buffer back: what was written is gone. */
  release(): void {
    if (this.capacity >= WORTH_KEEPING) keep(this.capacity, this.#bytes);
    this.#bytes = EMPTY;
    this.length = 0;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  /** Operators and names: ASCII. */
  operator(ascii: string): void {
    this.#reserve(ascii.length);
    const bytes = this.#bytes;
    let at = this.length;
    for (let i = 0; i < ascii.length; i += 1) bytes[at++] = ascii.charCodeAt(i);
    this.length = at;
  }

  /** Bytes made elsewhere. */
  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A whole number and a space. */
  number(value: number): void {
    this.#reserve(NUMBER_BYTES);
    this.length = writeNumber(this.#bytes, this.length, value);
  }

  /** Two coordinates and an operator: `1234 -5 m `. */
  point(x: number, y: number, operator: string): void {
    this.#reserve(2 * NUMBER_BYTES);
    this.length = writeNumber(this.#bytes, writeNumber(this.#bytes, this.length, x), y);
    this.operator(operator);
  }

  /** A straight line: `12 34 m 12 78 l`. */
  segment(x1: number, y1: number, x2: number, y2: number): void {
    this.#reserve(4 * NUMBER_BYTES + 5);
    const bytes = this.#bytes;
    let at = writeNumber(bytes, writeNumber(bytes, this.length, x1), y1);
    bytes[at++] = LETTER_M;
    bytes[at++] = SPACE;
    at = writeNumber(bytes, writeNumber(bytes, at, x2), y2);
    bytes[at++] = LETTER_L;
    bytes[at++] = LINE_FEED;
    this.length = at;
  }

  /** A whole number of hundredths as its shortest decimal text, and a space: 1250 is `12.5 `. */
  hundredths(value: number): void {
    this.#reserve(2 * NUMBER_BYTES);
    const bytes = this.#bytes;
    let rest = value;
    if (rest < 0) {
      bytes[this.length++] = MINUS;
      rest = -rest;
    }
    const whole = Math.floor(rest / 100);
    const decimals = rest - 100 * whole;
    let at = writeNumber(bytes, this.length, whole);
    if (decimals > 0) {
      bytes[at - 1] = POINT;
      bytes[at++] = DIGIT + Math.floor(decimals / 10);
      if (decimals % 10 > 0) bytes[at++] = DIGIT + (decimals % 10);
      bytes[at++] = SPACE;
    }
    this.length = at;
  }

  /**
   * A line of text: moves by `x` and `y` from where the line before began, then shows some codes as a literal string of
   * two-byte codes; half the stream that hexadecimal would be.
   */
  text(x: number, y: number, codes: Uint16Array, start: number, end: number): void {
    this.#reserve(4 * (end - start) + 2 * NUMBER_BYTES + 8);
    const bytes = this.#bytes;
    let at = writeNumber(bytes, writeNumber(bytes, this.length, x), y);
    bytes[at++] = MOVE[0];
    bytes[at++] = MOVE[1];
    bytes[at++] = MOVE[2];
    bytes[at++] = OPEN;
    for (let i = start; i < end; i += 1) {
      const code = codes[i];
      const low = code & 0xff;
      const escaped = escapes[low];
      // No character of the repertoire has a high byte that needs escaping.
      bytes[at++] = code >> 8;
      if (escaped === 0) {
        bytes[at++] = low;
      } else {
        bytes[at++] = BACKSLASH;
        bytes[at++] = escaped;
      }
    }
    bytes[at++] = CLOSE;
    bytes[at++] = SHOW[0];
    bytes[at++] = SHOW[1];
    bytes[at++] = SHOW[2];
    this.length = at;
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + more));
    larger.set(this.bytes);
    this.#bytes = larger;
  }
}

/** Writes a whole number of at most ten digits and a space; answers where the next byte goes. Coordinates have few digits: two at a time. */
function writeNumber(bytes: Buffer, start: number, value: number): number {
  let at = start;
  let rest = value;
  if (rest < 0) {
    bytes[at++] = MINUS;
    rest = -rest;
  }
  if (rest >= 10_000) return at + bytes.write(`${rest} `, at, 'latin1');
  const high = (rest / 100) | 0;
  const low = rest - 100 * high;
  if (high >= 10) at = writePair(bytes, at, high);
  else if (high > 0) bytes[at++] = DIGIT + high;
  if (high > 0 || low >= 10) at = writePair(bytes, at, low);
  else bytes[at++] = DIGIT + low;
  bytes[at] = SPACE;
  return at + 1;
}

function writePair(bytes: Buffer, at: number, value: number): number {
  bytes[at] = TENS[value];
  bytes[at + 1] = ONES[value];
  return at + 2;
}

function bytesOf(ascii: string): Uint8Array {
  return Uint8Array.from(ascii, (character) => character.charCodeAt(0));
}
