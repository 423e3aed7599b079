import {
  AMPERSAND,
  DOUBLE_QUOTE,
  EQUALS,
  endsRun,
  isNameByte,
  isSpace,
  LAST_BLOCK,
  LESS,
  RETURN,
  SINGLE_QUOTE,
  SPACE,
} from './byte-classes.js';
import type { AttributeRule } from './compile-schema.js';
import { split } from './namespaces.js';
import { referenceAt } from './references.js';
import { accepts } from './simple-type.js';
import { isNoCharacter } from './text-run.js';
import { XmlFault } from './xml-fault.js';

/** The attributes of a tag. Few tags have any, so that they are read as strings. */
export interface Attributes {
  /** By the name as it is written. */
  values: ReadonlyMap<string, string>;
  /** Prefixes with their namespaces; the empty one is the default. */
  declared: ReadonlyMap<string, string>;
  /** The byte behind the last one, `>` or `/`. */
  end: number;
}

/** Reads what follows the name of a tag. Errors: XmlFault. */
export function attributesAt(bytes: Buffer, from: number): Attributes {
  const values = new Map<string, string>();
  const declared = new Map<string, string>();
  let at = from;
  for (;;) {
    const next = behindSpace(bytes, at);
    if (isNameByte[bytes[next]] === 0 || next >= bytes.length) return { values, declared, end: next };
    if (next === at) throw new XmlFault('attributes without a space between', at);
    const nameEnd = behindName(bytes, next);
    const name = bytes.toString('latin1', next, nameEnd);
    const equals = behindSpace(bytes, nameEnd);
    if (bytes[equals] !== EQUALS) throw new XmlFault('an attribute without a value', equals);
    const { text, end } = valueAt(bytes, behindSpace(bytes, equals + 1));
    const [local, prefix] = split(name, next);
    const [group, key] = name === 'xmlns' ? [declared, ''] : prefix === 'xmlns' ? [declared, local] : [values, name];
    if (group.has(key)) throw new XmlFault('an attribute twice', next);
    group.set(key, text);
    at = end;
  }
}

/** Errors: XmlFault if they are not what a type has. */
export function checkAttributes(
  values: ReadonlyMap<string, string>,
  rules: ReadonlyMap<string, AttributeRule>,
  required: number,
  at: number,
): void {
  let found = 0;
  for (const [name, value] of values) {
    // No type has an attribute of a namespace, so that a prefix is as odd as another name.
    const rule = rules.get(name);
    if (rule === undefined) throw new XmlFault('an attribute that is not known', at);
    if (rule.isRequired) found += 1;
    const bytes = Buffer.from(value);
    const isFixed = rule.fixed === undefined || rule.fixed === value;
    if (!isFixed || !accepts(rule.type, bytes, 0, bytes.length)) throw new XmlFault('an attribute of another value', at);
  }
  if (found < required) throw new XmlFault('an attribute that is missing', at);
}

function valueAt(bytes: Buffer, open: number): { text: string; end: number } {
  const quote = bytes[open];
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) throw new XmlFault('an attribute without quotes', open);
  let text = '';
  let run = open + 1;
  let at = run;
  while (bytes[at] !== quote) {
    const byte = bytes[at];
    // A carriage return is rare enough to be left to another program.
    if (byte === undefined || byte === LESS || byte === RETURN) throw new XmlFault('a broken value', at);
    if (byte === AMPERSAND) {
      const reference = referenceAt(bytes, at);
      text += spaced(bytes.toString('utf8', run, at)) + reference.text;
      run = reference.end;
      at = run;
      continue;
    }
    const isOdd = byte === LAST_BLOCK ? isNoCharacter(bytes, at) : byte < SPACE && endsRun[byte] === 1;
    if (isOdd) throw new XmlFault('a character that XML does not have', at);
    at += 1;
  }
  return { text: text + spaced(bytes.toString('utf8', run, at)), end: at + 1 };
}

/** Tabs and line feeds that are written as such count as spaces. */
const spaced = (text: string): string => text.replaceAll(/[\t\n]/g, ' ');

function behindName(bytes: Buffer, from: number): number {
  let at = from;
  while (isNameByte[bytes[at]] === 1) at += 1;
  return at;
}

export function behindSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (isSpace(bytes[at])) at += 1;
  return at;
}
