import type { Cell, CellKind, CellRows } from '../../cell.js';

export interface SheetColumn {
  heading: string;
  /** In signs; by the heading if left out. */
  width?: number;
  /** Text if left out. */
  kind?: CellKind;
}

/** A sheet to be written: headings that stay in sight and filter, rows below. */
export interface Sheet {
  name: string;
  columns: readonly SheetColumn[];
  rows: CellRows;
  /** Rows below the others, which no filter hides: sums. Asked for when all others are written. */
  foot?: () => Iterable<readonly Cell[]>;
}

/** The heading of a column by its place, from 0: A to Z, AA … */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}
