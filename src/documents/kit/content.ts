const SPACE = 0x20;
const MINUS = 0x2d;
const POINT = 0x2e;
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

/** Bytes of a page's content stream, in a buffer that grows. Coordinates are written in hundredths of a point. */
export class Content {
  length = 0;
  #bytes: Buffer;

  constructor(capacity: number) {
    this.#bytes = Buffer.allocUnsafe(capacity);
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

  /** Two coordinates and an operator: `12.34 -5 m `. */
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

/** Writes whole hundredths and a space, `1234` as `12.34 `; answers where the next byte goes. At most seven digits before the point. */
function writeNumber(bytes: Buffer, start: number, hundredths: number): number {
  let at = start;
  let rest = hundredths;
  if (rest < 0) {
    bytes[at++] = MINUS;
    rest = -rest;
  }
  let whole = (rest / 100) | 0;
  const fraction = rest - whole * 100;
  let digits = whole < 10 ? 1 : whole < 100 ? 2 : whole < 1000 ? 3 : String(whole).length;
  const end = at + digits;
  while (digits > 0) {
    const tenth = (whole / 10) | 0;
    digits -= 1;
    bytes[at + digits] = DIGIT + whole - tenth * 10;
    whole = tenth;
  }
  at = end;
  if (fraction > 0) {
    const tens = (fraction / 10) | 0;
    const ones = fraction - tens * 10;
    bytes[at++] = POINT;
    bytes[at++] = DIGIT + tens;
    if (ones > 0) bytes[at++] = DIGIT + ones;
  }
  bytes[at++] = SPACE;
  return at;
}

function bytesOf(ascii: string): Uint8Array {
  return Uint8Array.from(ascii, (character) => character.charCodeAt(0));
}
