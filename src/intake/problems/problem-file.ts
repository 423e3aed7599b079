import type { Language } from '../../domain/wording/wording.js';
import { csvBytes } from '../../files/csv/write-csv.js';
import { xlsxBytes } from '../../files/xlsx/write-xlsx.js';
import { type SentProblems, tableOfMembers, tableOfPlan } from './problem-rows.js';
import { planOf, storedLayout } from './stored-layout.js';
import { FindingTeller } from './told-findings.js';

/** Forms that problems are given in beside JSON, each with its media type. */
export const problemFileTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type ProblemFileFormat = keyof typeof problemFileTypes;

/**
 * A manifest's consignments with findings as a file to be mended and sent back: the sender's own columns, cells as sent, and why, in
 * the reader's language. Rows are read as the bytes are asked for.
 */
export async function problemFile(
  manifest: { key: number; layout: unknown },
  problems: SentProblems,
  format: ProblemFileFormat,
  language: Language,
): Promise<AsyncIterable<Uint8Array>> {
  const layout = storedLayout(manifest.layout);
  const plan = planOf(layout);
  const teller = new FindingTeller(plan, language);
  const { headings, rows } =
    plan === undefined ? await tableOfMembers(teller, manifest.key, problems) : tableOfPlan(plan, teller, manifest.key, problems);
  if (format === 'csv') return csvBytes(headings, rows, { delimiter: layout?.delimiter ?? ';' });
  return xlsxBytes([{ name: layout?.sheet ?? 'Problems', columns: headings.map((heading) => ({ heading })), rows }]);
}
