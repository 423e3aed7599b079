import { AMPERSAND, BRACKET, endsRun, LAST_BLOCK, LESS, QUESTION, RETURN } from './byte-classes.js';
import { isNoCharacter } from './text-run.js';
import { XmlFault } from './xml-fault.js';

/** What is neither tag nor text. */
export interface Markup {
  /** Of a CDATA section: what stands in it, from one offset to another. */
  text: { from: number; to: number } | undefined;
  /** Behind it. */
  end: number;
}

const COMMENT = '<!--';
const SECTION = '<![CDATA[';

/** Reads a comment, a CDATA section or a processing instruction. Errors: XmlFault, as for a DOCTYPE. */
export function markupAt(bytes: Buffer, at: number): Markup {
  if (bytes[at + 1] === QUESTION) return instruction(bytes, at);
  if (bytes.toString('latin1', at, at + COMMENT.length) === COMMENT) return comment(bytes, at);
  if (bytes.toString('latin1', at, at + SECTION.length) === SECTION) return section(bytes, at);
  throw new XmlFault('a declaration that is not taken', at);
}

function comment(bytes: Buffer, at: number): Markup {
  const to = bytes.indexOf('--', at + COMMENT.length);
  if (to < 0 || bytes.toString('latin1', to, to + 3) !== '-->') throw new XmlFault('a broken comment', at);
  checkCharacters(bytes, at + COMMENT.length, to);
  return { text: undefined, end: to + 3 };
}

function section(bytes: Buffer, at: number): Markup {
  const from = at + SECTION.length;
  const to = bytes.indexOf(']]>', from);
  if (to < 0) throw new XmlFault('a CDATA section without an end', at);
  checkCharacters(bytes, from, to);
  // Line ends would have to be put in order: it is left to another program.
  if (bytes.subarray(from, to).includes(RETURN)) throw new XmlFault('a CDATA section with carriage returns', at);
  return { text: { from, to }, end: to + 3 };
}

function instruction(bytes: Buffer, at: number): Markup {
  const to = bytes.indexOf('?>', at + 2);
  const target = /^[A-Za-z_][\w.-]*(?=[ \t\r\n]|$)/.exec(bytes.toString('latin1', at + 2, Math.max(to, at + 2)))?.[0];
  if (target === undefined || /^xml$/i.test(target)) throw new XmlFault('a broken instruction', at);
  checkCharacters(bytes, at + 2, to);
  return { text: undefined, end: to + 2 };
}

function checkCharacters(bytes: Buffer, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at];
    if (endsRun[byte] === 0 || byte === LESS || byte === AMPERSAND || byte === BRACKET || byte === RETURN) continue;
    if (byte !== LAST_BLOCK || isNoCharacter(bytes, at)) throw new XmlFault('a character that XML does not have', at);
  }
}
