import { scaled, unscaled } from '../../domain/units.js';
import { fitsDigits, MAX_DIGITS, writeDigits } from './digits.js';
import { FixedMarkup, LONGEST_JOINED } from './fixed-markup.js';
import { escapeText } from './xml-escape.js';

/** UTF-8 needs at most three bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/** Room for most documents but declarations and house manifests; these make it grow, and it stays so. */
const FIRST_CAPACITY = 1 << 20;

/** What stands before and after the text of an element: two tags, or more where what is around the text never changes. */
export interface Tag {
  readonly start: FixedMarkup;
  readonly end: FixedMarkup;
}

/** Encoded once, when a module is loaded or a document begun, and then copied: a copy costs a fifth of encoding the same text. */
export const encoded = (markup: string): Uint8Array => Buffer.from(markup);

/** As `encoded`, for what stands often between the same elements. */
export const fixed = (markup: string): FixedMarkup => new FixedMarkup(encoded(markup));

/** An element by its name. */
export const tag = (name: string): Tag => tagAround(`<${name}>`, `</${name}>`);

/** What stands around a text, as markup. */
export const tagAround = (start: string, end: string): Tag => ({ start: fixed(start), end: fixed(end) });

/** An element as markup; nothing where there is no value. */
export const elementOf = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${escapeText(text)}</${name}>`;

const NOTHING = fixed('');
const SPACE = encoded(' ');

/** More are not kept of one list: an outer limit, for lists come from classifiers and hold a few hundred at most. */
const MAX_LISTED = 1_000;

/** Markup that depends on one code of a list, encoded once for each code that is met. */
export function listed(markupOf: (code: string) => string): (code: string) => FixedMarkup {
  const known = new Map<string, FixedMarkup>();
  return (code) => {
    let markup = known.get(code);
    if (markup === undefined) {
      if (known.size === MAX_LISTED) known.clear();
      markup = fixed(markupOf(code));
      known.set(code, markup);
    }
    return markup;
  };
}

/**
 * Writes XML as UTF-8 straight into one buffer that grows. No string is joined or made on the way: the strings of a declaration
 * would be twenty megabytes for the garbage collector.
 */
export class XmlWriter {
  #bytes = Buffer.allocUnsafeSlow(FIRST_CAPACITY);
  #length = 0;
  /** Stands behind what is in the buffer: written with what follows it, before the next text. */
  #pending = NOTHING;

  /** An element with text; nothing where there is no value, for an optional element is then left out. Errors as `escapeText`. */
  element({ start, end }: Tag, given: string | undefined): void {
    if (given === undefined) return;
    this.#start(start, 0);
    this.#text(given);
    this.#pending = end;
  }

  /** An element with the words of a name, a space between each two: to join them first costs a declaration 2 %. Errors as `element`. */
  words({ start, end }: Tag, first: string, second: string, third?: string): void {
    this.#start(start, 0);
    this.#text(first);
    this.#append(SPACE);
    this.#text(second);
    if (third !== undefined) {
      this.#append(SPACE);
      this.#text(third);
    }
    this.#pending = end;
  }

  /** An element with kilograms as they were sent, written with three decimals. Errors as `grams`. */
  sentKilograms(tag: Tag, weightKg: string): void {
    this.#sentDecimal(tag, weightKg, 3);
  }

  /** An element with an amount as it was sent, written with two decimals. Errors as `hundredths`. */
  sentMoney(tag: Tag, amount: string): void {
    this.#sentDecimal(tag, amount, 2);
  }

  /** An element with a whole number. */
  whole(tag: Tag, value: number): void {
    this.#decimal(tag, value, 0);
  }

  /** An element with kilograms, three decimals. */
  kilograms(tag: Tag, weightG: number): void {
    this.#decimal(tag, weightG, 3);
  }

  /** An element with an amount, two decimals. */
  money(tag: Tag, hundredths: number): void {
    this.#decimal(tag, hundredths, 2);
  }

  open({ start }: Tag): void {
    this.fixed(start);
  }

  close({ end }: Tag): void {
    this.fixed(end);
  }

  /** Markup that never changes. */
  fixed(markup: FixedMarkup): void {
    if (this.#pending.bytes.length > LONGEST_JOINED) this.#writePending();
    this.#pending = this.#pending.followedBy(markup);
  }

  /** Markup that is bytes already. */
  fragment(bytes: Uint8Array): void {
    this.#writePending();
    this.#append(bytes);
  }

  /** Markup as it is. */
  markup(markup: string): void {
    this.#writePending();
    this.#encode(markup);
  }

  /**
   * What was written, in memory of its own; the writer begins anew. A long document takes the buffer along, for a copy of it would
   * cost as much as a third of the writing; a short one is copied, so that it does not hold memory that it does not need.
   */
  take(): Uint8Array {
    this.#writePending();
    const written = this.#bytes.subarray(0, this.#length);
    const isLong = this.#length * 2 > this.#bytes.length;
    const taken = isLong ? written : Buffer.allocUnsafeSlow(this.#length);
    if (isLong) this.#bytes = Buffer.allocUnsafeSlow(this.#bytes.length);
    else written.copy(taken);
    this.clear();
    return taken;
  }

  clear(): void {
    this.#length = 0;
    this.#pending = NOTHING;
  }

  /** As `unscaled` writes it. */
  #decimal(tag: Tag, value: number, scale: number): void {
    if (!fitsDigits(value)) {
      this.element(tag, unscaled(value, scale));
      return;
    }
    this.#start(tag.start, MAX_DIGITS);
    this.#length = writeDigits(this.#bytes, this.#length, value, scale);
    this.#pending = tag.end;
  }

  #sentDecimal(tag: Tag, given: string, scale: number): void {
    const text = known(given);
    this.#start(tag.start, MAX_DIGITS);
    const at = text.length <= LONGEST_DECIMAL ? writeDecimal(this.#bytes, this.#length, text, scale) : NOT_PLAIN;
    if (at === NOT_PLAIN) this.#encode(unscaled(scaled(text, scale), scale));
    else this.#length = at;
    this.#pending = tag.end;
  }

  #text(given: string): void {
    const text = known(given);
    this.#reserve(text.length * BYTES_PER_UNIT);
    const at = text.length <= SHORT ? writePlain(this.#bytes, this.#length, text) : NOT_PLAIN;
    if (at === NOT_PLAIN) this.#encode(escapeText(text));
    else this.#length = at;
  }

  /** Writes what stands before a text of at most so many bytes, for which it makes room. */
  #start(start: FixedMarkup, count: number): void {
    const before = this.#pending.followedBy(start).bytes;
    this.#reserve(before.length + count);
    this.#bytes.set(before, this.#length);
    this.#length += before.length;
    this.#pending = NOTHING;
  }

  #encode(markup: string): void {
    this.#reserve(markup.length * BYTES_PER_UNIT);
    this.#length += this.#bytes.write(markup, this.#length);
  }

  #writePending(): void {
    const { bytes } = this.#pending;
    this.#pending = NOTHING;
    this.#append(bytes);
  }

  #append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
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

/**
 * The engine has a dozen kinds of strings (of one or two bytes, joined, sliced, from a literal …) and looks up the length of a text
 * and each of its characters by name once it has met more than four. Of what comes out of a concatenation it knows that it is a
 * string, and reads them at once: half the time of a declaration. Nothing is copied.
 */
// biome-ignore lint/style/useTemplate: a template calls out to make a string of its value.
const known = (text: string): string => '' + text;

/**
 * Called by itself, it is not looked up for each kind of string either. Neither exported nor imported, as what stands below: of what
 * comes from another module the engine does not know that it stays the same, which costs a tenth.
 */
const { charCodeAt } = String.prototype;

/** Writes text without markup or surrogates; answers where it ends, or `NOT_PLAIN` for any other, of which nothing then counts. */
function writePlain(bytes: Uint8Array, start: number, text: string): number {
  let at = start;
  for (let i = 0; i < text.length; i += 1) {
    const unit = charCodeAt.call(text, i);
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

/** With three places more it is an exact integer for certain. */
const LONGEST_DECIMAL = 12;
const DIGIT_ZERO = 0x30;
const DOT = 0x2e;

/**
 * Writes a decimal of at most `scale` places with exactly so many; answers where it ends, or `NOT_PLAIN` for all that has to be looked at
 * more closely. To make a number of it and digits of that costs a declaration 2 % more.
 */
function writeDecimal(bytes: Uint8Array, start: number, text: string, scale: number): number {
  const { length } = text;
  let dot = length;
  for (let i = 0; i < length; i += 1) {
    const unit = charCodeAt.call(text, i);
    if (unit === DOT && dot === length) dot = i;
    else if ((unit - DIGIT_ZERO) >>> 0 > 9) return NOT_PLAIN;
    bytes[start + i] = unit;
  }
  const isPadded = bytes[start] === DIGIT_ZERO && dot > 1;
  if (dot === 0 || isPadded || length - 1 - dot > scale) return NOT_PLAIN;
  bytes[start + dot] = DOT;
  const end = start + dot + 1 + scale;
  for (let at = start + Math.max(length, dot + 1); at < end; at += 1) bytes[at] = DIGIT_ZERO;
  return end;
}
