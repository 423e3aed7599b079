/** A cell without the blanks around it; nothing if no more is left. */
export function trimmed(cell: string): string | undefined {
  const text = cell.trim();
  return text === '' ? undefined : text;
}

/** Blanks of another kind than single spaces; most cells have none, and a look is cheaper than a replacement. */
const ODD_BLANKS = /\s\s|[^\S ]/;
const BLANK = /\s/;

/** A text in one line: line breaks, tabs and runs of blanks are one blank each. */
export const singleSpaced = (text: string): string => (ODD_BLANKS.test(text) ? text.replaceAll(/\s+/g, ' ') : text);

/** A text without any blanks. */
export const withoutBlanks = (text: string): string => (BLANK.test(text) ? text.replaceAll(/\s+/g, '') : text);

/** A cell in one line. */
export function oneLine(cell: string): string | undefined {
  return trimmed(singleSpaced(cell));
}

/** A code without any blanks: `6403 99 960 0` is `6403999600`. Leading zeros stay, and one that was lost is not guessed. */
export function unspaced(cell: string): string | undefined {
  return trimmed(withoutBlanks(cell));
}

/** How partners write that there is none. `Х` is both the Latin and the Cyrillic letter. */
const NONE = /^(?:[xх]{2,}|[-–—]+|нет|отсутствует|без отчества)$/i;

/** True for `XXX`, `-`, `нет` and the like. */
export const isNone = (text: string): boolean => NONE.test(text);

/** A cell that may say that there is none: a missing patronymic is often written `XXX`. */
export function unlessNone(cell: string): string | undefined {
  const text = oneLine(cell);
  return text === undefined || isNone(text) ? undefined : text;
}
