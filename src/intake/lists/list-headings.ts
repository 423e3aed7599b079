import type { Finding } from '../../domain/problem.js';
import type { FileRow } from '../../files/rows.js';
import type { ListDefinition } from './list-definition.js';

/** A column of a file: the list's name for it, and the heading as its sender wrote it. */
export interface Column {
  name: string;
  heading: string;
}

/** A heading longer than this is no heading, and is not repeated. */
const MAX_HEADING = 64;

/** The columns of a file in their order. Letter case and outer spaces do not matter; faults go to `add`. */
export function readHeadings({ number, cells }: FileRow, headings: ListDefinition['headings'], add: (finding: Finding) => void): Column[] {
  const met = new Set<string>();
  const columns = cells.map((cell): Column => {
    const heading = cell.trim();
    const shown = heading.length <= MAX_HEADING ? { column: heading } : {};
    const known = headings.find(({ name }) => name.toLowerCase() === heading.toLowerCase());
    if (known === undefined && heading !== '') {
      add({ row: number, ...shown, code: 'unknown_property', detail: 'The list has no such column' });
    } else if (known !== undefined && met.has(known.name)) {
      add({ row: number, ...shown, code: 'duplicate_column', detail: 'The heading stands twice' });
    }
    if (known !== undefined) met.add(known.name);
    return { name: known?.name ?? '', heading };
  });
  for (const { name, isRequired } of headings) {
    if (isRequired && !met.has(name)) add({ row: number, column: name, code: 'missing_column', detail: 'The list needs this column' });
  }
  return withoutBlankEnd(columns);
}

/** Columns without a heading behind the last one with a heading are no columns. */
function withoutBlankEnd(columns: readonly Column[]): Column[] {
  return columns.slice(0, columns.findLastIndex(({ heading }) => heading !== '') + 1);
}
