import type { CellRows } from '../../cell.js';

/**
 * How a column's texts are written: as they are, or as numbers and days that a spreadsheet can count with, where they are written
 * exactly as such (`35.00`, `2026-11-22`) and lose nothing.
 */
export const columnKinds = ['text', 'number', 'money', 'weight', 'date'] as const;
export type ColumnKind = (typeof columnKinds)[number];

export interface SheetColumn {
  heading: string;
  /** In signs; by the heading if left out. */
  width?: number;
  /** Text if left out. */
  kind?: ColumnKind;
}

/** A sheet to be written: headings that stay in sight and filter, rows below. */
export interface Sheet {
  name: string;
  columns: readonly SheetColumn[];
  rows: CellRows;
}

/** The heading of a column by its place, from 0: A to Z, AA … */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}
