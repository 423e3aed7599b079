import { createHash } from 'node:crypto';
import { CheckFailed } from './check-failed.js';

/** Characters of two-byte codes, as UTF-16 units; zero where a font has none. */
export type CodeMap = Uint16Array;

const CODES = 0x10000;

/** Maps by their streams: the fonts of all documents have the same few. */
const known = new Map<string, CodeMap>();
const MOST = 16;

/**
 * What the codes of a font stand for, from its `ToUnicode` stream.
 *
 * Errors: CheckFailed for a map without an entry. Source: PDF 32000-1, 9.10.3.
 */
export function codeMap(toUnicode: Uint8Array): CodeMap {
  const key = createHash('sha256').update(toUnicode).digest('hex');
  const made = known.get(key) ?? readMap(Buffer.from(toUnicode).toString('latin1'));
  if (known.size < MOST) known.set(key, made);
  return made;
}

function readMap(text: string): CodeMap {
  const map = new Uint16Array(CODES);
  for (const [, block] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code, unit] of block.matchAll(/<(\w{4})>\s*<(\w{4})>/g)) map[hex(code)] = hex(unit);
  }
  for (const [, block] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, unit] of block.matchAll(/<(\w{4})>\s*<(\w{4})>\s*<(\w{4})>/g)) {
      for (let code = hex(from); code <= hex(to); code += 1) map[code] = hex(unit) + code - hex(from);
    }
  }
  if (map.every((unit) => unit === 0)) throw new CheckFailed('a PDF with a font whose letters cannot be told');
  return map;
}

const hex = (digits: string): number => Number.parseInt(digits, 16);
