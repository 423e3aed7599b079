import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { NotCompiled } from './not-compiled.js';

/** An element of a schema, without its annotations. */
export interface XsdNode {
  /** Without its prefix: all are of the namespace of schemas. */
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: readonly XsdNode[];
}

export interface XsdFile {
  path: string;
  /** Empty where it has none. */
  namespace: string;
  prefixes: ReadonlyMap<string, string>;
  isQualified: boolean;
  children: readonly XsdNode[];
}

const XSD = 'http://www.w3.org/2001/XMLSchema';
const ATTRIBUTES = ':@';
const ROOT_ATTRIBUTES = ['targetNamespace', 'elementFormDefault', 'attributeFormDefault', 'version'];

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Errors: NotCompiled for a file that is no plain schema. */
export function readXsd(path: string): XsdFile {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  if (text.includes('<!DOCTYPE')) throw new NotCompiled('a DOCTYPE');
  const tree: unknown = parser.parse(text);
  const [root] = elements(tree);
  if (root === undefined) throw new NotCompiled('a file without a root');
  const declared = [...root.attributes].filter(([name]) => isDeclaration(name));
  const prefixes = new Map(declared.map(([name, uri]) => [name.slice('xmlns:'.length), uri]));
  const { name, attributes, children } = ofSchemas(root, prefixes);
  if (name !== 'schema') throw new NotCompiled(`the root ${name}`);
  only({ name, attributes: new Map([...attributes].filter(([key]) => !isDeclaration(key))), children }, ROOT_ATTRIBUTES);
  if ((attributes.get('attributeFormDefault') ?? 'unqualified') !== 'unqualified') throw new NotCompiled('attributeFormDefault');
  const isQualified = attributes.get('elementFormDefault') === 'qualified';
  return { path, namespace: attributes.get('targetNamespace') ?? '', prefixes, isQualified, children };
}

/** Errors: NotCompiled for an attribute or a child that is not among those that are known here. */
export function only(node: XsdNode, attributes: readonly string[], children?: readonly string[]): void {
  const odd = [...node.attributes.keys()].find((name) => !attributes.includes(name));
  if (odd !== undefined) throw new NotCompiled(`${odd} of xs:${node.name}`);
  const oddChild = children && node.children.find(({ name }) => !children.includes(name));
  if (oddChild !== undefined) throw new NotCompiled(`xs:${oddChild.name} in xs:${node.name}`);
}

/** Errors: NotCompiled if it is not there. */
export function attribute(node: XsdNode, name: string): string {
  const value = node.attributes.get(name);
  if (value === undefined) throw new NotCompiled(`xs:${node.name} without ${name}`);
  return value;
}

const isDeclaration = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:');

/** The same with names that have lost their prefix, without annotations. */
function ofSchemas({ name, attributes, children }: XsdNode, prefixes: ReadonlyMap<string, string>): XsdNode {
  const colon = name.indexOf(':');
  if (prefixes.get(colon < 0 ? '' : name.slice(0, colon)) !== XSD) throw new NotCompiled(`the element ${name}`);
  const local = name.slice(colon + 1);
  if (local === 'annotation') return { name: local, attributes: new Map(), children: [] };
  const below = children.map((child) => ofSchemas(child, prefixes)).filter((child) => child.name !== 'annotation');
  return { name: local, attributes, children: below };
}

/** What the parser answers, of which nothing is known: a list of objects with the children under a name and attributes under `:@`. */
function elements(list: unknown): XsdNode[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const members = membersOf(entry);
    const [name] = Object.keys(members).filter((key) => key !== ATTRIBUTES && !key.startsWith('#'));
    if (name === undefined) return [];
    const attributes = new Map(Object.entries(membersOf(members[ATTRIBUTES])).map(([key, value]) => [key, String(value)]));
    return [{ name, attributes, children: elements(members[name]) }];
  });
}

const membersOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
