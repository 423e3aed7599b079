import { CheckFailed } from './check-failed.js';
import { type CodeMap, codeMap } from './code-map.js';
import type { PdfPage } from './pdf-file.js';

/** What a byte of a content stream begins, or is part of. */
const OTHER = 0;
const SPACE = 1;
const DELIMITER = 2;
const kinds = new Uint8Array(256);
for (const letter of '\0\t\n\f\r ') kinds[letter.charCodeAt(0)] = SPACE;
for (const letter of '()<>[]{}/%') kinds[letter.charCodeAt(0)] = DELIMITER;

/** What a letter behind a backslash stands for, where that is another one. Source: PDF 32000-1, table 3. */
const escapes = new Uint8Array(256);
for (const [letter, meant] of ['n\n', 'r\r', 't\t', 'b\b', 'f\f']) escapes[letter.charCodeAt(0)] = meant.charCodeAt(0);

const byte = (letter: string): number => letter.charCodeAt(0);
const [OPEN, CLOSE, LESS, GREATER, SLASH, BACKSLASH, PERCENT] = [...'()<>/\\%'].map(byte);
const [MINUS, PLUS, POINT, ZERO, NINE, SEVEN] = [...'-+.097'].map(byte);
const LINE_FEED = 10;
const TAB = 9;

/** Texts of one page at a time are put together in it. */
let units = new Uint16Array(1 << 16);

/**
 * The texts of a page in the order in which they are drawn. A line feed parts two that begin at the same distance from the left edge,
 * one under another, as the lines of a cell do; a tab any others.
 *
 * Errors: CheckFailed. Source: PDF 32000-1, 7.8.2 (content streams), 9.4 (text objects).
 */
export function pageText({ content, fonts }: PdfPage): string {
  const reader = new TextReader(Buffer.from(content.buffer, content.byteOffset, content.byteLength), fonts);
  return reader.read();
}

class TextReader {
  readonly #maps = new Map<string, CodeMap>();
  #at = 0;
  #length = 0;
  #map: CodeMap | undefined;
  /** Operands since the last operator: the name, and the last two numbers. */
  #name = '';
  #first = 0;
  #second = 0;
  /** High byte of a code that waits for its low one, or -1. */
  #high = -1;
  /** What parts the next text from the one before. */
  #gap = 0;

  constructor(
    readonly content: Buffer,
    readonly fonts: ReadonlyMap<string, Uint8Array>,
  ) {
    // Codes have two bytes each and a gap before them.
    if (units.length < content.length) units = new Uint16Array(content.length);
  }

  read(): string {
    const { content } = this;
    // What is behind the last text object is drawing.
    const end = content.lastIndexOf('ET') + 2;
    while (this.#at < end) this.#token(content[this.#at]);
    return Buffer.from(units.buffer, 0, 2 * this.#length).toString('utf16le');
  }

  #token(letter: number): void {
    if (letter === OPEN) this.#literal();
    else if (kinds[letter] === SPACE) this.#at += 1;
    else if ((letter >= ZERO && letter <= NINE) || letter === MINUS || letter === POINT || letter === PLUS) this.#number();
    else if (letter === SLASH) this.#name = this.#word(this.#at + 1);
    else if (letter === LESS && this.content[this.#at + 1] !== LESS) this.#hexadecimal();
    else if (letter === PERCENT) this.#at = this.#indexOf(LINE_FEED);
    else if (kinds[letter] === DELIMITER) this.#at += 1;
    else this.#operator(this.#word(this.#at));
  }

  #operator(operator: string): void {
    switch (operator) {
      case 'Td':
      case 'TD':
        if (this.#gap !== TAB) this.#gap = this.#first === 0 ? LINE_FEED : TAB;
        break;
      case 'T*':
      case "'":
      case '"':
        throw new CheckFailed(`a PDF with an operator that is not read, ${operator}`);
      case 'BT':
      case 'Tm':
        this.#gap = TAB;
        break;
      case 'Tf':
        this.#map = this.#mapOf(this.#name);
        break;
      case 'Tj':
      case 'TJ':
        this.#gap = 0;
        break;
    }
    this.#first = 0;
    this.#second = 0;
  }

  #mapOf(name: string): CodeMap {
    const known = this.#maps.get(name);
    if (known !== undefined) return known;
    const stream = this.fonts.get(name);
    if (stream === undefined) throw new CheckFailed('a PDF with a font that the page does not have');
    const map = codeMap(stream);
    this.#maps.set(name, map);
    return map;
  }

  #number(): void {
    const { content } = this;
    let at = this.#at;
    const start = at;
    while (kinds[content[at]] === OTHER && at < content.length) at += 1;
    this.#first = this.#second;
    this.#second = at - start === 1 ? content[start] - ZERO : Number(content.toString('latin1', start, at));
    this.#at = at;
  }

  #word(start: number): string {
    const { content } = this;
    let at = start;
    while (at < content.length && kinds[content[at]] === OTHER) at += 1;
    this.#at = at;
    return content.toString('latin1', start, at);
  }

  #indexOf(letter: number): number {
    const at = this.content.indexOf(letter, this.#at);
    return at < 0 ? this.content.length : at;
  }

  #literal(): void {
    const { content } = this;
    let depth = 0;
    this.#begin();
    for (let at = this.#at; at < content.length; at += 1) {
      let letter = content[at];
      if (letter === BACKSLASH) {
        at += 1;
        letter = content[at];
        if (letter === LINE_FEED) continue;
        if (letter >= ZERO && letter <= SEVEN) {
          const digits = /^[0-7]{1,3}/.exec(content.toString('latin1', at, at + 3))?.[0] ?? '0';
          at += digits.length - 1;
          letter = Number.parseInt(digits, 8);
        } else letter = escapes[letter] || letter;
      } else if (letter === OPEN) {
        depth += 1;
        if (depth === 1) continue;
      } else if (letter === CLOSE) {
        depth -= 1;
        if (depth === 0) {
          this.#at = at + 1;
          return;
        }
      }
      this.#byte(letter);
    }
    throw new CheckFailed('a PDF with a text that does not end');
  }

  #hexadecimal(): void {
    const end = this.#indexOf(GREATER);
    this.#begin();
    for (const letter of Buffer.from(this.content.toString('latin1', this.#at + 1, end).replaceAll(/\s/g, ''), 'hex')) this.#byte(letter);
    this.#at = end + 1;
  }

  #begin(): void {
    this.#high = -1;
    if (this.#gap !== 0) units[this.#length++] = this.#gap;
    this.#gap = 0;
  }

  #byte(letter: number): void {
    if (this.#high < 0) {
      this.#high = letter;
      return;
    }
    const unit = this.#map?.[(this.#high << 8) | letter] ?? 0;
    this.#high = -1;
    if (unit === 0) throw new CheckFailed('a PDF with a text of which a letter cannot be told');
    units[this.#length++] = unit;
  }
}
