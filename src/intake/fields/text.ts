import { firstUnprintable, REPERTOIRE } from '../../domain/characters.js';
import { say } from '../../domain/wording/wording.js';
import type { Field } from './field.js';
import { jsonText } from './field.js';
import type { Inspection } from './inspection.js';

/** No string in a body is longer. Source: reliability R20. */
export const MAX_TEXT = 4_096;

const UNPRINTABLE = 1;
const CYRILLIC = 2;

/** What each UTF-16 unit means for a text; a look-up here is several times faster than a regular expression. */
const meaning = new Uint8Array(0x1_0000).fill(UNPRINTABLE);
for (const [from, to] of REPERTOIRE) meaning.fill(0, from, to + 1);
for (let unit = 0x0400; unit <= 0x052f; unit++) if (meaning[unit] === 0) meaning[unit] = CYRILLIC;

/**
 * Nearly every text keeps to these, and a pattern of one or two ranges tells so twice as fast as the look-up unit by unit; of all
 * ranges of the repertoire it would not.
 */
const ASCII = /^[ -~]*$/;
const PLAIN = /^[ -~\u0400-\u045f]*$/;

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0xa0;

const BLANK = /^[\p{Zs}\t\n\v\f\r]*$/u;
const OUTER_SPACE = /^\p{Zs}|\p{Zs}$/u;
const LINE_BREAK = /[\n\r\u2028\u2029]/;
/** Controls, invisible and directional characters, private use, lone surrogates, code points that are no characters. */
const ILLEGAL = /(?![\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}]/u;
const CYRILLIC_LETTER = /\p{Script=Cyrillic}/u;

const codePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/**
 * Adds what is wrong with a text whatever it holds: blank, too long, spaces at its ends, line breaks, characters that no text may have.
 * Returns false if it found nothing.
 */
export function addTextFaults(text: string, max: number, inspection: Inspection): boolean {
  const before = inspection.count;
  if (BLANK.test(text)) {
    inspection.add('blank', 'Must not be empty or blank');
    return true;
  }
  if (text.length > max && codePoints(text) > max) inspection.add('max_length', say('At most {0} characters', max));
  if (OUTER_SPACE.test(text)) inspection.add('outer_space', 'No space at the beginning or at the end');
  if (LINE_BREAK.test(text)) inspection.add('line_break', 'One line only');
  if (ILLEGAL.test(text)) {
    inspection.add('illegal_character', 'No control, invisible, directional, private use or unpaired surrogate characters');
  }
  return inspection.count > before;
}

function addScriptFaults(text: string, isLatin: boolean, inspection: Inspection): void {
  const drawable = text.replaceAll(new RegExp(`${ILLEGAL.source}|${LINE_BREAK.source}`, 'gu'), '');
  const foreign = firstUnprintable(drawable);
  if (foreign !== undefined) inspection.add('unrenderable_character', say('The documents cannot show {0}', foreign));
  if (isLatin && CYRILLIC_LETTER.test(drawable)) inspection.add('script', 'Latin letters only, no Cyrillic ones');
}

/**
 * Free text of one line, 1 to `max` code points, that every document can show. Markup and formulas are text like any other.
 * A `latin` text has no Cyrillic letter in it.
 */
export function text(max: number, options: { latin?: boolean } = {}): Field<string> {
  const isLatin = options.latin === true;
  const usual = isLatin ? ASCII : PLAIN;
  const forbidden = isLatin ? UNPRINTABLE | CYRILLIC : UNPRINTABLE;
  return {
    schema: { type: 'string', minLength: 1, maxLength: max },
    text: jsonText,
    check(value, inspection): value is string {
      if (typeof value !== 'string') {
        inspection.add('type', 'A string is due');
        return false;
      }
      const length = value.length;
      if (length > 0 && length <= max && !isSpace(value.charCodeAt(0)) && !isSpace(value.charCodeAt(length - 1))) {
        if (usual.test(value)) return true;
        let met = 0;
        for (let i = 0; i < length; i++) met |= meaning[value.charCodeAt(i)];
        if ((met & forbidden) === 0) return true;
      }
      const before = inspection.count;
      addTextFaults(value, max, inspection);
      if (!BLANK.test(value)) addScriptFaults(value, isLatin, inspection);
      return inspection.count === before;
    },
  };
}
