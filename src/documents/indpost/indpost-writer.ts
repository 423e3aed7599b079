import { shortened } from '../kit/shorten.js';
import { bytesOfUnits, in1251, isIn1251 } from './windows-1251.js';

/**
 * How a value that is too long for its field is treated: words lose their last ones at a word boundary, marked `…`; a number, a code or an
 * address of the net is left out, for a part of it would be another.
 */
type Nature = 'words' | 'code';

/** An element with the length that it has in AltaIndPost. */
export interface IndpostField {
  readonly name: string;
  readonly limit: number;
  readonly nature: Nature;
  readonly start: Uint8Array;
  readonly end: Uint8Array;
}

const field = (name: string, limit: number, nature: Nature): IndpostField => ({
  name,
  limit,
  nature,
  start: Buffer.from(`<${name}>`),
  end: Buffer.from(`</${name}>\n`),
});

export const words = (name: string, limit: number): IndpostField => field(name, limit, 'words');
export const code = (name: string, limit: number): IndpostField => field(name, limit, 'code');

/** What was done to a value so that it fits its field; never the value. */
export interface IndpostChange {
  field: string;
  /** Number of the goods line, from 1. */
  line?: number;
  change: 'replaced' | 'shortened' | 'left out';
  /** Characters that were replaced, as `U+04D8 U+00D7`; or the length of the field. */
  detail: string;
}

const AMPERSAND = 0x26;
const LESS = 0x3c;
const GREATER = 0x3e;
const references: ReadonlyMap<number, Uint8Array> = new Map([
  [AMPERSAND, Buffer.from('&amp;')],
  [LESS, Buffer.from('&lt;')],
  [GREATER, Buffer.from('&gt;')],
]);

/** A character takes five bytes at most: `&amp;`. */
const BYTES_PER_UNIT = 5;

/** Writes AltaIndPost in windows-1251 into one buffer that grows, and notes what had to be changed. */
export class IndpostWriter {
  readonly changes: IndpostChange[] = [];
  /** The goods line that is being written. */
  line: number | undefined;
  #bytes = Buffer.allocUnsafeSlow(16_384);
  #length = 0;

  /** An element; nothing where there is no value, or none that fits. */
  put(field: IndpostField, value: string | undefined): void {
    if (value === undefined) return;
    const text = value.length <= field.limit && isIn1251(value) ? value : this.#fitted(field, value);
    if (text === '') return;
    this.raw(field.start);
    this.#text(text);
    this.raw(field.end);
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** What was written, valid until the next document is begun. */
  take(): Uint8Array {
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return bytes;
  }

  #fitted({ name, limit, nature }: IndpostField, value: string): string {
    const lacking = new Set<string>();
    const plain = in1251(value, (character) => lacking.add(codePoint(character)));
    if (lacking.size > 0) this.#note(name, 'replaced', [...lacking].join(' '));
    if (plain.length <= limit) return plain;
    this.#note(name, nature === 'words' ? 'shortened' : 'left out', String(limit));
    return nature === 'words' ? shortened(plain, limit) : '';
  }

  #note(name: string, change: IndpostChange['change'], detail: string): void {
    this.changes.push({ field: name, change, detail, ...(this.line === undefined ? {} : { line: this.line }) });
  }

  #text(text: string): void {
    this.#reserve(text.length * BYTES_PER_UNIT);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < text.length; i += 1) {
      const byte = bytesOfUnits[text.charCodeAt(i)];
      if (byte === AMPERSAND || byte === LESS || byte === GREATER) {
        const reference = references.get(byte) ?? NOTHING;
        bytes.set(reference, at);
        at += reference.length;
      } else bytes[at++] = byte;
    }
    this.#length = at;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

const NOTHING = new Uint8Array(0);

const codePoint = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
