import { isTime, type TimeForm } from './date-time.js';
import { Decimal } from './decimal.js';

/** What a text must be. Facets of all the types it comes from hold together. */
export interface SimpleType {
  form: 'string' | 'boolean' | 'decimal' | 'integer' | TimeForm;
  /** Whether spaces around it and runs of spaces count for nothing; they stay as they are in `xs:string` alone. */
  isCollapsed: boolean;
  /** In characters. */
  minLength: number;
  maxLength: number;
  /** One list for each type in the line; one of each list must fit. */
  patterns: readonly (readonly RegExp[])[];
  values: readonly ReadonlySet<string>[];
  totalDigits: number;
  fractionDigits: number;
  minInclusive: readonly Decimal[];
  maxInclusive: readonly Decimal[];
  /** The last text that was found to be of this type: codes and days come again and again, and a string costs more than all else. */
  seen: SeenText;
}

/** A short text in memory of its own. */
export interface SeenText {
  bytes: Uint8Array;
  size: number;
}

/** Longer texts seldom come again. */
const LONGEST_SEEN = 32;

export const nothingSeen = (): SeenText => ({ bytes: new Uint8Array(LONGEST_SEEN), size: 0 });

const SPACE = 32;
const isSpace = (byte: number): boolean => byte === SPACE || byte === 10 || byte === 9 || byte === 13;

/** One for all values: a flight has a million of them. */
const decimal = new Decimal();

/** Whether the UTF-8 text from one offset to another is of a type. */
export function accepts(type: SimpleType, bytes: Buffer, from: number, to: number): boolean {
  if (!type.isCollapsed) return isValue(type, bytes, from, to);
  let [first, last] = [from, to];
  while (first < last && isSpace(bytes[first])) first += 1;
  while (last > first && isSpace(bytes[last - 1])) last -= 1;
  for (let at = first; at < last; at += 1) {
    const byte = bytes[at];
    if (byte < SPACE || (byte === SPACE && bytes[at + 1] === SPACE)) return isCollapsedValue(type, bytes.toString('utf8', first, last));
  }
  return isValue(type, bytes, first, last);
}

/** The rare one with gaps inside. */
function isCollapsedValue(type: SimpleType, text: string): boolean {
  const bytes = Buffer.from(text.replaceAll(/[ \t\r\n]+/g, ' '));
  return isValue(type, bytes, 0, bytes.length);
}

function isValue(type: SimpleType, bytes: Buffer, from: number, to: number): boolean {
  const { form, patterns, values } = type;
  if (form === 'string') {
    if (!hasLength(type, bytes, from, to)) return false;
  } else if (form === 'decimal' || form === 'integer') {
    if (!isNumber(type, bytes, from, to)) return false;
  }
  const isDone = patterns.length === 0 && values.length === 0 && (form === 'string' || form === 'decimal' || form === 'integer');
  if (isDone || isSeen(type.seen, bytes, from, to)) return true;
  const isGood = isText(type, bytes.toString('utf8', from, to));
  if (isGood) remember(type.seen, bytes, from, to);
  return isGood;
}

function isSeen(seen: SeenText, bytes: Buffer, from: number, to: number): boolean {
  const size = to - from;
  if (size !== seen.size || size === 0) return false;
  for (let at = 0; at < size; at += 1) if (seen.bytes[at] !== bytes[from + at]) return false;
  return true;
}

function remember(seen: SeenText, bytes: Buffer, from: number, to: number): void {
  const size = to - from;
  if (size > LONGEST_SEEN) return;
  for (let at = 0; at < size; at += 1) seen.bytes[at] = bytes[from + at];
  seen.size = size;
}

/** What can only be told of a string. */
function isText({ form, patterns, values }: SimpleType, text: string): boolean {
  if (form === 'boolean' && !/^(?:true|false|0|1)$/.test(text)) return false;
  if (form !== 'boolean' && form !== 'string' && form !== 'decimal' && form !== 'integer' && !isTime(form, text)) return false;
  return patterns.every((some) => some.some((pattern) => pattern.test(text))) && values.every((some) => some.has(text));
}

/** Bytes tell most lengths without being counted: a character has one to four. */
function hasLength({ minLength, maxLength }: SimpleType, bytes: Buffer, from: number, to: number): boolean {
  const size = to - from;
  if (size <= maxLength && size >= minLength * 4) return true;
  let characters = size;
  for (let at = from; at < to; at += 1) if ((bytes[at] & 0xc0) === 0x80) characters -= 1;
  return characters >= minLength && characters <= maxLength;
}

function isNumber({ form, totalDigits, fractionDigits, minInclusive, maxInclusive }: SimpleType, bytes: Buffer, from: number, to: number) {
  if (!decimal.read(bytes, from, to)) return false;
  if (form === 'integer' && decimal.point !== to) return false;
  const places = decimal.fractionDigits;
  if (places > fractionDigits || decimal.wholeDigits + places > totalDigits) return false;
  for (const least of minInclusive) if (decimal.compare(least) < 0) return false;
  for (const most of maxInclusive) if (decimal.compare(most) > 0) return false;
  return true;
}
