import type { FileRow } from '../../files/rows.js';
import { isRecord } from '../fields/field.js';
import type { FileLayout } from './file-layout.js';
import { LINE } from './mapping/members.js';
import { type Step, TablePlan, type Teller } from './table-plan.js';

/** Where a fault stands in a file of rows. */
export interface FilePlace {
  /** From 1. */
  row: number;
  /** The heading as the sender wrote it; of a column that the file lacks, as the mapping has it. */
  column?: string;
}

type SourceRow = Pick<FileRow, 'number' | 'cells'>;

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/**
 * The place of a pointer into a consignment, `/consignments/17/goods/1/unit` or the part of it behind the consignment: the row of its
 * line, else the first row that tells it, and the column that tells the member. Undefined without rows.
 */
export function placeInRows(plan: TablePlan, rows: readonly SourceRow[], pointer: string): FilePlace | undefined {
  if (rows.length === 0) return undefined;
  const tokens = pointer
    .replace(/^\/consignments\/\d+(?=\/|$)/, '')
    .split('/')
    .slice(1)
    .map(unescaped);
  const line = tokens[0] === LINE && tokens.length > 1 ? rows[Number(tokens[1])] : undefined;
  const path = tokens.filter((_, index) => !(tokens[0] === LINE && index === 1)).join('.');
  const candidates = line === undefined ? rows : [line];
  const tellers = tellersOf(plan, path);
  for (const { column, heading } of tellers) {
    const row = candidates.find(({ cells }) => tells(plan.byColumn[column], path, cells[column] ?? ''));
    if (row !== undefined) return { row: row.number, column: heading };
  }
  const row = candidates[0].number;
  const due = tellers.find(({ member }) => member === path) ?? tellers[0];
  return due === undefined ? { row } : { row, column: due.heading };
}

/** Whether a cell has something to say of a member; of the members of a cell that holds several, whether of that one. */
function tells(step: Step | undefined, path: string, cell: string): boolean {
  if (cell.trim() === '') return false;
  const part = step?.paths.indexOf(path) ?? -1;
  return step?.split === undefined || part < 0 || step.split(cell)[part] !== undefined;
}

/** Columns of a member, or of the first member of an object that any column tells; of the nearest object around a member that none does. */
function tellersOf({ tellers }: TablePlan, path: string): readonly Teller[] {
  for (let at = path; at !== '' && at !== LINE; at = at.slice(0, Math.max(at.lastIndexOf('.'), 0))) {
    const own = tellers.get(at);
    if (own !== undefined) return own;
    if (at !== path) continue;
    for (const [known, of] of tellers) if (known.startsWith(`${at}.`)) return of;
  }
  return [];
}

/** A layout is asked for many places in a row: its plan is made once. */
const plans = new WeakMap<FileLayout, TablePlan>();

function planOf(layout: FileLayout): TablePlan {
  const known = plans.get(layout);
  if (known !== undefined) return known;
  const plan = new TablePlan(layout.headings, layout.mapping);
  plans.set(layout, plan);
  return plan;
}

/** Rows of a consignment as they are kept: `{ "rows": [[7, "cell", …], …] }`. */
export function rowsOfSource(source: string): SourceRow[] {
  const value: unknown = JSON.parse(source);
  const rows: readonly unknown[] = isRecord(value) && Array.isArray(value.rows) ? value.rows : [];
  return rows.flatMap((row) => {
    if (!Array.isArray(row)) return [];
    const [number, ...cells]: unknown[] = row;
    return [{ number: Number(number), cells: cells.map(String) }];
  });
}

/** The rows of a consignment as they are kept, cells as sent. */
export function sourceOfRows(rows: readonly SourceRow[]): string {
  let text = '';
  for (const { number, cells } of rows) {
    const rest = cells.length === 0 ? ']' : `,${JSON.stringify(cells).slice(1)}`;
    text += `${text === '' ? '' : ','}[${number}${rest}`;
  }
  return `{"rows":[${text}]}`;
}

/** Row and column of a pointer, from what is kept of a file and of the consignment's rows. Undefined if nothing is. */
export function placeInFile(layout: FileLayout, source: string, pointer: string): FilePlace | undefined {
  return placeInRows(planOf(layout), rowsOfSource(source), pointer);
}
