import { codePointName } from '../../domain/characters.js';
import { DomainError } from '../../domain/problem.js';

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
