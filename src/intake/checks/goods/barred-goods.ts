import type { FindingCode, Severity } from '../../../domain/problem.js';
import type { BarredGoods } from '../../../domain/trade-lists.js';
import { type Sentence, say } from '../../../domain/wording/wording.js';
import { isRecord } from '../../fields/field.js';
import type { Inspection } from '../../fields/inspection.js';
import type { Rule } from '../../fields/object.js';
import type { TradeRules } from '../trade-rules.js';

const sentences = {
  barred_goods: 'Barred or to be looked at: {0}',
  not_personal: 'Not for personal use: {0}',
  marking_due: 'To be marked or registered: {0}',
} as const satisfies Partial<Record<FindingCode, Sentence>>;

const findings: readonly BarredGoods['finding'][] = ['barred_goods', 'not_personal', 'marking_due'];

function applies({ applies: whom }: BarredGoods, kind: unknown, isPostal: boolean): boolean {
  return whom === 'all' || whom === kind || (whom === 'postal' && isPostal);
}

function tell(rows: readonly BarredGoods[], kind: unknown, index: number, inspection: Inspection): void {
  for (const finding of findings) {
    const row = rows.find((candidate) => candidate.finding === finding && applies(candidate, kind, inspection.channel === 'postal'));
    if (row === undefined) continue;
    const words = say(sentences[finding], row.reason);
    if (row.severity === 'error') inspection.add(finding, words, 'goods', index, 'commodityCode');
    else inspection.note(row.severity, finding, words, 'goods', index, 'commodityCode');
  }
}

/**
 * C10, C11, C13, C22: goods that are barred, never for personal use, or to be marked, by the beginning of their code. Of the rows for
 * the consignee and the channel the one with the longest prefix counts, for each kind of finding; of equal ones the gravest.
 *
 * Source: customs-rules 3; each row names its own.
 */
export const goodsAreAllowed: Rule = ({ consignee, goods }, inspection) => {
  const codes = inspection.trade?.codes;
  if (codes === undefined || !Array.isArray(goods)) return;
  for (let i = 0; i < goods.length; i++) {
    const line: unknown = goods[i];
    if (!isRecord(line) || typeof line.commodityCode !== 'string') continue;
    const barred = codes.of(line.commodityCode)?.barred;
    if (barred !== undefined && barred.length > 0) tell(barred, isRecord(consignee) ? consignee.kind : undefined, i, inspection);
  }
};

/** True if a row for the post alone bars some of a consignment's goods with this severity; asked while the channel is not known. */
export function isBarredFromPost({ goods }: Record<string, unknown>, { codes }: TradeRules, severity: Severity): boolean {
  if (!Array.isArray(goods)) return false;
  for (let i = 0; i < goods.length; i++) {
    const line: unknown = goods[i];
    if (!isRecord(line) || typeof line.commodityCode !== 'string') continue;
    if (codes.of(line.commodityCode)?.barred.some((row) => row.applies === 'postal' && row.severity === severity)) return true;
  }
  return false;
}
