import type { Inspection } from '../../fields/inspection.js';
import { CYRILLIC, classOf, FOREIGN, hasLatinWord, letterCount, WORD } from '../lists/letters.js';
import type { WordScan } from '../lists/word-index.js';

/** A word of fewer letters is a measure, an article or an abbreviation. */
const LEAST_LETTERS = 3;

/** Texts below this length are looked at for their letters. */
const SHORT_TEXT = 8;

/** Plain prose begins with a letter or a digit, has the marks of prose and nothing else. What looks like markup or a formula is not. */
const isProse = (text: string, met: number): boolean => (met & FOREIGN) === 0 && (classOf[text.charCodeAt(0)] & WORD) !== 0;

/**
 * C15, the language: a description without a Cyrillic letter is an error where it plainly is prose of another language, else a
 * warning, because markup and formulas are text like any other (reliability 10).
 */
function isInRussian(description: string, { met }: WordScan, inspection: Inspection): void {
  if ((met & CYRILLIC) !== 0) return;
  if (isProse(description, met) && hasLatinWord(description, LEAST_LETTERS)) {
    inspection.add('description_script', 'In Russian, as it is declared', 'description');
  } else inspection.note('warning', 'description_script', 'In Russian, as it is declared', 'description');
}

/** True if no word of three letters or more tells anything, and one of the list of vague words stands there. */
function isVague({ words, count }: WordScan): boolean {
  let vague = 0;
  for (let i = 0; i < count; i++) {
    const { isVague: saysNothing, plain } = words[i];
    if (saysNothing) vague += 1;
    else if (letterCount(plain) >= LEAST_LETTERS) return false;
  }
  return vague > 0;
}

/** C15, the matter: vague words alone are an error, hardly any letters a warning. */
function tellsEnough(description: string, scan: WordScan, inspection: Inspection): void {
  if (isVague(scan)) inspection.add('description_vague', 'Says nothing of the goods: name what they are', 'description');
  else if (description.length < SHORT_TEXT || scan.count < 2) {
    // A single word of three letters is hardly more than two letters.
    const least = scan.count < 2 ? LEAST_LETTERS + 1 : LEAST_LETTERS;
    if (letterCount(description) < least)
      inspection.note('warning', 'description_vague', 'Too short to tell what the goods are', 'description');
  }
}

/** C15: a description is in Russian and describes the goods. Source: customs-rules 3, C15, likely. */
export function describesGoods(description: string, scan: WordScan, inspection: Inspection): void {
  isInRussian(description, scan, inspection);
  tellsEnough(description, scan, inspection);
}
