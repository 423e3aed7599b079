import type { XmlHandler } from '../../../files/xml/xml-scan.js';

/** What is done with the text of an element, which is empty for one that holds others. */
type Leaf = (text: string) => void;

/** An element that stands on a path asked for. */
interface Step {
  below: Map<string, Step>;
  leaf?: Leaf;
}

/** Hands on the texts of elements by their path below the root, names without prefixes: `GoodsShipment/HouseShipment/ObjectOrdinal`. */
export class PathScan implements XmlHandler {
  readonly #root: Step = { below: new Map() };
  /** The open elements; undefined for one that is on no path, as all below it are. */
  readonly #open: (Step | undefined)[] = [];
  #text = '';

  constructor(leaves: Readonly<Record<string, Leaf>>) {
    for (const [path, leaf] of Object.entries(leaves)) {
      let step = this.#root;
      for (const name of path.split('/')) {
        const next: Step = step.below.get(name) ?? { below: new Map() };
        step.below.set(name, next);
        step = next;
      }
      step.leaf = leaf;
    }
  }

  open(name: string): boolean {
    const depth = this.#open.length;
    // The root stands for nothing: it is named differently in every form.
    const step = depth === 0 ? this.#root : this.#open[depth - 1]?.below.get(name);
    this.#open.push(step);
    this.#text = '';
    return step?.leaf !== undefined;
  }

  text(text: string): void {
    this.#text += text;
  }

  close(): void {
    this.#open.pop()?.leaf?.(this.#text);
    this.#text = '';
  }
}
