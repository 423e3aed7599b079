import type { Cell } from '../../files/cell.js';
import type { SentProblemRow } from '../../store/manifest-read.store.js';
import { rowRef } from '../../store/row-ref.js';
import type { TablePlan } from '../table/table-plan.js';
import { mendedRows } from './mended-cells.js';
import { cellsOf, headingsOf, pathOf, pathsIn } from './own-cells.js';
import { type FindingTeller, type SentRow, sentRows, type ToldFinding } from './told-findings.js';

/** Columns that are ours and that a reader of the mended file passes over: every heading with this sign before it. */
const OURS = '_';

/** What is added at the end: whether the consignment is held, why, by which codes, and its address. */
const ADDED = ['_status', '_reasons', '_codes', '_ref'] as const;

/** Signs of a cell that can be sent back. */
const MAX_REASONS = 4_000;

/** A file of consignments with findings: the sender's columns in their order, then ours. */
export interface ProblemTable {
  headings: readonly string[];
  rows: AsyncIterable<readonly Cell[]>;
}

/** Where consignments come from; may be asked several times. */
export type SentProblems = () => AsyncIterable<SentProblemRow>;

/** The sender's own rows, cells as sent or as mended since; those that a finding is about stand out. */
export function tableOfPlan(plan: TablePlan, teller: FindingTeller, manifestKey: number, problems: SentProblems): ProblemTable {
  const columns = plan.headings.flatMap((heading, column) => (heading.startsWith(OURS) ? [] : [{ heading, column }]));
  const headings = columns.map(({ heading }) => heading);
  const rowsOf = (row: SentProblemRow) => {
    const sent = row.body === null ? sentRows(row) : mendedRows(plan, sentRows(row), sentIn(row.body));
    const rows = sent.map(({ number, cells }) => ({ number, cells: columns.map(({ column }) => cells[column] ?? '') }));
    return marked(row, teller.tell(row, sent), headings, rows, manifestKey);
  };
  return { headings: [...headings, ...ADDED], rows: eachOf(problems, rowsOf) };
}

/** Consignments that came otherwise, in our own layout, with the columns that occur. */
export async function tableOfMembers(teller: FindingTeller, manifestKey: number, problems: SentProblems): Promise<ProblemTable> {
  const paths = new Set<string>();
  for await (const { body, problems: findings } of problems()) {
    for (const path of [...pathsIn(sentIn(body)), ...findings.map(({ pointer }) => pathOf(pointer))])
      if (path !== undefined) paths.add(path);
  }
  const headings = headingsOf(paths);
  const rowsOf = (row: SentProblemRow) => {
    const lines = cellsOf(sentIn(row.body), headings).map((cells, number) => ({ number, cells }));
    const told = teller.tell(row, []).map((finding) => ({ ...finding, ...placeOf(finding, lines.length) }));
    return marked(row, told, headings, lines, manifestKey);
  };
  return { headings: [...headings, ...ADDED], rows: eachOf(problems, rowsOf) };
}

const sentIn = (body: string | null): unknown => (body === null ? undefined : JSON.parse(body));

/** The line and the column of a finding among the rows of one consignment. */
function placeOf({ pointer }: ToldFinding, lines: number): { row: number; column?: string } {
  const line = Number(/^\/consignments\/\d+\/goods\/(\d+)/.exec(pointer ?? '')?.[1] ?? 0);
  const path = pathOf(pointer);
  return { row: line < lines ? line : 0, ...(path === undefined ? {} : { column: path }) };
}

async function* eachOf(problems: SentProblems, rowsOf: (row: SentProblemRow) => Cell[][]): AsyncGenerator<Cell[]> {
  for await (const row of problems()) yield* rowsOf(row);
}

/** The rows of one consignment with what is wrong in each; what stands in no row is said in the first. */
function marked(
  { held, sequence }: SentProblemRow,
  told: readonly ToldFinding[],
  headings: readonly string[],
  rows: readonly SentRow[],
  manifestKey: number,
): Cell[][] {
  const numbers = new Set(rows.map(({ number }) => number));
  return rows.map(({ number, cells }, index) => {
    const here = told.filter(({ row }) => (row !== undefined && numbers.has(row) ? row === number : index === 0));
    const codes = [...new Set(here.map(({ code }) => code))];
    const added = [held ? 'held' : 'warning', reasons(here), codes.join(' '), rowRef({ manifestKey, sequence })];
    return [
      ...cells.map((text, column) =>
        toned(
          text,
          here.filter((finding) => finding.column === headings[column]),
        ),
      ),
      ...added,
    ];
  });
}

function toned(text: string, findings: readonly ToldFinding[]): Cell {
  if (findings.length === 0) return text;
  return { text, tone: findings.some(({ severity }) => severity === 'error' || severity === 'hold') ? 'fault' : 'notice' };
}

function reasons(findings: readonly ToldFinding[]): string {
  const text = findings.map(({ column, detail }) => (column === undefined ? detail : `${column}: ${detail}`)).join('; ');
  return text.length <= MAX_REASONS ? text : `${text.slice(0, MAX_REASONS).replace(/[\uD800-\uDBFF]$/, '')} …`;
}
