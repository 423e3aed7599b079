import { inflateSync } from 'node:zlib';
import { CheckFailed } from './check-failed.js';

/** An object of the file: its dictionary as text, and where its stream begins if it has one. */
interface PdfObject {
  dictionary: string;
  stream: number | undefined;
}

/** Fonts are named in pages; each has a map from codes to characters. */
export interface PdfPage {
  content: Uint8Array;
  /** The `ToUnicode` stream of each font, by its name on the page. */
  fonts: ReadonlyMap<string, Uint8Array>;
}

const LETTERS = { open: 0x28, close: 0x29, backslash: 0x5c, less: 0x3c, greater: 0x3e };

/**
 * The objects of a PDF by its cross-reference table, as far as texts are concerned: enough to read what this service writes, apart
 * from the code that writes it. Nothing is read that is not asked for.
 *
 * Errors: CheckFailed wherever the file is not as PDF 32000-1 has it (7.5.4 cross-reference table, 7.7.3 page tree).
 */
export class PdfFile {
  readonly #bytes: Buffer;
  readonly #offsets = new Map<number, number>();
  readonly #pages: number[];
  readonly #streams = new Map<number, Uint8Array>();

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const trailer = this.#readTable();
    const catalog = this.#object(referenceIn(trailer, 'Root'));
    this.#pages = this.#leavesOf(referenceIn(catalog.dictionary, 'Pages'));
    if (this.#pages.length === 0) throw new CheckFailed('a PDF without pages');
  }

  get pageCount(): number {
    return this.#pages.length;
  }

  /** A page by its number, from 1. */
  page(number: number): PdfPage {
    const { dictionary } = this.#object(this.#pages[number - 1]);
    return { content: this.#stream(referenceIn(dictionary, 'Contents')), fonts: this.#fontsOf(dictionary) };
  }

  /** Reads where the objects are; answers the trailer. */
  #readTable(): string {
    const bytes = this.#bytes;
    const tail = bytes.toString('latin1', Math.max(0, bytes.length - 64));
    const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
    const text = Number.isNaN(start) ? '' : bytes.toString('latin1', start);
    const trailer = text.indexOf('trailer');
    if (!text.startsWith('xref') || trailer < 0) throw new CheckFailed('a PDF without a cross-reference table');
    let number = 0;
    for (const [, first, use] of text.slice(0, trailer).matchAll(/(\d+) \d+(?: ([nf]))?\s/g)) {
      if (use === undefined) number = Number(first);
      else {
        if (use === 'n') this.#offsets.set(number, Number(first));
        number += 1;
      }
    }
    return text.slice(trailer);
  }

  /** Pages below a node of the page tree, in their order. */
  #leavesOf(number: number): number[] {
    const { dictionary } = this.#object(number);
    if (!/\/Type\s*\/Pages\b/.test(dictionary)) return [number];
    const kids = [...(/\/Kids\s*\[([^\]]*)\]/.exec(dictionary)?.[1] ?? '').matchAll(/(\d+)\s+0\s+R/g)].map(([, kid]) => Number(kid));
    const count = Number(/\/Count\s+(\d+)/.exec(dictionary)?.[1]);
    // As many pages as kids: none of them is a node.
    const leaves = count === kids.length ? kids : kids.flatMap((kid) => this.#leavesOf(kid));
    if (leaves.length !== count) throw new CheckFailed('a PDF with other pages than it counts');
    return leaves;
  }

  #fontsOf(page: string): Map<string, Uint8Array> {
    const shared = /\/Resources\s+(\d+)\s+0\s+R/.exec(page)?.[1];
    const resources = shared === undefined ? page : this.#object(Number(shared)).dictionary;
    const fonts = /\/Font\s*<<([^<>]*)>>/.exec(resources)?.[1] ?? '';
    return new Map(
      [...fonts.matchAll(/\/(\w+)\s+(\d+)\s+0\s+R/g)].map(([, name, font]) => [
        name,
        this.#stream(referenceIn(this.#object(Number(font)).dictionary, 'ToUnicode')),
      ]),
    );
  }

  /** The bytes of a stream; of one object they are the same array every time. */
  #stream(number: number): Uint8Array {
    const known = this.#streams.get(number);
    if (known !== undefined) return known;
    const { dictionary, stream } = this.#object(number);
    const length = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? Number.NaN);
    if (stream === undefined || Number.isNaN(length)) throw new CheckFailed('a PDF with a stream that is not one');
    const raw = this.#bytes.subarray(stream, stream + length);
    const bytes = /\/FlateDecode\b/.test(dictionary) ? inflated(raw) : raw;
    this.#streams.set(number, bytes);
    return bytes;
  }

  #object(number: number): PdfObject {
    const bytes = this.#bytes;
    const offset = this.#offsets.get(number) ?? bytes.length;
    const head = /^(\d+) 0 obj\s*/.exec(bytes.toString('latin1', offset, offset + 32));
    if (head === null || Number(head[1]) !== number) throw new CheckFailed(`a PDF without its object ${number}`);
    const start = offset + head[0].length;
    const end = this.#endOfDictionary(start);
    const behind = /^\s*stream\r?\n/.exec(bytes.toString('latin1', end, end + 16));
    return { dictionary: bytes.toString('latin1', start, end), stream: behind === null ? undefined : end + behind[0].length };
  }

  /** Behind the `>>` of the dictionary that begins at `start`; strings in it may hold any sign. */
  #endOfDictionary(start: number): number {
    const bytes = this.#bytes;
    let depth = 0;
    for (let at = start; at < bytes.length; at += 1) {
      const letter = bytes[at];
      if (letter === LETTERS.open) at = endOfString(bytes, at);
      else if (letter === LETTERS.less && bytes[at + 1] === LETTERS.less) {
        depth += 1;
        at += 1;
      } else if (letter === LETTERS.greater && bytes[at + 1] === LETTERS.greater) {
        depth -= 1;
        at += 1;
        if (depth === 0) return at + 1;
      }
    }
    throw new CheckFailed('a PDF with an object that does not end');
  }
}

function referenceIn(dictionary: string, key: string): number {
  const number = new RegExp(`/${key}\\s+(\\d+)\\s+0\\s+R`).exec(dictionary)?.[1];
  if (number === undefined) throw new CheckFailed(`a PDF without its ${key}`);
  return Number(number);
}

/** Where a literal string ends: at the bracket that closes the first one. */
function endOfString(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const letter = bytes[at];
    if (letter === LETTERS.backslash) at += 1;
    else if (letter === LETTERS.open) depth += 1;
    else if (letter === LETTERS.close) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return bytes.length;
}

function inflated(raw: Uint8Array): Uint8Array {
  try {
    return inflateSync(raw);
  } catch {
    throw new CheckFailed('a PDF with a stream that cannot be inflated');
  }
}
