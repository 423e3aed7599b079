import { isPrintable } from '../../domain/characters.js';
import { isWritable } from '../../domain/writable.js';
import type { Rule } from './object.js';

/** Names begin with a letter nearly always: nothing more is to be seen then. */
const BEGINS_WRITABLE = /^[A-Za-z0-9]/;

const isMarksAlone = (text: string): boolean => !BEGINS_WRITABLE.test(text) && text.trim() !== '' && isPrintable(text) && !isWritable(text);

/**
 * Members that messages name in A-Z and digits, and that marks alone cannot stand for: a name of `***` would be no name there.
 *
 * Source: air-cargo 3.4: a field that becomes empty is an error, not a blank.
 */
export const hasLetters =
  (...members: readonly string[]): Rule =>
  (value, inspection) => {
    for (const member of members) {
      const text = value[member];
      if (typeof text === 'string' && isMarksAlone(text)) inspection.add('script', 'At least one letter or digit', member);
    }
  };
