import { say } from '../../../domain/wording/wording.js';
import { isRecord } from '../../fields/field.js';
import type { Inspection } from '../../fields/inspection.js';
import type { Rule } from '../../fields/object.js';
import { countOf } from '../figures/amounts.js';

/** Equal pieces beyond which goods look commercial, and all pieces from which on they do. Thousandths, as quantities are counted. */
const LIKELY_EQUAL = 5_000;
const SOME_EQUAL = 3_000;
const MANY = 30_000;

/** Equal goods: same description, code and brand, whatever the line. Sizes and colours are other goods, since the description tells them. */
function equalGoods(goods: readonly unknown[]): Iterable<{ index: number; count: number }> {
  const byKind = new Map<string, { index: number; count: number }>();
  goods.forEach((line, index) => {
    if (!isRecord(line)) return;
    const count = countOf(line);
    if (Number.isNaN(count)) return;
    const kind = goods.length === 1 ? '' : JSON.stringify([line.description, line.commodityCode, line.brand]);
    const known = byKind.get(kind);
    if (known === undefined) byKind.set(kind, { index, count });
    else known.count += count;
  });
  return byKind.values();
}

function tell(goods: readonly unknown[], total: number, inspection: Inspection): void {
  for (const { index, count } of equalGoods(goods)) {
    const place = ['goods', index, 'quantity'] as const;
    if (count > LIKELY_EQUAL)
      inspection.note('warning', 'commercial_quantity', say('More than {0} equal pieces look commercial', 5), ...place);
    else if (count > SOME_EQUAL)
      inspection.note('info', 'commercial_quantity', say('More than {0} equal pieces look commercial', 3), ...place);
  }
  if (total >= MANY) inspection.note('info', 'commercial_quantity', say('{0} pieces or more look commercial', 30), 'goods');
}

/**
 * C8, C9: what an individual receives does not look commercial. More than 5 equal pieces are a warning; more than 3, or 30 pieces
 * of any kind, are told.
 *
 * Source: customs-rules 3, C8 (a rule of marketplaces, no legal norm) and C9 (advice of forwarders).
 */
export const personalQuantity: Rule = ({ consignee, goods }, inspection) => {
  if (inspection.trade === undefined || !isRecord(consignee) || consignee.kind !== 'individual' || !Array.isArray(goods)) return;
  let total = 0;
  for (let i = 0; i < goods.length; i++) {
    const line: unknown = goods[i];
    const count = isRecord(line) ? countOf(line) : Number.NaN;
    if (count > 0) total += count;
  }
  if (total > SOME_EQUAL) tell(goods, total, inspection);
};
