import { escapeText } from './xml-escape.js';

/** UTF-8 needs at most three bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/** Room for most documents but declarations and house manifests; these make it grow, and it stays so. */
const FIRST_CAPACITY = 1 << 20;

/** What stands before and after the text of an element, as bytes: two tags, or more where what is around the text never changes. */
export interface Tag {
  readonly start: Uint8Array;
  readonly end: Uint8Array;
}

/** Encoded once, when a module is loaded or a document begun, and then copied: a copy costs a fifth of encoding the same text. */
export const encoded = (markup: string): Uint8Array => Buffer.from(markup);

/** An element by its name. */
export const tag = (name: string): Tag => tagAround(`<${name}>`, `</${name}>`);

/** What stands around a text, as markup. */
export const tagAround = (start: string, end: string): Tag => ({ start: encoded(start), end: encoded(end) });

/**
 * Writes XML as UTF-8 straight into one buffer that grows. No string is joined or made on the way: the strings of a declaration
 * would be twenty megabytes for the garbage collector.
 */
export class XmlWriter {
  #bytes = Buffer.allocUnsafeSlow(FIRST_CAPACITY);
  #length = 0;

  /** An element with text; nothing where there is no value, for an optional element is then left out. Errors as `escapeText`. */
  element({ start, end }: Tag, text: string | undefined): void {
    if (text === undefined) return;
    this.#reserve(start.length + text.length * BYTES_PER_UNIT + end.length);
    const bytes = this.#bytes;
    bytes.set(start, this.#length);
    const begin = this.#length + start.length;
    const at = text.length <= SHORT ? writePlain(bytes, begin, text) : NOT_PLAIN;
    if (at === NOT_PLAIN) {
      this.#length = begin;
      this.markup(escapeText(text));
      this.fragment(end);
    } else {
      bytes.set(end, at);
      this.#length = at + end.length;
    }
  }

  open({ start }: Tag): void {
    this.fragment(start);
  }

  close({ end }: Tag): void {
    this.fragment(end);
  }

  /** Markup that is bytes already. */
  fragment(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Markup as it is. */
  markup(markup: string): void {
    this.#reserve(markup.length * BYTES_PER_UNIT);
    this.#length += this.#bytes.write(markup, this.#length);
  }

  /** A copy of what was written, of which nothing else holds a part; the writer begins anew. */
  take(): Uint8Array {
    const taken = Buffer.allocUnsafeSlow(this.#length);
    this.#bytes.copy(taken, 0, 0, this.#length);
    this.clear();
    return taken;
  }

  clear(): void {
    this.#length = 0;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Up to here a loop over the units costs less than the call out of JavaScript that looks for markup and the one that encodes. */
const SHORT = 40;
const NOT_PLAIN = -1;

/** One for each ASCII character that stands in text as it is. */
const plainAscii = new Uint8Array(0x80).fill(1, 0x20);
for (const character of '\t\n') plainAscii[character.charCodeAt(0)] = 1;
for (const character of '&<>') plainAscii[character.charCodeAt(0)] = 0;

/** Writes text without markup or surrogates; answers where it ends, or `NOT_PLAIN` for any other, of which nothing then counts. */
function writePlain(bytes: Uint8Array, start: number, text: string): number {
  let at = start;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      if (plainAscii[unit] === 0) return NOT_PLAIN;
      bytes[at++] = unit;
    } else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else if (unit < 0xd800) {
      bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else return NOT_PLAIN;
  }
  return at;
}
