import type { Tag } from './wrap.js';

/** A page as its structure needs it: its reference, `12 0 R`, and what its pieces of text are. */
export interface StructuredPage {
  reference: string;
  pieces: readonly Tag[];
}

/** Elements by their references, all in order and those of each page's pieces. */
export interface Structure {
  elements: readonly string[];
  byPage: readonly (readonly string[])[];
}

interface Element {
  type: Tag;
  pieces: { page: string; number: number }[];
}

/**
 * What readers that speak, and those that copy, know of a document: its headings and texts in their order. Marks in a page's stream
 * number its pieces from 0; each piece is an element here, or a part of one: a text that goes on overleaf is one text.
 *
 * `add` writes the dictionary of an element and answers its reference. Source: PDF 32000-1, 14.7 (structure), 14.8 (tagged PDF).
 */
export function structureOf(pages: readonly StructuredPage[], parent: string, add: (dictionary: string) => string): Structure {
  const elements: Element[] = [];
  const byPage = pages.map(({ reference, pieces }) =>
    pieces.map((type, number) => {
      const isNext = type === 'P' && elements.at(-1)?.type === 'P';
      if (!isNext) elements.push({ type, pieces: [] });
      elements[elements.length - 1].pieces.push({ page: reference, number });
      return elements.length - 1;
    }),
  );
  const references = elements.map((element) => add(dictionaryOf(element, parent)));
  return { elements: references, byPage: byPage.map((numbers) => numbers.map((number) => references[number])) };
}

/** An element that holds others. */
export const groupOf = (type: 'Document' | 'NonStruct', parent: string, elements: readonly string[]): string =>
  `<</S/${type}/P ${parent}/K[${elements.join(' ')}]>>`;

/** The elements of pages by the number that each has as its `StructParents`, from `first` on. Source: PDF 32000-1, 7.9.7, number trees. */
export const numbersOf = (byPage: Structure['byPage'], first = 0): string =>
  `/Nums[${byPage.map((elements, i) => `${first + i}[${elements.join(' ')}]`).join('')}]`;

function dictionaryOf({ type, pieces: [first, ...more] }: Element, parent: string): string {
  const marks = more.map(({ page, number }) => `<</Type/MCR/Pg ${page}/MCID ${number}>>`);
  const kids = more.length === 0 ? ` ${first.number}` : `[${first.number}${marks.join('')}]`;
  return `<</S/${type}/P ${parent}/Pg ${first.page}/K${kids}>>`;
}
