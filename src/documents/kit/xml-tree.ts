import { XMLBuilder } from 'fast-xml-parser';
import { escapeText } from './xml-escape.js';

/** An element's children in their order: text, further elements, a list for an element that repeats, undefined for one left out. */
export interface Tree {
  readonly [name: string]: string | Tree | readonly (string | Tree)[] | undefined;
}

/** The library's own escaping is off, because it lets through characters that XML cannot carry. */
const builder = new XMLBuilder({
  format: true,
  indentBy: '  ',
  processEntities: false,
  tagValueProcessor: (_name, value) => escapeText(String(value)),
});

/** Elements of a small document, one a line. Errors: `unrenderable-character`. */
export function treeXml(tree: Tree): string {
  return builder.build(tree);
}
