import { scaled, unscaled } from '../domain/units.js';

/**
 * What a document must say in figures, told from its subject alone. Whoever reads the bytes back holds them against it: that is the
 * check a document has to pass before it is published. Texts are as the format writes them.
 */

/** What XML and messages state, each figure at a place of its own. A document may come in parts, of which all count together. */
export interface StatedFigures {
  /** Numbers of what is listed, in their order. */
  numbers: readonly string[];
  /** By place: what stands there, once in each part. */
  totals: Readonly<Record<string, string>>;
  /** By place: what the decimals that stand there add up to over all parts. Decimal texts with the places that are compared. */
  sums: Readonly<Record<string, string>>;
}

/** Places are XPaths with the prefixes of the document, from its root element. */
export interface XmlFigures extends StatedFigures {
  /** Where the numbers stand. */
  numbersAt: string;
}

/** Places are names that `read` gives them. */
export interface MessageFigures extends StatedFigures {
  /** Reads a message back, line by line. Errors: RangeError if it breaks the rules of its kind. */
  read(bytes: Uint8Array): Reading;
}

/** What was read in one part of a document. */
export interface Reading {
  numbers: readonly string[];
  /** By place, in the order of the document. */
  texts: Readonly<Record<string, readonly string[]>>;
}

/**
 * What is printed. Patterns are held against the texts of a page in drawing order: a line feed parts the lines of one cell that begin
 * at the same place, a tab all others.
 */
export interface PrintedFigures {
  numbers: readonly string[];
  /** How each number stands on paper, with what tells it from other numbers; the number is its only group. Global. */
  pattern: RegExp;
  /** Each on some page. A space is any gap, and a text may be broken between any two characters. */
  totals: readonly string[];
  /** Each on every page. */
  everywhere: readonly string[];
}

/** One for each format that a type is made in. */
export interface FiguresOf<S> {
  xml?(subject: S): XmlFigures;
  pdf?(subject: S): PrintedFigures;
  txt?(subject: S): MessageFigures;
}

/** A number that may be broken over the lines of its cell, which begin one under another. */
export const BROKEN_NUMBER = '([A-Z0-9\\n-]+)';

/** Sum of decimal texts, with so many places. Errors: RangeError if one has more. */
export function decimalSum(texts: readonly string[], places: number): string {
  return unscaled(
    texts.reduce((sum, text) => sum + scaled(text, places), 0),
    places,
  );
}
