import { say } from '../../domain/wording/wording.js';
import { fileFault } from '../file-fault.js';
import { MAX_PIECE } from '../limits.js';

/** What a scan tells of; names are without their prefix. */
export interface XmlHandler {
  /**
   * The attributes as they are written, for `attributeOf`. An empty element is opened and closed.
   * True asks for the text that stands before the next tag.
   */
  open(name: string, attributes: string): boolean;
  close(name: string): void;
  /** A part of the text inside an element, references resolved. */
  text(text: string): void;
}

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const SLASH = 47;
const LESS = 60;
const GREATER = 62;
const QUESTION = 63;
const EXCLAMATION = 33;
const COLON = 58;

/** Parts of a workbook nest this deep at most; shared strings and styles a handful. */
const MAX_DEPTH = 64;

/**
 * Tags and texts of an XML part as its text comes, for the parts of a workbook, whose texts are data and whose structure is flat.
 *
 * Not a validating parser: it checks that tags match and refuses a DOCTYPE, so that no entity is ever declared. saxes 6.0.0 took 3 times
 * as long for a sheet of 45 columns.
 *
 * Errors: `validation-failed` with `format` for what is not well-formed or `truncated` for a part that ends early; `too-large` pieces.
 */
export class XmlScan {
  #rest = '';
  /** Names of the open elements, with and without their prefix. */
  readonly #fullNames: string[] = [];
  readonly #names: string[] = [];
  #wasOpened = false;
  #wantsText = false;

  constructor(private readonly handler: XmlHandler) {}

  push(text: string): void {
    const from = this.#rest === '' ? 0 : this.#finish(text);
    if (from < 0) return;
    this.#keep(text.slice(this.#scan(text, from)));
  }

  /**
   * Takes from a text what finishes the piece that is kept; answers where the next one begins, -1 if all was taken. Only this little is
   * put together: a long text that was would be walked at half the speed.
   */
  #finish(text: string): number {
    let from = 0;
    while (this.#rest !== '') {
      const end = text.indexOf('>', from) + 1;
      const piece = this.#rest + (end === 0 ? text.slice(from) : text.slice(from, end));
      this.#keep(piece.slice(this.#scan(piece, 0)));
      if (end === 0) return -1;
      from = end;
    }
    return from;
  }

  #keep(rest: string): void {
    this.#rest = rest;
    if (rest.length > MAX_PIECE) throw malformed('a tag or text is too long');
  }

  end(): void {
    if (this.#names.length > 0 || !this.#wasOpened || this.#rest.trim() !== '') {
      throw fileFault('truncated', 'The file is cut off or damaged: send it again');
    }
  }

  /** Answers where the first unfinished piece begins. */
  #scan(text: string, start: number): number {
    let from = start;
    for (;;) {
      const tag = text.charCodeAt(from) === LESS ? from : text.indexOf('<', from);
      if (tag < 0) return from;
      if (tag > from && this.#wantsText) this.handler.text(resolved(text.slice(from, tag)));
      const next = this.#tag(text, tag);
      if (next < 0) return tag;
      from = next;
    }
  }

  /** Takes one piece of markup; answers where it ends, or -1 if it does not end yet. */
  #tag(text: string, at: number): number {
    const first = text.charCodeAt(at + 1);
    if (Number.isNaN(first)) return -1;
    if (first === QUESTION) return behind(text, '?>', at);
    if (first === EXCLAMATION) return this.#declaration(text, at);
    if (first === SLASH) return this.#closeTag(text, at + 2);
    const end = endOfTag(text, at + 1);
    if (end < 0) return -1;
    this.#openTag(text, at + 1, end);
    return end + 1;
  }

  #openTag(text: string, from: number, end: number): void {
    const isEmpty = text.charCodeAt(end - 1) === SLASH;
    const stop = isEmpty ? end - 1 : end;
    let nameEnd = from;
    let nameStart = from;
    for (; nameEnd < stop; nameEnd++) {
      const sign = text.charCodeAt(nameEnd);
      if (sign <= 32) break;
      if (sign === COLON) nameStart = nameEnd + 1;
    }
    if (nameEnd === nameStart) throw malformed('a tag has no name');
    if (this.#names.length >= MAX_DEPTH) throw malformed('elements nest too deep');
    const name = text.slice(nameStart, nameEnd);
    this.#wasOpened = true;
    this.#wantsText = this.handler.open(name, text.slice(nameEnd, stop)) && !isEmpty;
    if (isEmpty) this.handler.close(name);
    else {
      this.#names.push(name);
      this.#fullNames.push(nameStart === from ? name : text.slice(from, nameEnd));
    }
  }

  #closeTag(text: string, from: number): number {
    const end = text.indexOf('>', from);
    if (end < 0) return -1;
    const fullName = this.#fullNames.pop() ?? '';
    const name = this.#names.pop();
    const isPlain = end - from === fullName.length && text.startsWith(fullName, from);
    if (name === undefined || !(isPlain || text.slice(from, end).trimEnd() === fullName)) throw malformed('tags do not match');
    this.#wantsText = false;
    this.handler.close(name);
    return end + 1;
  }

  #declaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return behind(text, '-->', at + 4);
    if (text.startsWith('<![CDATA[', at)) {
      const next = behind(text, ']]>', at);
      if (next >= 0 && this.#wantsText) this.handler.text(text.slice(at + 9, next - 3));
      return next;
    }
    if (text.length - at < 9) return -1;
    throw malformed('a DOCTYPE is not accepted');
  }
}

const malformed = (reason: string) => fileFault('format', say('This part of the workbook is not well-formed XML: {0}', reason));

function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** Where the `>` of a tag stands: not one between quotes. -1 if it has not come yet. */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === GREATER) return at;
    if (sign !== DOUBLE_QUOTE && sign !== SINGLE_QUOTE) continue;
    at = text.indexOf(sign === DOUBLE_QUOTE ? '"' : "'", at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

/** Sticky, so that a long tag without a value is walked once. */
const attribute = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gy;

/** The value of an attribute by its name without prefix, references resolved; undefined if it is not there. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (const [, full, double, single] of attributes.matchAll(attribute)) {
    if (full.slice(full.indexOf(':') + 1) === name) return resolved(double ?? single);
  }
  return undefined;
}

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]*);?/g, (_, name: string) => predefined[name] ?? referenced(name));
}

function referenced(name: string): string {
  const match = /^#(?:(\d{1,7})|x([0-9a-fA-F]{1,6}))$/.exec(name);
  const point = match === null ? Number.NaN : match[1] === undefined ? Number.parseInt(match[2], 16) : Number(match[1]);
  if (!(point > 0 && point <= 0x10_ffff)) throw malformed('a reference is not known');
  return String.fromCodePoint(point);
}
