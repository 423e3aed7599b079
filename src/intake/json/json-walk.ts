import { pointerToken } from '../fields/inspection.js';

const LITERAL = /true|false|null/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Between quotes all from the space on, but quotes and backslashes. */
const STRING = /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*"/uy;
const CUT_STRING = /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*(?:\\(?:u[0-9a-fA-F]{0,3})?)?$/uy;
const SPACE = /[ \t\n\r]*/y;

/** Digits that count: without sign, point, exponent and outer zeros. Source: reliability R23. */
const significantDigits = (number: string): number =>
  number
    .replace(/[eE].*$/, '')
    .replaceAll(/[-.]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '').length;

const MAX_SIGNIFICANT = 15;

/** What is wrong with a text that should be one JSON value: the index of its character and the rule. */
export interface JsonFault {
  at: number;
  reason: string;
}

/**
 * A slow and exact look at one JSON text (RFC 8259), for one that a quick look found suspicious: where it is malformed,
 * where a member's name occurs twice, where it is too deep, and which numbers have too many digits.
 */
export class JsonWalk {
  #at = 0;
  #fault: JsonFault | undefined;
  /** Pointers of numbers with more than 15 significant digits. */
  readonly longNumbers: string[] = [];

  constructor(
    readonly text: string,
    readonly maxDepth: number,
  ) {}

  /** Walks the whole text and returns the first fault. */
  walk(): JsonFault | undefined {
    if (this.#value('', 1)) {
      this.#skip(SPACE);
      if (this.#at < this.text.length) this.#fail('something follows the value');
    }
    return this.#fault;
  }

  #fail(reason: string, at: number = this.#at): false {
    this.#fault ??= { at, reason: at < this.text.length ? reason : 'the text ends too early' };
    return false;
  }

  #skip(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match[0];
  }

  #take(character: string): boolean {
    this.#skip(SPACE);
    if (this.text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #value(pointer: string, depth: number): boolean {
    this.#skip(SPACE);
    const first = this.text[this.#at];
    if (first === '{' || first === '[') {
      if (depth > this.maxDepth) return this.#fail(`nested deeper than ${this.maxDepth}`);
      this.#at += 1;
      return first === '{' ? this.#object(pointer, depth) : this.#list(pointer, depth);
    }
    if (first === '"') return this.#string() !== undefined;
    if (this.#skip(LITERAL) !== undefined) return true;
    const number = this.#skip(NUMBER);
    if (number === undefined) return this.#fail('a value is due');
    if (significantDigits(number) > MAX_SIGNIFICANT) this.longNumbers.push(pointer);
    return true;
  }

  #object(pointer: string, depth: number): boolean {
    const names = new Set<string>();
    if (this.#take('}')) return true;
    do {
      this.#skip(SPACE);
      const at = this.#at;
      const name = this.#string();
      if (name === undefined) return false;
      if (names.has(name)) return this.#fail("an object's member occurs twice", at);
      names.add(name);
      if (!this.#take(':')) return this.#fail('a colon is due');
      if (!this.#value(`${pointer}/${pointerToken(name)}`, depth + 1)) return false;
    } while (this.#take(','));
    return this.#take('}') || this.#fail('a comma or a closing brace is due');
  }

  #list(pointer: string, depth: number): boolean {
    if (this.#take(']')) return true;
    let index = 0;
    do {
      if (!this.#value(`${pointer}/${index}`, depth + 1)) return false;
      index += 1;
    } while (this.#take(','));
    return this.#take(']') || this.#fail('a comma or a closing bracket is due');
  }

  #string(): string | undefined {
    if (this.text[this.#at] !== '"') {
      this.#fail('a name or string in double quotes is due');
      return undefined;
    }
    const string = this.#skip(STRING);
    if (string !== undefined) return JSON.parse(string);
    const isCutOff = this.#skip(CUT_STRING) !== undefined;
    this.#fail('a string holds a control character or an unknown escape', isCutOff ? this.text.length : this.#at);
    return undefined;
  }
}
