import { isAscii, isUtf8 } from 'node:buffer';
import type { Words } from '../../domain/wording/wording.js';

export type Charset = 'utf-8' | 'windows-1251';

const asCp1251 = new TextDecoder('windows-1251');

/** How bytes of a class look when windows-1251 reads them. */
const seenAs = (from: number, to: number): string =>
  asCp1251.decode(Uint8Array.from({ length: to - from + 1 }, (_, index) => from + index)).replace(/[\]\\^-]/g, '\\$&');

/**
 * UTF-8 read as windows-1251: three Cyrillic letters in a row (a lead byte D0 or D1, which reads Р or С, and one byte of 80–BF), or
 * two signs of three bytes (E2–E9: punctuation, №, Chinese). No word of a language written in windows-1251 looks so.
 */
const MOJIBAKE = new RegExp(
  `(?:[${seenAs(0xd0, 0xd1)}][${seenAs(0x80, 0xbf)}]){3}|(?:[${seenAs(0xe2, 0xe9)}][${seenAs(0x80, 0xbf)}]{2}){2}`,
);

/** The letters о and а as `MOJIBAKE` has them: a text of any length has one of both, and to look for two signs costs little. */
const FREQUENT = ['Рѕ', 'Р°'] as const;

/** True for a text whose letters were taken for those of another character set before it was sent, or got lost. */
export const hasLostLetters = (text: string): boolean =>
  text.includes('\uFFFD') || (FREQUENT.some((letter) => text.includes(letter)) && MOJIBAKE.test(text));

/** Of the bytes beyond ASCII in a windows-1251 text so many at least are letters; in other sets of one or two bytes far fewer. */
const LETTERS = 0.75;
/** Fewer bytes than this beyond ASCII tell nothing. */
const ENOUGH = 8;

function looksCyrillic(bytes: Buffer): boolean {
  let letters = 0;
  let others = 0;
  for (const byte of bytes) {
    if (byte >= 0xc0 || byte === 0xa8 || byte === 0xb8) letters += 1;
    else if (byte >= 0x80) others += 1;
  }
  return letters + others < ENOUGH || letters >= LETTERS * (letters + others);
}

/** True for UTF-8 that no windows-1251 looks like: two characters beyond ASCII, or one of three bytes. */
function isTelling(bytes: Buffer): boolean {
  let leads = 0;
  for (const byte of bytes) leads += byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
  return leads >= 2;
}

/** How many bytes at the end begin a UTF-8 character that the next bytes may complete: 0 to 3. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

const startsWith = (bytes: Buffer, ...mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/**
 * Bytes of a file into text, block by block. The character set is the one given, or told by the first block that is not ASCII alone:
 * UTF-8 if it is that, else windows-1251. Where bytes are of another set than those before them, `fault` says so and the text ends.
 */
export class CharsetReader {
  charset: Charset | undefined;
  /** What is wrong behind the last character of the text that was read last. */
  fault: Words | undefined;
  #tail: Buffer = Buffer.alloc(0);
  #isFirst = true;
  #sawUtf8 = false;
  #sawCp1251 = false;

  constructor(given?: Charset) {
    this.charset = given;
  }

  read(block: Buffer, isLast: boolean): string {
    let bytes = this.#tail.length === 0 ? block : Buffer.concat([this.#tail, block]);
    this.#tail = Buffer.alloc(0);
    if (this.#isFirst) bytes = this.#withoutMark(bytes);
    this.#isFirst = false;
    if (this.fault !== undefined) return '';
    const nul = bytes.indexOf(0);
    if (nul >= 0) return this.#stop('This is not text: it holds NUL bytes', this.#decode(bytes.subarray(0, nul)));
    if (this.charset !== 'windows-1251' && !isLast) {
      const cut = unfinished(bytes);
      this.#tail = Buffer.from(bytes.subarray(bytes.length - cut));
      bytes = bytes.subarray(0, bytes.length - cut);
    }
    return this.#decode(bytes);
  }

  #withoutMark(bytes: Buffer): Buffer {
    if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) this.fault = 'The file is UTF-16: save it as UTF-8';
    if (!startsWith(bytes, 0xef, 0xbb, 0xbf)) return bytes;
    if (this.charset === 'windows-1251') this.fault = IS_UTF8;
    this.charset = 'utf-8';
    return bytes.subarray(3);
  }

  #decode(bytes: Buffer): string {
    if (isAscii(bytes)) return bytes.toString('latin1');
    if (this.charset === 'windows-1251') return this.#isUtf8Instead(bytes) ? this.#stop(IS_UTF8, ascii(bytes)) : this.#cp1251(bytes);
    if (isUtf8(bytes)) {
      this.#sawUtf8 = true;
      this.charset = 'utf-8';
      return bytes.toString('utf8');
    }
    if (this.charset === 'utf-8') return this.#notUtf8(bytes);
    this.charset = 'windows-1251';
    const text = this.#cp1251(bytes);
    if (this.fault !== undefined || looksCyrillic(bytes)) return text;
    return this.#stop('The letters are neither UTF-8 nor windows-1251: save the file as UTF-8', beforeFault(bytes));
  }

  /** Whether the first letters of a file that was given as windows-1251 are UTF-8. */
  #isUtf8Instead(bytes: Buffer): boolean {
    if (this.#sawCp1251) return false;
    const whole = bytes.subarray(0, bytes.length - unfinished(bytes));
    return isUtf8(whole) && isTelling(whole);
  }

  /** Some rows of windows-1251 may be UTF-8. */
  #cp1251(bytes: Buffer): string {
    this.#sawCp1251 = true;
    const text = asCp1251.decode(bytes);
    const at = text.search(MOJIBAKE);
    if (at < 0) return text;
    // What is no UTF-8 may stand before or behind what is: the second of both is where the set changes.
    return this.#stop(MIXED, text.slice(0, Math.max(at, Buffer.byteLength(beforeFault(bytes)))));
  }

  #notUtf8(bytes: Buffer): string {
    const text = beforeFault(bytes);
    if (unfinished(bytes) === bytes.length) return this.#stop('The file is cut off or damaged: send it again', text);
    const isMixed = this.#sawUtf8 || !isAscii(Buffer.from(text));
    return this.#stop(isMixed ? MIXED : 'The file is not UTF-8: save it as UTF-8, or send it with charset windows-1251', text);
  }

  #stop(fault: Words, text: string): string {
    this.fault = fault;
    return text;
  }
}

const IS_UTF8 = 'The file is UTF-8, not windows-1251: send it with charset utf-8';
const MIXED = 'Rows before this one are in another character set: save the whole file as UTF-8';

/** The text up to the first byte beyond ASCII. */
const ascii = (bytes: Buffer): string =>
  bytes.toString(
    'latin1',
    0,
    bytes.findIndex((byte) => byte >= 0x80),
  );

/** The text up to the first byte that is no UTF-8. */
function beforeFault(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.slice(0, text.indexOf('\uFFFD'));
}
