import { codePointName } from '../../domain/characters.js';
import { DomainError } from '../../domain/problem.js';
import type { Namespaces } from './namespaces.js';

/** UTF-8 needs at most three bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/** Kept between documents, so that a run of them allocates once; undefined while a document is being written. */
let spare: Buffer | undefined;

/**
 * The bytes of a document from its fragments, in order, as UTF-8. Each fragment is encoded as it comes, one per house waybill being
 * the best size: finer costs calls, coarser costs a wide string of the whole document. The result is the caller's own copy.
 *
 * Errors: what the fragments throw.
 */
export function xmlBytes(fragments: Iterable<string>): Uint8Array {
  let buffer = spare ?? Buffer.allocUnsafe(1 << 20);
  spare = undefined;
  let length = 0;
  for (const fragment of fragments) {
    const needed = length + fragment.length * BYTES_PER_UNIT;
    if (needed > buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, buffer.length * 2));
      buffer.copy(larger, 0, 0, length);
      buffer = larger;
    }
    length += buffer.write(fragment, length);
  }
  spare = buffer;
  return Uint8Array.prototype.slice.call(buffer, 0, length);
}

/** Anything but the characters that may stand in text, or between double quotes, as they are; surrogates are looked at again. */
const notPlainText = /[^\t\n !-%'-;=?-\uD7FF\uE000-\uFFFD]/;
const notPlainAttribute = /[^ !#-%'-;=?-\uD7FF\uE000-\uFFFD]/;
const textMarks = /[&<>\r]/g;
const attributeMarks = /[&<>"\t\n\r]/g;
/** What XML 1.0 has no place for, escaped or not; with the `u` flag only a lone surrogate is one. */
const illegal = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * Text as the content of an element: markup and carriage returns as references, everything else as it is.
 *
 * Errors: `unrenderable-character` for a control character, a lone surrogate, U+FFFE or U+FFFF, which XML cannot carry.
 * Source: XML 1.0, 2.2 (characters) and 2.11 (a raw carriage return would be read as a line feed).
 */
export function escapeText(text: string): string {
  return notPlainText.test(text) ? referenced(text, textMarks) : text;
}

/** Text as the value of an attribute in double quotes: also quotes, tabs and line feeds. Errors as `escapeText`. */
export function escapeAttribute(text: string): string {
  return notPlainAttribute.test(text) ? referenced(text, attributeMarks) : text;
}

function referenced(text: string, marks: RegExp): string {
  const at = text.search(illegal);
  if (at >= 0) throw new DomainError('unrenderable-character', `XML has no place for ${codePointName(text, at)}`);
  return text.replace(marks, (mark) => references[mark]);
}

/** Start and end tags by name: two whole strings are joined in a third of the time of their six pieces. */
const tags = new Map<string, { start: string; end: string }>();

function tagsOf(name: string): { start: string; end: string } {
  let pair = tags.get(name);
  if (pair === undefined) {
    pair = { start: `<${name}>`, end: `</${name}>` };
    tags.set(name, pair);
  }
  return pair;
}

/** An element with text; nothing where there is no value, for an optional element is then left out. */
export function element(name: string, text: string | undefined): string {
  if (text === undefined) return '';
  const { start, end } = tagsOf(name);
  return start + escapeText(text) + end;
}

/** An element around others; nothing around nothing. */
export function parent(name: string, children: string): string {
  if (children === '') return '';
  const { start, end } = tagsOf(name);
  return start + children + end;
}

/** The bytes of a document: its parts inside a root element with the namespaces and the album's number of the form. */
export function documentBytes(root: string, namespaces: Namespaces, documentModeId: string, parts: Iterable<string>): Uint8Array {
  return xmlBytes(rooted(root, namespaces, documentModeId, parts));
}

function* rooted(root: string, namespaces: Namespaces, documentModeId: string, parts: Iterable<string>): Iterable<string> {
  const declared = Object.entries(namespaces).map(([prefix, uri]) => ` xmlns:${prefix}="${escapeAttribute(uri)}"`);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${declared.join('')} DocumentModeID="${documentModeId}">\n`;
  yield* parts;
  yield `</${root}>\n`;
}
