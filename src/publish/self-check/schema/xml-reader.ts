import { isUtf8 } from 'node:buffer';
import type { Reading, XmlFigures } from '../../../documents/figures.js';
import { attributesAt, behindSpace, checkAttributes } from './attributes.js';
import { EXCLAMATION, GREATER, LESS, QUESTION, SLASH } from './byte-classes.js';
import type { CompiledSchema, ElementType } from './compile-schema.js';
import { markupAt } from './markup.js';
import { Names } from './names.js';
import { Namespaces, split } from './namespaces.js';
import { type PathStep, pathTree } from './path-tree.js';
import { accepts } from './simple-type.js';
import { TextRun } from './text-run.js';
import { WrittenNames } from './written-names.js';
import { XmlFault } from './xml-fault.js';

/** Answers the schema for a root; undefined if there is none. May throw. */
export type SchemaOf = (namespace: string, root: string) => CompiledSchema | undefined;

/** An XML declaration of UTF-8, with a mark of byte order or without. */
const DECLARATION = /^(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="(?:UTF-8|utf-8)")?(?: standalone="(?:yes|no)")?\s*\?>)?/;
const LONGEST_DECLARATION = 200;
/** Ours nest a dozen deep. */
const DEEPEST = 200;
const NOT_ASKED = -2;
const NO_VALUES: ReadonlyMap<string, string> = new Map();

/**
 * Reads an XML document in one pass over its bytes, without a tree: whether it is well-formed, what its schema demands, and its figures.
 * It takes less than XML allows: what is rare, as a DOCTYPE or a name with other letters than ASCII, is a fault here, so that another
 * program has to say.
 *
 * Errors: XmlFault; whatever `schemaOf` throws. Source: XML 1.0, Namespaces in XML 1.0, XML Schema 1.0.
 */
export function readXml(document: Uint8Array, figures: XmlFigures, schemaOf: SchemaOf): Reading {
  if (!isUtf8(document)) throw new XmlFault('bytes that are no UTF-8', 0);
  return new XmlReader(Buffer.from(document.buffer, document.byteOffset, document.byteLength), figures, schemaOf).read();
}

class XmlReader {
  readonly #written: WrittenNames;
  readonly #namespaces = new Namespaces();
  readonly #text: TextRun;
  /** By number of a written name: that of the name under the prefixes that hold. */
  readonly #known = new Int32Array(1_024).fill(NOT_ASKED);
  #names = new Names();
  #reading: Reading = { numbers: [], texts: {} };
  #depth = 0;
  /** Whether the last tag was a start tag, so that an end tag ends an element without others in it. */
  #isLeaf = false;
  // Of the open elements, by depth; arrays of numbers are quicker than an object for each element.
  readonly #writtenAt = new Int32Array(DEEPEST + 2);
  readonly #states = new Int32Array(DEEPEST + 2);
  readonly #counts = new Int32Array(DEEPEST + 2);
  readonly #types: (ElementType | undefined)[] = [undefined];
  readonly #steps: (PathStep | undefined)[] = [undefined];

  constructor(
    private readonly bytes: Buffer,
    private readonly figures: XmlFigures,
    private readonly schemaOf: SchemaOf,
  ) {
    this.#written = new WrittenNames(bytes);
    this.#text = new TextRun(bytes);
  }

  read(): Reading {
    const { bytes } = this;
    let at = this.#betweenRoots(DECLARATION.exec(bytes.toString('latin1', 0, LONGEST_DECLARATION))?.[0].length ?? 0);
    at = this.#startTag(at);
    while (this.#depth > 0) {
      at = this.#text.take(at);
      const second = bytes[at + 1];
      if (second === SLASH) at = this.#endTag(at);
      else if (second === EXCLAMATION || second === QUESTION) at = this.#markup(at);
      else at = this.#startTag(at);
    }
    if (this.#betweenRoots(at) < bytes.length) throw new XmlFault('more than one root', at);
    return this.#reading;
  }

  /** Passes over spaces, comments and instructions around the root. */
  #betweenRoots(from: number): number {
    const { bytes } = this;
    let at = behindSpace(bytes, from);
    while (bytes[at] === LESS && (bytes[at + 1] === QUESTION || bytes[at + 1] === EXCLAMATION)) {
      const { text, end } = markupAt(bytes, at);
      if (text !== undefined) throw new XmlFault('a text outside of the root', at);
      at = behindSpace(bytes, end);
    }
    return at;
  }

  #markup(at: number): number {
    const { text, end } = markupAt(this.bytes, at);
    this.#text.leaveOut(at, end);
    if (text === undefined) return end;
    this.#text.takeLiterally(text.from, text.to);
    return end;
  }

  #startTag(at: number): number {
    const { bytes } = this;
    if (bytes[at] !== LESS) throw new XmlFault('no tag', at);
    const written = this.#written.at(at + 1);
    let end = at + 1 + this.#written.size(written);
    const depth = this.#depth + 1;
    if (depth > DEEPEST) throw new XmlFault('elements too deep', at);
    if (this.#depth > 0) this.#endText(at, false);
    this.#depth = depth;
    this.#writtenAt[depth] = written;
    if (bytes[end] === GREATER) this.#open(depth, written, NO_VALUES, at);
    else end = this.#openWithAttributes(depth, written, end, at);
    const isEmpty = bytes[end] === SLASH;
    if (bytes[isEmpty ? end + 1 : end] !== GREATER) throw new XmlFault('a broken tag', at);
    this.#isLeaf = true;
    this.#text.begin(isEmpty ? end + 2 : end + 1);
    if (!isEmpty) return end + 1;
    this.#text.finish(end + 2);
    this.#close(end + 2);
    return end + 2;
  }

  #openWithAttributes(depth: number, written: number, from: number, at: number): number {
    const { values, declared, end } = attributesAt(this.bytes, from);
    if (declared.size > 0) {
      this.#namespaces.open(depth, declared, at);
      this.#known.fill(NOT_ASKED);
    }
    const prefixed = [...values.keys()].filter((name) => name.includes(':'));
    // Two names may be the same by their namespaces; none of our documents has one.
    if (prefixed.length > 0) throw new XmlFault('an attribute with a prefix', at);
    this.#open(depth, written, values, at);
    return end;
  }

  #open(depth: number, written: number, values: ReadonlyMap<string, string>, at: number): void {
    if (depth === 1) this.#openRoot(written, at);
    else {
      let name = this.#known[written];
      if (name === NOT_ASKED) name = this.#known[written] = this.#namespaces.find(this.#nameOf(written), this.#names, at);
      this.#steps[depth] = this.#steps[depth - 1]?.below.get(name);
      const outer = this.#types[depth - 1];
      if (outer !== undefined) this.#types[depth] = this.#enter(outer, depth, name, at);
    }
    this.#states[depth] = 0;
    this.#counts[depth] = 0;
    const type = this.#types[depth];
    if (type !== undefined && (values.size > 0 || type.required > 0)) checkAttributes(values, type.attributes, type.required, at);
  }

  #openRoot(written: number, at: number): void {
    const [local, prefix] = split(this.#nameOf(written), at);
    const schema = this.schemaOf(this.#namespaces.of(prefix, at), local);
    this.#names = schema?.names ?? this.#names;
    this.#types[1] = schema?.root;
    const tree = pathTree(this.figures, this.#namespaces.prefixes, this.#names);
    if (tree === undefined) throw new XmlFault('figures at places that are not known', at);
    this.#steps[1] = tree.root;
    this.#reading = tree.reading;
  }

  /** The type of an element in another. */
  #enter({ model }: ElementType, depth: number, name: number, at: number): ElementType | undefined {
    if (model === undefined) throw new XmlFault('an element in a text', at);
    const outer = depth - 1;
    const state = this.#states[outer];
    const count = this.#counts[outer];
    if (name === model.names[state] && count < model.max[state]) {
      this.#counts[outer] = count + 1;
      return model.types[state];
    }
    if (count < model.min[state]) throw new XmlFault('too few of an element', at);
    const next = model.after(state, name);
    if (next < 0) throw new XmlFault('an element that is not due', at);
    this.#states[outer] = next;
    this.#counts[outer] = 1;
    return model.types[next];
  }

  #endTag(at: number): number {
    const { bytes } = this;
    const written = this.#writtenAt[this.#depth];
    const end = at + 2 + this.#written.size(written);
    if (!this.#written.isAt(written, at + 2)) throw new XmlFault('an end tag of another element', at);
    const next = bytes[end] === GREATER ? end : behindSpace(bytes, end);
    if (bytes[next] !== GREATER) throw new XmlFault('a broken end tag', at);
    this.#endText(at, this.#isLeaf);
    this.#close(next + 1);
    return next + 1;
  }

  /** Ends the text before a tag: that of an element, or what stands between others. */
  #endText(at: number, isValue: boolean): void {
    const text = this.#text;
    text.finish(at);
    if (isValue) return;
    const type = this.#types[this.#depth];
    if (type !== undefined && (text.hasReference || !text.isBlank())) throw new XmlFault('a text between elements', at);
    if (this.#steps[this.#depth]?.texts !== undefined) throw new XmlFault('elements in a figure', at);
  }

  /** Closes the innermost element, whose text has ended. */
  #close(at: number): void {
    const depth = this.#depth;
    if (this.#isLeaf) this.#leaf(depth, at);
    const model = this.#types[depth]?.model;
    if (model !== undefined) {
      const state = this.#states[depth];
      if (!model.isEnd[state] || this.#counts[depth] < model.min[state]) throw new XmlFault('an element that is missing', at);
    }
    if (this.#namespaces.close(depth)) this.#known.fill(NOT_ASKED);
    this.#depth = depth - 1;
    this.#isLeaf = false;
    this.#text.begin(at);
  }

  #leaf(depth: number, at: number): void {
    const { source, from, to } = this.#text;
    const type = this.#types[depth];
    if (type?.text !== undefined) {
      if (!accepts(type.text, source, from, to)) throw new XmlFault('a value that is not allowed', at);
    } else if (type !== undefined && to > from) this.#blank(type, at);
    this.#steps[depth]?.texts?.push(source.toString('utf8', from, to));
  }

  #blank({ model }: ElementType, at: number): void {
    const isBlank = !this.#text.hasReference && this.#text.isBlank();
    if (model === undefined || !isBlank) throw new XmlFault('a text where elements are due', at);
  }

  #nameOf(written: number): string {
    return this.#written.nameOf(written);
  }
}
