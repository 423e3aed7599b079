import { isRecord } from '../fields/field.js';
import { isOfLine, LINE } from '../table/mapping/members.js';
import { RowGroup } from '../table/row-group.js';
import type { TablePlan } from '../table/table-plan.js';
import { memberAt } from './own-cells.js';
import type { SentRow } from './told-findings.js';

/**
 * The rows of a consignment with what was mended in place since they were sent, so that a file that is sent back does not undo it.
 * Only cells that tell one member are written, in the words of the API, which every conversion takes; the others stay as sent.
 */
export function mendedRows(plan: TablePlan, rows: readonly SentRow[], consignment: unknown): SentRow[] {
  const group = new RowGroup(plan);
  for (const row of rows) group.add(row);
  const told = group.value();
  const mended = rows.map(({ number, cells }) => ({ number, cells: [...cells] }));
  for (const [path, [{ column }]] of plan.tellers) {
    if (column < 0 || plan.byColumn[column]?.paths.length !== 1) continue;
    for (const [index, { cells }] of mended.entries()) {
      const before = textAt(told, path, index);
      const now = textAt(consignment, path, index);
      if (now !== before) cells[column] = now;
    }
  }
  return mended;
}

function textAt(consignment: unknown, path: string, index: number): string {
  const lines = isRecord(consignment) ? consignment[LINE] : undefined;
  const holder = !isOfLine(path) ? consignment : Array.isArray(lines) ? lines[index] : undefined;
  const value = memberAt(holder, isOfLine(path) ? path.slice(LINE.length + 1) : path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
