import { say } from '../../../domain/wording/wording.js';
import type { Rule } from '../../fields/object.js';

/** C14: a commodity code is in the nomenclature of the day, and is given in full. Error and warning. Source: customs-rules 3, C14. */
export const codeExists: Rule = ({ commodityCode }, inspection) => {
  const { trade } = inspection;
  if (trade === undefined || typeof commodityCode !== 'string') return;
  const facts = trade.codes.of(commodityCode);
  if (facts === undefined) return;
  if (!facts.isKnown) inspection.add('unknown_code', say('Not in the nomenclature (ТН ВЭД ЕАЭС) of {0}', trade.today), 'commodityCode');
  if (!facts.isFull) inspection.note('warning', 'code_not_full', 'A full commodity code has 10 digits', 'commodityCode');
};
