const SPACE = 0x20;
const MINUS = 0x2d;
const DIGIT = 0x30;
const OPEN = 0x28;
const CLOSE = 0x29;
const BACKSLASH = 0x5c;
const LETTER_R = 0x72;

/** What follows the backslash for each low byte that a literal string escapes; zero for all others. */
const escapes = new Uint8Array(256);
for (const byte of [OPEN, CLOSE, BACKSLASH]) escapes[byte] = byte;
escapes[0x0d] = LETTER_R;

const NUMBER_BYTES = 16;
const MOVE = bytesOf('Td ');
const SHOW = bytesOf('Tj\n');

/**
 * Buffers of streams that have been taken, for the next ones. A declaration has a hundred pages open at once; memory made anew for
 * each would make the garbage collector run several times a document, because it counts memory outside the heap as well.
 */
const spare: Buffer[] = [];
const MAX_SPARE = 256;
/** Below this a buffer is not worth keeping. */
const WORTH_KEEPING = 16_384;

/** Bytes of a page's content stream, in a buffer that grows. Numbers are whole: the page says of what. */
export class Content {
  length = 0;
  #bytes: Buffer;

  constructor(capacity: number) {
    this.#bytes = (capacity >= WORTH_KEEPING ? spare.pop() : undefined) ?? Buffer.allocUnsafe(capacity);
  }

  /** Gives the buffer back: what was written is gone. */
  release(): void {
    if (this.#bytes.length >= WORTH_KEEPING && spare.length < MAX_SPARE) spare.push(this.#bytes);
    this.#bytes = Buffer.alloc(0);
    this.length = 0;
  }

  get bytes(): Uint8Array {
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

  /** Two coordinates and an operator: `1234 -5 m `. */
  point(x: number, y: number, operator: string): void {
    this.#reserve(2 * NUMBER_BYTES);
    this.length = writeNumber(this.#bytes, writeNumber(this.#bytes, this.length, x), y);
    this.operator(operator);
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

/** Writes a whole number of at most ten digits and a space; answers where the next byte goes. */
function writeNumber(bytes: Buffer, start: number, value: number): number {
  let at = start;
  let rest = value;
  if (rest < 0) {
    bytes[at++] = MINUS;
    rest = -rest;
  }
  let digits = rest < 10 ? 1 : rest < 100 ? 2 : rest < 1000 ? 3 : rest < 10_000 ? 4 : String(rest).length;
  const end = at + digits;
  while (digits > 0) {
    const tenth = (rest / 10) | 0;
    digits -= 1;
    bytes[at + digits] = DIGIT + rest - tenth * 10;
    rest = tenth;
  }
  bytes[end] = SPACE;
  return end + 1;
}

function bytesOf(ascii: string): Uint8Array {
  return Uint8Array.from(ascii, (character) => character.charCodeAt(0));
}
