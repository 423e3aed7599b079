import { DomainError } from '../../domain/problem.js';
import { MAX_SHARED_BYTES, MAX_SHARED_TEXTS } from '../limits.js';
import { scanned } from '../xml/xml-part.js';
import type { XmlHandler } from '../xml/xml-scan.js';
import type { ZipPackage } from '../zip/zip-package.js';
import { spreadsheetText } from './cell-text.js';

/** Texts of up to so many bytes are kept as strings once they were asked for, at so many places. */
const REMEMBERED_BYTES = 64;
const REMEMBERED = 32_768;

/**
 * Texts that cells share, as bytes in one piece: a string each would take several times their size, and would keep the whole part.
 */
export class SharedStrings {
  #bytes: Buffer = Buffer.alloc(65_536);
  #ends = new Uint32Array(4_096);
  #count = 0;
  readonly #remembered: (string | undefined)[] = [];
  readonly #rememberedIndex = new Int32Array(REMEMBERED).fill(-1);

  /** Errors: `too-large` beyond the limits; the rest as `XmlScan`. */
  static async read(file: ZipPackage, part: string | undefined): Promise<SharedStrings> {
    const strings = new SharedStrings();
    if (part === undefined) return strings;
    for await (const _ of scanned(file.bytes(part), new SharedTexts((text) => strings.add(text))));
    return strings;
  }

  /** The text of an index; undefined if there is none. */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const slot = index % REMEMBERED;
    if (this.#rememberedIndex[slot] === index) return this.#remembered[slot];
    const from = index === 0 ? 0 : this.#ends[index - 1];
    const to = this.#ends[index];
    const text = this.#bytes.toString('utf8', from, to);
    if (to - from > REMEMBERED_BYTES) return text;
    this.#rememberedIndex[slot] = index;
    this.#remembered[slot] = text;
    return text;
  }

  add(text: string): void {
    const from = this.#count === 0 ? 0 : this.#ends[this.#count - 1];
    const to = from + Buffer.byteLength(text);
    if (to > MAX_SHARED_BYTES || this.#count >= MAX_SHARED_TEXTS) {
      throw new DomainError('too-large', `The texts of a workbook take at most ${MAX_SHARED_BYTES} bytes`);
    }
    this.#reserve(to);
    this.#bytes.write(text, from, 'utf8');
    this.#ends[this.#count] = to;
    this.#count += 1;
  }

  #reserve(length: number): void {
    if (length > this.#bytes.length) {
      const more = Buffer.alloc(Math.max(2 * this.#bytes.length, length));
      this.#bytes.copy(more);
      this.#bytes = more;
    }
    if (this.#count === this.#ends.length) {
      const more = new Uint32Array(2 * this.#count);
      more.set(this.#ends);
      this.#ends = more;
    }
  }
}

/** Texts of `<si>`: plain or in runs, without the readings that stand above Japanese ones. Source: ECMA-376 part 1, 18.4.8. */
class SharedTexts implements XmlHandler {
  #text = '';
  #isReading = false;

  constructor(private readonly found: (text: string) => void) {}

  open(name: string): boolean {
    if (name === 't') return !this.#isReading;
    if (name === 'si') this.#text = '';
    else if (name === 'rPh') this.#isReading = true;
    return false;
  }

  close(name: string): void {
    if (name === 'rPh') this.#isReading = false;
    else if (name === 'si') this.found(spreadsheetText(this.#text));
  }

  text(text: string): void {
    this.#text += text;
  }
}
