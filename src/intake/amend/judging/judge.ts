import { hash } from 'node:crypto';
import { consignmentFacts } from '../../../domain/consignment-facts.js';
import type { ExchangeRates } from '../../../domain/exchange-rates.js';
import { WITHOUT_CONTACTS } from '../../../domain/listed.js';
import type { Finding, FindingCode } from '../../../domain/problem.js';
import { isError, isHolding } from '../../../domain/problem.js';
import type { AmendableRow, Approval } from '../../../store/amendable-row.js';
import type { Content } from '../../../store/amendment.store.js';
import { crossDetails, numberDetails } from '../../../store/cross-checks/cross-kinds.js';
import { type CheckRules, ConsignmentCheck } from '../../checks/check-consignment.js';
import { isRecord } from '../../fields/field.js';
import { consignmentField } from '../../manifest.schema.js';
import { isSame, mergePatched, valueAt } from '../merge-patch.js';
import { placeIn, standing, unapproved } from './approvals.js';

/** What a consignment is to become. */
export interface Draft {
  row: AmendableRow;
  /** Its value from now on; the row's own if nothing of it changes. */
  value: unknown;
  /** The merge patch that made it, if one did: what a person wrote, be it as it was before, stands for any cell. */
  patch?: unknown;
  approvals: readonly Approval[];
  /** Of a mended file: its cells, and what its reading found if it is faulty. Else the value is checked here. */
  read?: { findings: readonly Finding[] | undefined; source: string | undefined };
}

/** A draft with what was found in it alone, approved or not. */
export interface Judged {
  draft: Draft;
  content: Content;
  findings: Finding[];
  /** Those that are of the values that stand there now. */
  approvals: Approval[];
}

/** What the reading of a file finds in its cells, which the consignment itself does not show. */
const OF_CELLS: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'mismatch',
  'rows_apart',
  'encoding',
  'formula_cell',
  'merged_cells',
  'cell_error',
]);

/** What other consignments have to do with it; looked at again when all are saved. */
const ofOthers: ReadonlySet<string> = new Set(crossDetails.filter((detail) => !numberDetails.includes(detail)));

/** The same, told by their sentences: of the text that was read, and of a cell that speaks of another. */
const OF_TEXT: ReadonlySet<string> = new Set([
  'A JSON number has at most 15 significant digits',
  'The value of the line follows from the price and the quantity',
]);

const listed = (consignment: unknown): unknown => mergePatched(consignment, WITHOUT_CONTACTS);

export const pointerOf = ({ sequence }: { sequence: number }): string => `/consignments/${sequence}`;

/** Judges consignments one by one as intake does; prepared once for many. */
export class Judge {
  readonly #check: ConsignmentCheck;
  /** What values are reported by. */
  readonly rates: ExchangeRates | undefined;

  constructor(rules: CheckRules) {
    this.#check = new ConsignmentCheck(rules);
    this.rates = rules.trade?.rates;
  }

  judge(draft: Draft): Judged {
    const { row, value, read } = draft;
    const base = pointerOf(row);
    const checked = this.#check.check(value, base, row.channel);
    const before: unknown = JSON.parse(row.body);
    const isChanged = !isSame(before, value);
    const kept = keptFindings(row, before, draft).filter(({ detail }) => read === undefined || ofOthers.has(detail));
    const findings = [...(read?.findings ?? checked.findings), ...kept];
    const isNumberWrong = (member: string) => findings.some((finding) => isError(finding) && finding.pointer === `${base}/${member}`);
    const approvals = standing(draft.approvals, value);
    const good = checked.consignment;
    // What did not change stays to the letter: numbers in it may have more digits than they could be written back with.
    const body = !isChanged ? row.body : good === undefined ? (JSON.stringify(value) ?? 'null') : consignmentField.text(good);
    const content: Content = {
      manifestKey: row.manifestKey,
      sequence: row.sequence,
      houseWaybill: isNumberWrong('houseWaybill') ? undefined : checked.houseWaybill,
      orderNumber: isNumberWrong('orderNumber') ? undefined : (good?.orderNumber ?? checked.orderNumber),
      good: good === undefined ? undefined : { consignment: good, figures: consignmentFacts(good, this.rates) },
      isHeld: unapproved(findings, approvals, base).some(isHolding),
      contentHash: isChanged ? hash('sha256', body) : row.contentHash,
      isListedSame: row.grossWeightG !== null && good !== undefined && isSame(listed(before), listed(value)),
      body,
      source: read?.source,
    };
    return { draft, content, findings, approvals };
  }
}

/** Findings that the consignment itself does not show; those of its cells where nobody has written anything since. */
function keptFindings({ problems, sequence }: AmendableRow, before: unknown, { value, patch }: Draft): Finding[] {
  return problems.filter(({ pointer, code, detail }) => {
    if (ofOthers.has(detail)) return true;
    if (!OF_CELLS.has(code) && !OF_TEXT.has(detail)) return false;
    const place = placeIn(pointer, pointerOf({ sequence }));
    return !isWritten(patch, place) && isSame(valueAt(before, place), valueAt(value, place));
  });
}

/** Whether a merge patch says anything of a place. */
function isWritten(patch: unknown, place: string): boolean {
  let at = patch;
  for (const token of place.split('/').slice(1)) {
    if (!isRecord(at)) return at !== undefined;
    if (!Object.hasOwn(at, token)) return false;
    at = at[token];
  }
  return at !== undefined;
}
