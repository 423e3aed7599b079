const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const EQUALS = 61;
const LETTER_R = 114;
const LETTER_S = 115;
const LETTER_T = 116;

/**
 * What the tag of a cell says. A sheet has millions of them, so this is one walk over its signs that makes no strings but the type's;
 * one object serves all cells of a row.
 */
export class CellTag {
  /** From 0; of a cell that does not tell its place, behind the one before. */
  column = -1;
  type = '';
  /** Index of the cell's format. */
  format = 0;

  read(attributes: string): void {
    let column = this.column + 1;
    this.type = '';
    this.format = 0;
    let at = 0;
    while (at < attributes.length) {
      if (attributes.charCodeAt(at) <= SPACE) {
        at += 1;
        continue;
      }
      const name = at;
      while (at < attributes.length && attributes.charCodeAt(at) !== EQUALS) at += 1;
      const nameEnd = attributes.charCodeAt(at - 1) <= SPACE ? attributes.slice(name, at).trimEnd().length : at - name;
      at += 1;
      while (at < attributes.length && !isQuote(attributes.charCodeAt(at))) at += 1;
      const start = at + 1;
      const end = attributes.indexOf(attributes[at] ?? '"', start);
      if (end < 0) break;
      if (nameEnd === 1) {
        const letter = attributes.charCodeAt(name);
        if (letter === LETTER_R) column = columnIn(attributes, start, end);
        else if (letter === LETTER_S) this.format = numberIn(attributes, start, end);
        else if (letter === LETTER_T) this.type = attributes.slice(start, end);
      }
      at = end + 1;
    }
    this.column = column;
  }
}

const isQuote = (sign: number): boolean => sign === QUOTE || sign === APOSTROPHE;

/** The column of a place such as `AB12`, from 0; -1 if it tells none. */
function columnIn(text: string, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at++) {
    // Capital and small letters alike.
    const letter = (text.charCodeAt(at) & 0x5f) - 64;
    if (text.charCodeAt(at) < 65 || letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** The whole number that digits spell; NaN for anything else. */
export function numberIn(text: string, from = 0, to = text.length): number {
  let value = to > from ? 0 : Number.NaN;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
}

/** The row of a place such as `$AB$12`, from 1; NaN if it tells none. */
export function rowOfPlace(place: string): number {
  const digits = place.search(/\d/);
  return digits < 0 ? Number.NaN : numberIn(place, digits);
}
