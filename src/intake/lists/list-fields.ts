import { isDay } from '../../domain/calendar.js';
import { say } from '../../domain/wording/wording.js';
import { code } from '../fields/code.js';
import type { Field } from '../fields/field.js';
import { described, jsonText } from '../fields/field.js';
import type { Inspection } from '../fields/inspection.js';
import type { Rule } from '../fields/object.js';
import { addTextFaults } from '../fields/text.js';

/** How the cells of lists are written. All of them are text; `row` of a definition makes numbers of them. */

/** A heading of the nomenclature has two digits at least, a whole code ten. */
const SHORTEST = 2;
const LONGEST = 10;

/** Text of one line in any script. */
export const plainText = (max: number): Field<string> => ({
  schema: { type: 'string', minLength: 1, maxLength: max },
  text: jsonText,
  check: (value, inspection): value is string => typeof value === 'string' && !addTextFaults(value, max, inspection),
});

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** What is looked for in descriptions: without a letter or a digit it would be found nowhere, or everywhere. */
export const searched = (max: number): Field<string> => {
  const field = plainText(max);
  return {
    ...field,
    check(value, inspection): value is string {
      if (!field.check(value, inspection)) return false;
      if (LETTER_OR_DIGIT.test(value)) return true;
      inspection.add('format', 'At least one letter or digit');
      return false;
    },
  };
};

export const source = described(plainText(500), 'Where the row comes from');

export const codePrefix = described(
  code({ pattern: /^\d{2,10}$/, max: LONGEST, form: say('From {0} to {1} digits', SHORTEST, LONGEST) }),
  'A commodity code or the beginning of several',
);

export const codePrefixes = code({
  pattern: /^\d{2,10}(?: \d{2,10})*$/,
  max: 4_000,
  form: say('Beginnings of codes, {0} to {1} digits each, with one space between them', SHORTEST, LONGEST),
});

export const wholeNumber = code({ pattern: /^(?:0|[1-9]\d{0,8})$/, max: 9, form: 'A whole number is due' });

const day: Field<string> = {
  schema: { type: 'string', format: 'date' },
  text: jsonText,
  check(value, inspection: Inspection): value is string {
    if (typeof value === 'string' && isDay(value)) return true;
    inspection.add('date_invalid', 'A day that exists, written YYYY-MM-DD');
    return false;
  },
};

export const firstDay = described(day, 'First day in force, `YYYY-MM-DD`');
export const lastDay = described(day, 'Last day in force');

/** For lists with `from` and `to`. */
export const endsAfterItBegins: Rule = ({ from, to }, inspection) => {
  if (typeof from === 'string' && typeof to === 'string' && to < from) inspection.add('date_range', 'Not before the first day', 'to');
};

/** What is compared without regard to letter case and ё. */
export const folded = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');
