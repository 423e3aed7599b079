import { isPrintable } from '../../domain/characters.js';
import type { FindingCode } from '../../domain/problem.js';
import { type Sentence, say, type Words } from '../../domain/wording/wording.js';
import type { Field, JsonSchema } from './field.js';
import { jsonText } from './field.js';
import type { Inspection } from './inspection.js';
import { addTextFaults, MAX_TEXT } from './text.js';

/** Adds what is wrong with a coded text: what is wrong with any text, and only else that it has not the form. */
function addFormFault(value: string, max: number, code: FindingCode, detail: Words, inspection: Inspection): void {
  if (!addTextFaults(value, max, inspection)) inspection.add(code, detail);
}

interface Form {
  pattern: RegExp;
  max: number;
  /** The expected form. */
  form: Words;
  /**
   * Set if the pattern takes more than ASCII, so that it must be seen whether the documents can show it: what it takes of ASCII
   * alone, at least in its usual forms. One pattern without the tables of Unicode is several times faster than both looks.
   */
  ascii?: RegExp;
}

/** A number or name of a fixed form. */
export function code({ pattern, max, form, ascii }: Form): Field<string> {
  return {
    schema: { type: 'string', pattern: pattern.source, minLength: 1, maxLength: max },
    text: jsonText,
    check(value, inspection): value is string {
      if (typeof value !== 'string') {
        inspection.add('type', 'A string is due');
        return false;
      }
      if (ascii?.test(value) && value.length <= max) return true;
      const isFormed = pattern.test(value);
      if (isFormed && value.length <= max && !(ascii !== undefined && !isPrintable(value))) return true;
      if (addTextFaults(value, max, inspection)) return false;
      if (isFormed) inspection.add('unrenderable_character', 'The documents cannot show every character');
      else inspection.add('format', form);
      return false;
    },
  };
}

/** A code of a known list, which `list` says it is not on; `form` and `pattern` tell a misspelt code from one that is not on the list. */
export function knownCode({
  pattern,
  form,
  list,
  isKnown,
}: Pick<Form, 'pattern' | 'form'> & { list: Sentence; isKnown(value: string): boolean }): Field<string> {
  return {
    schema: { type: 'string', pattern: pattern.source },
    text: jsonText,
    check(value, inspection): value is string {
      if (typeof value !== 'string') {
        inspection.add('type', 'A string is due');
        return false;
      }
      if (isKnown(value)) return true;
      if (pattern.test(value)) inspection.add('unknown_code', list);
      // However long it is: the form says how long it should be.
      else addFormFault(value, MAX_TEXT, 'format', form, inspection);
      return false;
    },
  };
}

/** A number with a rule of its own; `fault` names what is wrong with a text of digits. */
export function numbered(
  digits: RegExp,
  form: Words,
  fault: (value: string) => { code: FindingCode; detail: Words } | undefined,
): Field<string> {
  return {
    schema: { type: 'string', pattern: digits.source },
    text: jsonText,
    check(value, inspection): value is string {
      if (typeof value !== 'string') {
        inspection.add('type', 'A string is due');
        return false;
      }
      const found = fault(value);
      if (found === undefined) return true;
      if (/^\d+$/.test(value)) inspection.add(found.code, found.detail);
      else addFormFault(value, MAX_TEXT, 'format', form, inspection);
      return false;
    },
  };
}

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): Field<W> {
  const known: ReadonlySet<unknown> = new Set(words);
  const schema: JsonSchema = words.length === 1 ? { const: words[0] } : { type: 'string', enum: [...words] };
  return {
    schema,
    text: jsonText,
    check(value, inspection): value is W {
      if (known.has(value)) return true;
      if (typeof value === 'string') addFormFault(value, MAX_TEXT, 'unknown_code', say('One of {0}', words.join(', ')), inspection);
      else inspection.add('type', 'A string is due');
      return false;
    },
  };
}
