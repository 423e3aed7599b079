import type { Reading, XmlFigures } from '../../../documents/figures.js';
import type { Names } from './names.js';

/** An element that stands on a path to a figure. */
export interface PathStep {
  /** By number of the name. */
  below: Map<number, PathStep>;
  /** Where the texts of such elements go; undefined for one that only leads to others. */
  texts: string[] | undefined;
}

/** Where the figures of a document stand, and what was read there. */
export interface PathTree {
  root: PathStep;
  reading: Reading;
}

const STEP = /^(?:([\w.-]+):)?([\w.-]+)$/;

/**
 * Makes the paths of figures ready: names with prefixes of the document, apart by strokes, from its root.
 *
 * Undefined if one is another XPath than such, or has a prefix that the root does not declare.
 */
export function pathTree(
  { numbersAt, totals, sums }: XmlFigures,
  prefixes: ReadonlyMap<string, string>,
  names: Names,
): PathTree | undefined {
  const root: PathStep = { below: new Map(), texts: undefined };
  const places = new Map(
    [numbersAt, ...Object.keys(totals), ...Object.keys(sums)].map((path) => [path, textsAt(path, root, prefixes, names)]),
  );
  const texts: Record<string, string[]> = {};
  for (const [path, found] of places) {
    if (found === undefined) return undefined;
    texts[path] = found;
  }
  return { root, reading: { numbers: texts[numbersAt], texts } };
}

function textsAt(path: string, root: PathStep, prefixes: ReadonlyMap<string, string>, names: Names): string[] | undefined {
  let step = root;
  for (const part of path.split('/')) {
    const [, prefix, local] = STEP.exec(part) ?? [];
    // A name without a prefix is one without a namespace, also where the document has a namespace for such.
    const namespace = prefix === undefined ? '' : prefixes.get(prefix);
    if (local === undefined || namespace === undefined) return undefined;
    const name = names.add(namespace, local);
    const next: PathStep = step.below.get(name) ?? { below: new Map(), texts: undefined };
    step.below.set(name, next);
    step = next;
  }
  step.texts ??= [];
  return step.texts;
}
