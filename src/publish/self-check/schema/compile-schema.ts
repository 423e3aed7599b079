import { type Component, Components } from './components.js';
import { ContentModel, type Particle } from './content-model.js';
import { Names, qualified } from './names.js';
import { NotCompiled } from './not-compiled.js';
import { nameIn, SimpleTypes } from './read-simple-type.js';
import type { SimpleType } from './simple-type.js';
import { attribute, only, type XsdFile, type XsdNode } from './xsd-file.js';

/** An attribute that a type has. */
export interface AttributeRule {
  type: SimpleType;
  isRequired: boolean;
  /** What it must be, if it is always the same. */
  fixed: string | undefined;
}

/** What an element must be: a text, or other elements in their order; neither for an empty one. */
export interface ElementType {
  /** By name; all are without a namespace. */
  attributes: ReadonlyMap<string, AttributeRule>;
  required: number;
  text: SimpleType | undefined;
  model: ContentModel<ElementType> | undefined;
}

export interface CompiledSchema {
  names: Names;
  root: ElementType;
}

/** A complex type before its automaton is made: what another extends. */
interface Complex {
  attributes: ReadonlyMap<string, AttributeRule>;
  text: SimpleType | undefined;
  parts: readonly Particle<ElementType>[];
}

const OCCURRENCE = ['minOccurs', 'maxOccurs'];
const NO_ATTRIBUTES: ReadonlyMap<string, AttributeRule> = new Map();

/**
 * Compiles what documents with a root need of a schema and of all that it takes in.
 *
 * Errors: NotCompiled with the name of what is not known.
 */
export function compileSchema(path: string, namespace: string, root: string): CompiledSchema {
  const compiler = new Compiler(new Components(path));
  return { names: compiler.names, root: compiler.rootType(qualified(namespace, root)) };
}

class Compiler {
  readonly names = new Names();
  readonly #simple: SimpleTypes;
  /** Types by their names or, of those without one, by what describes them; a type may name itself. */
  readonly #types = new Map<string | XsdNode, ElementType>();

  constructor(private readonly components: Components) {
    this.#simple = new SimpleTypes(components);
  }

  rootType(name: string): ElementType {
    const component = this.components.elements.get(name);
    if (component === undefined) throw new NotCompiled('the root is not declared');
    const { file, node } = component;
    only(node, ['name', 'type'], ['complexType', 'simpleType']);
    this.names.add(file.namespace, attribute(node, 'name'));
    return this.#typeOf(file, node);
  }

  #typeOf(file: XsdFile, node: XsdNode): ElementType {
    const name = node.attributes.get('type');
    const [inline, other] = node.children;
    if (other !== undefined || (name === undefined) === (inline === undefined)) throw new NotCompiled('an element without one type');
    if (name === undefined)
      return inline.name === 'simpleType' ? texts(this.#simple.of({ file, node: inline })) : this.#complex(inline, { file, node: inline });
    const known = nameIn(file, name);
    const component = this.components.types.get(known);
    return component?.node.name === 'complexType' ? this.#complex(known, component) : texts(this.#simple.named(known));
  }

  #complex(key: string | XsdNode, component: Component): ElementType {
    const known = this.#types.get(key);
    if (known !== undefined) return known;
    const type: ElementType = { attributes: NO_ATTRIBUTES, required: 0, text: undefined, model: undefined };
    this.#types.set(key, type);
    const { attributes, text, parts } = this.#content(component);
    type.attributes = attributes;
    type.required = [...attributes.values()].filter(({ isRequired }) => isRequired).length;
    type.text = text;
    const model = new ContentModel({ kind: 'sequence', parts, min: 1, max: 1 });
    if (model.names.length > 1) type.model = model;
    return type;
  }

  #content({ file, node }: Component): Complex {
    only(node, ['name'], ['sequence', 'choice', 'attribute', 'complexContent', 'simpleContent']);
    const [content] = node.children;
    if (content?.name !== 'complexContent' && content?.name !== 'simpleContent') return this.#own(file, node.children);
    only(content, [], ['extension']);
    const [extension, other] = content.children;
    if (node.children.length > 1 || extension === undefined || other !== undefined) throw new NotCompiled(`xs:${content.name} with more`);
    only(extension, ['base'], ['sequence', 'choice', 'attribute']);
    const base = this.#base(content.name, nameIn(file, attribute(extension, 'base')));
    const own = this.#own(file, extension.children);
    if (content.name === 'simpleContent' && own.parts.length > 0) throw new NotCompiled('elements in xs:simpleContent');
    return { text: base.text, parts: [...base.parts, ...own.parts], attributes: new Map([...base.attributes, ...own.attributes]) };
  }

  #base(kind: string, name: string): Complex {
    const component = this.components.types.get(name);
    const isComplex = component?.node.name === 'complexType';
    if (isComplex !== (kind === 'complexContent')) throw new NotCompiled(`xs:${kind} of ${name}`);
    if (component === undefined || !isComplex) return { text: this.#simple.named(name), parts: [], attributes: NO_ATTRIBUTES };
    const base = this.#content(component);
    if (base.text !== undefined) throw new NotCompiled(`xs:${kind} of a text`);
    return base;
  }

  #own(file: XsdFile, children: readonly XsdNode[]): Complex {
    const groups = children.filter(({ name }) => name !== 'attribute');
    if (groups.length > 1) throw new NotCompiled('two groups in a type');
    const attributes = children.filter(({ name }) => name === 'attribute').map((child) => this.#attribute(file, child));
    return { text: undefined, parts: groups.map((group) => this.#particle(file, group)), attributes: new Map(attributes) };
  }

  #attribute(file: XsdFile, node: XsdNode): [string, AttributeRule] {
    only(node, ['name', 'type', 'use', 'fixed'], ['simpleType']);
    const [inline] = node.children;
    const [name, use] = [node.attributes.get('type'), node.attributes.get('use') ?? 'optional'];
    if ((name === undefined) === (inline === undefined)) throw new NotCompiled('an attribute without one type');
    if (use !== 'required' && use !== 'optional') throw new NotCompiled(`the use ${use}`);
    const type = name === undefined ? this.#simple.of({ file, node: inline }) : this.#simple.named(nameIn(file, name));
    const fixed = node.attributes.get('fixed');
    if (fixed !== undefined && type.form !== 'string') throw new NotCompiled(`a fixed ${type.form}`);
    return [attribute(node, 'name'), { type, isRequired: use === 'required', fixed }];
  }

  #particle(file: XsdFile, node: XsdNode): Particle<ElementType> {
    const { name: kind } = node;
    const [min, max] = [occurrence(node, 'minOccurs'), occurrence(node, 'maxOccurs')];
    if (kind === 'sequence' || kind === 'choice') {
      only(node, OCCURRENCE);
      return { kind, parts: node.children.map((child) => this.#particle(file, child)), min, max };
    }
    if (kind !== 'element') throw new NotCompiled(`xs:${kind} in a content model`);
    only(node, ['name', 'type', ...OCCURRENCE], ['complexType', 'simpleType']);
    const name = this.names.add(file.isQualified ? file.namespace : '', attribute(node, 'name'));
    return { kind, name, type: this.#typeOf(file, node), min, max };
  }
}

const texts = (text: SimpleType): ElementType => ({ attributes: NO_ATTRIBUTES, required: 0, text, model: undefined });

function occurrence(node: XsdNode, name: string): number {
  const text = node.attributes.get(name) ?? '1';
  if (name === 'maxOccurs' && text === 'unbounded') return Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(text)) throw new NotCompiled(`${name} of xs:${node.name}`);
  return Number(text);
}
