import { DomainError } from '../../domain/problem.js';
import { grams } from '../../domain/units.js';
import { shortened } from '../kit/shorten.js';
import type { DeclaredConsignment } from '../subjects.js';

/** Goods of a waybill under one code of the Harmonized System. Weights in grams, value in kopecks. */
export interface GoodsLine {
  /** Six digits of the commodity code, or four. */
  code: string;
  description: string;
  grossWeightG: number;
  /** Left out where a goods item under the code has none. */
  netWeightG: number | undefined;
  valueKopecks: number;
}

interface OpenLine extends Omit<GoodsLine, 'description'> {
  descriptions: Set<string>;
}

/** `GoodsNumeric` has three digits. */
const MAX_LINES = 999;
const SUBHEADING = 6;
const HEADING = 4;
/** `GoodsDescription`, one of up to four. */
const DESCRIPTION = 250;

/**
 * The goods of consignments by code, in the order of the codes: subheadings, or headings where there are more subheadings than a
 * notice takes. A line is described by what its goods items are called, each name once, as they stand in the manifest, and shortened.
 *
 * Errors: `validation-failed` above 999 headings, of about 1 230 that the nomenclature has.
 * Source: EEC Collegium Decision 62 of 24.04.2018 (codes of four to six digits); `PI_EEC_GoodsItemType`, PriorCommonAggregateTypesCust.xsd.
 */
export function goodsLines(houses: readonly DeclaredConsignment[]): GoodsLine[] {
  const bySubheading = linesBy(SUBHEADING, houses);
  const lines = bySubheading.length <= MAX_LINES ? bySubheading : linesBy(HEADING, houses);
  if (lines.length > MAX_LINES) throw new DomainError('validation-failed', `Goods of more than ${MAX_LINES} headings under one waybill`);
  return lines;
}

function linesBy(digits: number, houses: readonly DeclaredConsignment[]): GoodsLine[] {
  const lines = new Map<string, OpenLine>();
  for (const { consignment, lineKopecks } of houses) {
    consignment.goods.forEach(({ commodityCode, description, grossWeightKg, netWeightKg }, index) => {
      const code = commodityCode.slice(0, digits);
      const line = lines.get(code) ?? { code, descriptions: new Set(), grossWeightG: 0, netWeightG: 0, valueKopecks: 0 };
      line.descriptions.add(description);
      line.grossWeightG += grams(grossWeightKg);
      line.netWeightG = line.netWeightG === undefined || netWeightKg === undefined ? undefined : line.netWeightG + grams(netWeightKg);
      line.valueKopecks += lineKopecks[index];
      lines.set(code, line);
    });
  }
  return [...lines.values()]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ descriptions, ...line }) => ({ ...line, description: shortened([...descriptions].join('; '), DESCRIPTION) }));
}
