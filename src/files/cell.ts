/**
 * How texts are written: as they are, or as numbers and days that a spreadsheet can count with, where they are written exactly as such
 * (`35.00`, `2026-11-22`) and lose nothing.
 */
export const cellKinds = ['text', 'number', 'money', 'weight', 'date'] as const;
export type CellKind = (typeof cellKinds)[number];

/** A cell to be written: its text, whether it stands out, and its kind where it is not that of its column. */
export type Cell = string | ToneCell;

interface ToneCell {
  text: string;
  kind?: CellKind;
  /** `fault` holds the row back, `notice` is only told, `total` sums up. Forms without colours leave it out. */
  tone?: Tone;
}

export type Tone = 'fault' | 'notice' | 'total';

/** Rows to be written, from wherever they come. */
export type CellRows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;

export const textOfCell = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

/** Texts that a spreadsheet would run or hide instead of showing them, bare or behind apostrophes. Source: reliability R52. */
const formulaLike = /^'*[=+\-@\t\r]/;

export const isFormulaLike = (text: string): boolean => formulaLike.test(text);

/** A text that no spreadsheet takes for a formula: an apostrophe stands before one that looks so. `restored` undoes it exactly. */
export const neutralised = (text: string): string => (isFormulaLike(text) ? `'${text}` : text);

/** A text without the apostrophe that `neutralised` put before it. */
export const restored = (text: string): string => (text.startsWith("'") && isFormulaLike(text) ? text.slice(1) : text);
