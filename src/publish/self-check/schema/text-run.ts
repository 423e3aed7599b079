import { AMPERSAND, BRACKET, endsRun, GREATER, isSpace, LAST_BLOCK, LESS, LINE_FEED, RETURN } from './byte-classes.js';
import { referenceAt } from './references.js';
import { XmlFault } from './xml-fault.js';

/**
 * The text between two tags. It stays where it is in the document as long as it is written as it is meant; what has references, comments
 * or such in it is put together apart.
 */
export class TextRun {
  /** Where the text stands: the document, or what was put together. */
  source: Buffer;
  from = 0;
  to = 0;
  /** Whether it was put together. */
  isPieced = false;
  /** Whether there were references or CDATA sections in it, which may not stand between elements, not even for spaces. */
  hasReference = false;
  #pieces = Buffer.alloc(0);
  #size = 0;

  constructor(private readonly bytes: Buffer) {
    this.source = bytes;
  }

  /** Begins a new one behind a tag. */
  begin(from: number): void {
    this.from = from;
    if (!this.isPieced) return;
    this.isPieced = false;
    this.hasReference = false;
    this.source = this.bytes;
    this.#size = 0;
  }

  /** Takes plain text and references up to the next `<` and answers where that is. Errors: XmlFault, also at the end of the document. */
  take(start: number): number {
    const { bytes } = this;
    let at = start;
    for (;;) {
      // The loop that goes over every letter of every document: one look in a table for each.
      while (endsRun[bytes[at]] === 0) at += 1;
      const byte = bytes[at];
      if (byte === LESS) return at;
      at = this.#special(byte, at);
    }
  }

  /** Ends at a tag. */
  finish(at: number): void {
    if (this.isPieced) {
      this.#add(this.bytes, this.from, at);
      this.source = this.#pieces;
      this.from = 0;
      this.to = this.#size;
    } else this.to = at;
  }

  /** Leaves out what stands from one offset to another. */
  leaveOut(from: number, to: number): void {
    this.#add(this.bytes, this.from, from);
    this.from = to;
  }

  /** Takes what stands in a CDATA section as it is. */
  takeLiterally(from: number, to: number): void {
    this.#add(this.bytes, from, to);
    this.hasReference = true;
  }

  isBlank(): boolean {
    for (let at = this.from; at < this.to; at += 1) if (!isSpace(this.source[at])) return false;
    return true;
  }

  #special(byte: number | undefined, at: number): number {
    const { bytes } = this;
    if (byte === AMPERSAND) {
      const { text, end } = referenceAt(bytes, at);
      this.#replace(at, end, text);
      this.hasReference = true;
      return end;
    }
    if (byte === RETURN) {
      const end = bytes[at + 1] === LINE_FEED ? at + 2 : at + 1;
      this.#replace(at, end, '\n');
      return end;
    }
    if (byte === BRACKET && !(bytes[at + 1] === BRACKET && bytes[at + 2] === GREATER)) return at + 1;
    if (byte === LAST_BLOCK && !isNoCharacter(bytes, at)) return at + 1;
    throw new XmlFault('a character that may not stand in a text, or the end of it', at);
  }

  #replace(from: number, to: number, text: string): void {
    this.leaveOut(from, to);
    const bytes = Buffer.from(text);
    this.#add(bytes, 0, bytes.length);
  }

  #add(bytes: Buffer, from: number, to: number): void {
    const size = this.#size + to - from;
    if (size > this.#pieces.length) this.#pieces = Buffer.concat([this.#pieces.subarray(0, this.#size)], size * 2);
    bytes.copy(this.#pieces, this.#size, from, to);
    this.#size = size;
    this.isPieced = true;
  }
}

/** Whether U+FFFE or U+FFFF stands there, EF BF BE or EF BF BF. */
export const isNoCharacter = (bytes: Uint8Array, at: number): boolean => bytes[at + 1] === 0xbf && bytes[at + 2] >= 0xbe;
