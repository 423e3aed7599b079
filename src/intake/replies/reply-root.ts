import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { DomainError, type FindingCode } from '../../domain/problem.js';
import { say, type Words } from '../../domain/wording/wording.js';
import { isRecord } from '../fields/field.js';
import { xmlText } from '../settings/xml-text.js';

/** What customs sends about a declaration: its decisions, a demand to correct it, a register of goods that go back. */
export const replyKinds = ['mark', 'correction', 'return'] as const;
export type ReplyKind = (typeof replyKinds)[number];

/** Roots by kind; each is of the namespace of its own name, whatever its version. Source: formats/README.md. */
const roots: ReadonlyMap<string, ReplyKind> = new Map([
  ['ExpressCargoDeclarationCustomMark', 'mark'],
  ['ExpressCargoReqCorrect', 'correction'],
  ['ReturnExpressCargoDeclaration', 'return'],
]);

const NAMESPACE = 'urn:customs.ru:Information:CustomsDocuments:';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  // Tags go by their own names; namespaces stay to be looked at.
  transformTagName: (name) => name.slice(name.indexOf(':') + 1),
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // References to characters. Entities of its own no reply has: a DOCTYPE is refused before.
  htmlEntities: true,
  isArray: (name) => name === 'Consignment',
});

export type XmlContent = Record<string, unknown>;

/**
 * The root of a reply and what it is, out of its envelope if it has one.
 *
 * Errors: `validation-failed` for what is no well-formed document, has a DOCTYPE, nests too deep, or is no reply that we know;
 * what `xmlText` refuses.
 */
export function replyRoot(bytes: Uint8Array): { kind: ReplyKind; content: XmlContent } {
  const [name, content, namespaces] = unwrapped(documentOf(xmlText(bytes)), []);
  const kind = roots.get(name);
  const isNamed = namespaces.some((uri) => uri.startsWith(`${NAMESPACE}${name}:`));
  if (kind === undefined || !isNamed) throw refuse('format', say('A reply of customs is due: {0}', [...roots.keys()].join(', ')));
  return { kind, content };
}

const refuse = (code: FindingCode, words: Words): DomainError =>
  new DomainError('validation-failed', undefined, { findings: [{ code, ...(typeof words === 'string' ? { detail: words } : words) }] });

function documentOf(text: string): unknown {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw refuse('format', 'No DOCTYPE and no entities of its own');
  if (XMLValidator.validate(text) !== true) throw refuse('format', 'Well-formed XML is due');
  try {
    return parser.parse(text);
  } catch {
    // It nests deeper than the parser allows, or has a name that the parser will not take for a member.
    throw refuse('format', 'Well-formed XML is due');
  }
}

/** An envelope is a root around a body around the document; its namespaces count for what is in it. */
function unwrapped(parent: unknown, outer: readonly string[]): [name: string, content: XmlContent, namespaces: readonly string[]] {
  const inside = Object.entries(isRecord(parent) ? parent : {}).filter(([name]) => !/^[?@#]/.test(name));
  if (inside.length !== 1) throw refuse('format', 'Well-formed XML is due');
  const [name, content] = inside[0];
  if (!isRecord(content)) return [name, {}, outer];
  const own = Object.entries(content).flatMap(([key, value]) => (key.startsWith('@') && typeof value === 'string' ? [value] : []));
  const namespaces = [...outer, ...own];
  return name === 'Envelope' ? unwrapped(content.Body, namespaces) : [name, content, namespaces];
}
