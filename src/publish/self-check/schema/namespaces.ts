import type { Names } from './names.js';
import { XmlFault } from './xml-fault.js';

/** Names that any parser takes for a URI; others are rare and judged differently. */
const PLAIN_URI = /^(?:[A-Za-z][A-Za-z\d+.-]*:[\w.:-]+|https?:\/\/[A-Za-z\d.-]+(?:\/[\w.-]*)*)?$/;
const RESERVED = ['http://www.w3.org/XML/1998/namespace', 'http://www.w3.org/2000/xmlns/'];

/** The prefixes that are declared where a reader is; the empty one is that of names without one. */
export class Namespaces {
  prefixes: ReadonlyMap<string, string> = new Map();
  /** What held outside of the elements that declare some, with their depth. */
  readonly #outer: { depth: number; prefixes: ReadonlyMap<string, string> }[] = [];

  /** Takes the declarations of an element. Errors: XmlFault for what may not be declared. */
  open(depth: number, declared: ReadonlyMap<string, string>, at: number): void {
    for (const [prefix, uri] of declared) {
      const isReserved = /^xml/i.test(prefix) || RESERVED.includes(uri) || !PLAIN_URI.test(uri);
      if (isReserved || (prefix !== '' && uri === '')) throw new XmlFault('a namespace that may not be declared', at);
    }
    this.#outer.push({ depth, prefixes: this.prefixes });
    this.prefixes = new Map([...this.prefixes, ...declared]);
  }

  /** Forgets the declarations of an element, if it had any; answers whether. */
  close(depth: number): boolean {
    if (this.#outer.at(-1)?.depth !== depth) return false;
    this.prefixes = this.#outer.pop()?.prefixes ?? new Map();
    return true;
  }

  /** The namespace of a prefix. Errors: XmlFault if it is not declared. */
  of(prefix: string, at: number): string {
    const uri = this.prefixes.get(prefix);
    if (uri === undefined && prefix !== '') throw new XmlFault('a prefix that is not declared', at);
    return uri ?? '';
  }

  /** The number of a name as it is written, -1 for one that nobody asks for. */
  find(name: string, names: Names, at: number): number {
    const [local, prefix] = split(name, at);
    return names.find(this.of(prefix, at), local);
  }
}

/** Local name and prefix of a name as it is written. Errors: XmlFault. */
export function split(name: string, at: number): [local: string, prefix: string] {
  const [whole, prefix, local] = /^(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)$/.exec(name) ?? [];
  if (whole === undefined) throw new XmlFault('a name that is none', at);
  return [local, prefix ?? ''];
}
