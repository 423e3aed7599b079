import { XmlFault } from './xml-fault.js';

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Longest that is looked at: `&#x10FFFF;` and some zeros. */
const LONGEST = 16;

/** The character that a reference stands for, and where it ends. Errors: XmlFault for one that is not declared or no character. */
export function referenceAt(bytes: Buffer, at: number): { text: string; end: number } {
  const [whole, entity, decimal, hex] = /^&(?:([a-z]+)|#(\d+)|#x([\dA-Fa-f]+));/.exec(bytes.toString('latin1', at, at + LONGEST)) ?? [];
  if (whole === undefined) throw new XmlFault('a broken reference', at);
  const text = entity === undefined ? characterOf(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)) : entities[entity];
  if (text === undefined) throw new XmlFault('a reference to nothing', at);
  return { text, end: at + whole.length };
}

/** Undefined for a code that XML does not have. Source: XML 1.0, production 2. */
function characterOf(code: number): string | undefined {
  const isCharacter =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
