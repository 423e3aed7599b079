import { say } from '../../../domain/wording/wording.js';
import type { Inspection } from '../../fields/inspection.js';
import type { Rule } from '../../fields/object.js';
import { newScan, type WordIndex, type WordScan } from '../lists/word-index.js';
import { describesGoods } from './description.js';

/** A longer description has a fault of its own, and is not looked into. */
const MAX_DESCRIPTION = 1_000;

/** One text of each member at a time: the arrays are used again. */
const scans = { description: newScan(), descriptionEn: newScan(), brand: newScan() };
type Member = keyof typeof scans;

/** Adds what the lists find in a text: C12 and C22, each row once for a line. */
function tellListed(words: WordIndex, scan: WordScan, member: Member, told: Set<object>, inspection: Inspection): void {
  for (const { stop, brand } of words.matches(scan)) {
    const row = stop ?? brand;
    if (row === undefined || told.has(row) || (member === 'brand' && stop !== undefined)) continue;
    told.add(row);
    if (brand !== undefined)
      inspection.note('info', 'brand_registered', say("On the customs' register of trade marks: {0}", brand.brand), member);
    if (stop?.reason !== undefined)
      inspection.note(stop.severity, 'stop_word', say('Stop word “{0}”: {1}', stop.phrase, stop.reason), member);
    else if (stop !== undefined) inspection.note(stop.severity, 'stop_word', say('Stop word “{0}”', stop.phrase), member);
  }
}

function scanned(words: WordIndex, text: unknown, member: Member): WordScan | undefined {
  if (typeof text !== 'string' || text.length === 0 || text.length > MAX_DESCRIPTION) return undefined;
  words.scan(text, scans[member]);
  return scans[member];
}

/**
 * C12, C15, C22: what the words of a goods line tell. Stop words are held for a person (or as their row says), trade marks of the
 * customs' register are told, and the Russian description has to describe something.
 *
 * Source: customs-rules 3.
 */
export const wordsOfGoods: Rule = ({ description, descriptionEn, brand }, inspection) => {
  const words = inspection.trade?.words;
  if (words === undefined) return;
  const russian = scanned(words, description, 'description');
  const english = scanned(words, descriptionEn, 'descriptionEn');
  const mark = scanned(words, brand, 'brand');
  if (russian !== undefined && typeof description === 'string') describesGoods(description, russian, inspection);
  if (!(russian?.isMarked || english?.isMarked || mark?.isMarked)) return;
  const told = new Set<object>();
  if (russian?.isMarked) tellListed(words, russian, 'description', told, inspection);
  if (english?.isMarked) tellListed(words, english, 'descriptionEn', told, inspection);
  if (mark?.isMarked) tellListed(words, mark, 'brand', told, inspection);
};
