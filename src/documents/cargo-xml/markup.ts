import { escapeAttribute, escapeText } from '../kit/xml-escape.js';

/**
 * Elements of Cargo-XML as markup, one a line: `ram` for all that stands below a section of the message, `rsm` for the sections
 * themselves. An element without a value, and a group in which nothing is left, are the empty text: what is not known is not written.
 *
 * Errors: `unrenderable-character`.
 */

/** A piece of the message: whole elements, or nothing. */
export type Markup = string;

type Value = string | number | undefined;

export function text(name: string, value: Value): Markup {
  return value === undefined ? '' : `<ram:${name}>${escapeText(String(value))}</ram:${name}>\n`;
}

export function group(name: string, ...children: readonly Markup[]): Markup {
  return wrapped(`ram:${name}`, children);
}

/** A child of the root. */
export function section(name: string, ...children: readonly Markup[]): Markup {
  return wrapped(`rsm:${name}`, children);
}

/** Kilograms as decimal text. */
export const weight = (name: string, kilograms: string): Markup => attributed(name, 'unitCode', 'KGM', kilograms);

/** Cubic metres as decimal text; nothing where no dimensions were reported. */
export const volume = (name: string, cubicMetres: string | undefined): Markup => attributed(name, 'unitCode', 'MTQ', cubicMetres);

/** Money as decimal text. */
export const amount = (name: string, currency: string, value: string | undefined): Markup =>
  attributed(name, 'currencyID', currency, value);

export function attributed(name: string, attribute: string, of: string, value: string | undefined): Markup {
  if (value === undefined) return '';
  return `<ram:${name} ${attribute}="${escapeAttribute(of)}">${escapeText(value)}</ram:${name}>\n`;
}

function wrapped(name: string, children: readonly Markup[]): Markup {
  const content = children.join('');
  return content === '' ? '' : `<${name}>\n${content}</${name}>\n`;
}
