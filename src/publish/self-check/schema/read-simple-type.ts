import type { Component, Components } from './components.js';
import { isTimeForm } from './date-time.js';
import { decimalOf } from './decimal.js';
import { qualified } from './names.js';
import { NotCompiled } from './not-compiled.js';
import { patternOf } from './pattern.js';
import { nothingSeen, type SimpleType } from './simple-type.js';
import { attribute, only, type XsdFile, type XsdNode } from './xsd-file.js';

const XSD = 'http://www.w3.org/2001/XMLSchema';

const any: SimpleType = {
  form: 'string',
  isCollapsed: false,
  minLength: 0,
  maxLength: Number.POSITIVE_INFINITY,
  patterns: [],
  values: [],
  totalDigits: Number.POSITIVE_INFINITY,
  fractionDigits: Number.POSITIVE_INFINITY,
  minInclusive: [],
  maxInclusive: [],
  seen: nothingSeen(),
};

const LENGTHS = ['length', 'minLength', 'maxLength', 'enumeration'];
const BOUNDS = ['totalDigits', 'fractionDigits', 'minInclusive', 'maxInclusive'];

/** Reads the simple types of a schema; each named one once. */
export class SimpleTypes {
  readonly #known = new Map<string, SimpleType>();

  constructor(private readonly components: Components) {}

  /** A type by the name that an attribute of a schema gives. Errors: NotCompiled. */
  named(name: string): SimpleType {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const component = this.components.types.get(name);
    const made = component === undefined ? builtIn(name) : this.of(component);
    this.#known.set(name, made);
    return made;
  }

  /** The type that an `xs:simpleType` describes. Errors: NotCompiled. */
  of({ file, node }: Component): SimpleType {
    only(node, ['name'], ['restriction']);
    const [restriction, other] = node.children;
    if (restriction === undefined || other !== undefined || node.name !== 'simpleType')
      throw new NotCompiled(`xs:${node.name} as a simple type`);
    only(restriction, ['base'], ['pattern', ...LENGTHS, ...BOUNDS]);
    return restricted(this.named(nameIn(file, attribute(restriction, 'base'))), restriction.children);
  }
}

/** The qualified name that a prefixed one stands for in a file. Errors: NotCompiled for a prefix that is not declared. */
export function nameIn({ prefixes }: XsdFile, name: string): string {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const namespace = prefixes.get(prefix);
  if (namespace === undefined && prefix !== '') throw new NotCompiled(`the prefix ${prefix}`);
  return qualified(namespace ?? '', name.slice(colon + 1));
}

function builtIn(name: string): SimpleType {
  const local = name.startsWith(`${XSD} `) ? name.slice(XSD.length + 1) : '';
  if (local === 'string') return any;
  if (local === 'token') return { ...any, isCollapsed: true };
  if (local === 'decimal' || local === 'integer' || local === 'boolean')
    return { ...any, form: local, isCollapsed: true, seen: nothingSeen() };
  // libxml2 takes no spaces around a time, which the standard allows: they are left to it.
  if (isTimeForm(local)) return { ...any, form: local, seen: nothingSeen() };
  if (local === 'nonNegativeInteger') return { ...any, form: 'integer', isCollapsed: true, minInclusive: [decimalOf('0')] };
  throw new NotCompiled(`the type ${name}`);
}

function restricted(base: SimpleType, facets: readonly XsdNode[]): SimpleType {
  const made = { ...base, seen: nothingSeen() };
  const allowed = base.form === 'string' ? LENGTHS : base.form === 'decimal' || base.form === 'integer' ? BOUNDS : [];
  const odd = facets.find(({ name }) => name !== 'pattern' && !allowed.includes(name));
  if (odd !== undefined) throw new NotCompiled(`xs:${odd.name} of ${base.form}`);
  const valuesOf = (facet: string) => facets.filter(({ name }) => name === facet).map(facetOf);
  const wholes = (facet: string) => valuesOf(facet).map(wholeOf);
  const [patterns, values] = [valuesOf('pattern').map(patternOf), valuesOf('enumeration')];
  if (patterns.length > 0) made.patterns = [...base.patterns, patterns];
  if (values.length > 0) made.values = [...base.values, new Set(values)];
  made.minLength = Math.max(base.minLength, ...wholes('minLength'), ...wholes('length'));
  made.maxLength = Math.min(base.maxLength, ...wholes('maxLength'), ...wholes('length'));
  made.totalDigits = Math.min(base.totalDigits, ...wholes('totalDigits'));
  made.fractionDigits = Math.min(base.fractionDigits, ...wholes('fractionDigits'));
  made.minInclusive = [...base.minInclusive, ...valuesOf('minInclusive').map(boundOf)];
  made.maxInclusive = [...base.maxInclusive, ...valuesOf('maxInclusive').map(boundOf)];
  return made;
}

function facetOf(facet: XsdNode): string {
  only(facet, ['value'], []);
  return attribute(facet, 'value');
}

function wholeOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new NotCompiled(`the facet ${text}`);
  return Number(text);
}

function boundOf(text: string) {
  try {
    return decimalOf(text);
  } catch {
    throw new NotCompiled(`the bound ${text}`);
  }
}
