import { isPrintable } from './characters.js';

/** The soft sign is no letter in Latin. */
const LETTER = /(?![Ьь])[\p{L}\p{Nd}]/u;

/**
 * Whether a text has a letter or digit that messages can write in A-Z and digits: of those that documents may contain each can be, of
 * Chinese ones none. A party that is named by signs alone cannot be told of.
 *
 * Source: air-cargo 3.4: a field that becomes empty is an error, not a blank.
 */
export function isWritable(text: string): boolean {
  for (const character of text) if (LETTER.test(character) && isPrintable(character)) return true;
  return false;
}
