import type { Finding, FindingCode, Severity } from '../../domain/problem.js';
import { type Language, textOf } from '../../domain/wording/wording.js';
import type { ProblemRow } from '../../store/manifest-read.store.js';
import { expectedAt } from '../amend/expected.js';
import { placeInRows, rowsOfSource } from '../table/place-in-file.js';
import type { TablePlan } from '../table/table-plan.js';

/** A finding as people act on it: where it stands in what they sent, what is wrong in their language, what is due. */
export interface ToldFinding {
  pointer?: string;
  code: FindingCode;
  severity: Severity;
  detail: string;
  /** Of a file: the number of the row, from 1, and the heading of the column. */
  row?: number;
  column?: string;
  /** An example of the form that is due. */
  expected?: string;
}

/** A row of a file as it was sent. */
export type SentRow = ReturnType<typeof rowsOfSource>[number];

/** Tells the findings of consignments of one manifest. `plan`: of the file that it came as. */
export class FindingTeller {
  constructor(
    private readonly plan: TablePlan | undefined,
    private readonly language: Language,
  ) {}

  tell({ problems }: Pick<ProblemRow, 'problems'>, rows: readonly SentRow[]): ToldFinding[] {
    return problems.map((finding) => this.#told(finding, rows));
  }

  #told(finding: Finding, rows: readonly SentRow[]): ToldFinding {
    const { pointer, code, severity = 'error' } = finding;
    const place = this.plan === undefined || pointer === undefined ? undefined : placeInRows(this.plan, rows, pointer);
    const expected = expectedAt(pointer, code);
    return {
      ...(pointer === undefined ? {} : { pointer }),
      code,
      severity,
      detail: textOf(finding, this.language),
      ...place,
      ...(expected === undefined ? {} : { expected }),
    };
  }
}

/** The rows of a consignment, one a goods line; none of one that came otherwise. */
export const sentRows = ({ source }: Pick<ProblemRow, 'source'>): SentRow[] => (source === null ? [] : rowsOfSource(source));
