import { dirname, resolve } from 'node:path';
import { qualified } from './names.js';
import { NotCompiled } from './not-compiled.js';
import { attribute, only, readXsd, type XsdFile, type XsdNode } from './xsd-file.js';

/** Something that a schema declares at its top, with the file whose prefixes it uses. */
export interface Component {
  file: XsdFile;
  node: XsdNode;
}

const TOP = ['import', 'include', 'element', 'complexType', 'simpleType'];

/** What a schema and all that it takes in declare, by qualified names. */
export class Components {
  readonly elements = new Map<string, Component>();
  /** Simple and complex types have one space of names. */
  readonly types = new Map<string, Component>();
  /** The file that a namespace was imported from first; libxml2 passes over a second one. */
  readonly #imported = new Map<string, string>();
  readonly #read = new Set<string>();

  /** Errors: NotCompiled for a file with anything that is not known. */
  constructor(path: string) {
    this.#take(readXsd(resolve(path)));
  }

  #take(file: XsdFile): void {
    this.#read.add(file.path);
    this.#imported.set(file.namespace, this.#imported.get(file.namespace) ?? file.path);
    for (const node of file.children) {
      if (!TOP.includes(node.name)) throw new NotCompiled(`xs:${node.name} at the top`);
      if (node.name === 'import' || node.name === 'include') this.#takeIn(file, node);
      else this.#declare(file, node);
    }
  }

  #takeIn({ path, namespace }: XsdFile, node: XsdNode): void {
    only(node, ['namespace', 'schemaLocation'], []);
    const from = resolve(dirname(path), attribute(node, 'schemaLocation'));
    const due = node.name === 'import' ? attribute(node, 'namespace') : namespace;
    if (node.name === 'import' && (this.#imported.get(due) ?? from) !== from) throw new NotCompiled(`two files of ${due}`);
    if (this.#read.has(from)) return;
    const file = readXsd(from);
    if (file.namespace !== due) throw new NotCompiled(`${node.name} of another namespace`);
    this.#take(file);
  }

  #declare(file: XsdFile, node: XsdNode): void {
    const kind = node.name === 'element' ? this.elements : this.types;
    const name = qualified(file.namespace, attribute(node, 'name'));
    if (kind.has(name)) throw new NotCompiled(`two of ${name}`);
    kind.set(name, { file, node });
  }
}
