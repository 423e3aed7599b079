import type { ListDefinition } from './list-definition.js';

/** What a spreadsheet would take for a formula. Source: reliability R52. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A cell as it was before an apostrophe was put before it. */
export const plainCell = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

/** One row as CSV; a cell that a spreadsheet would take for a formula has an apostrophe before it. Source: RFC 4180. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows that hold without an import, in the form of an import. */
export function builtInCsv({ headings, builtIn }: ListDefinition): string {
  const names = headings.map(({ name }) => name);
  return [names, ...builtIn.map((cells) => names.map((name) => cells[name] ?? ''))].map(csvLine).join('');
}
