import { DomainError } from '../../domain/problem.js';
import { firstWords } from '../kit/shorten.js';
import { latinCapitals } from '../kit/transliterate.js';

/**
 * Elements of Cargo-IMP messages: A-Z, digits, space, full stop and hyphen, each with a greatest length. What a line is made of
 * comes from here, so that no message holds anything else.
 *
 * Source: formats/dictionary/FWB.md, notation; air-cargo 3.3, 3.4.
 */

/** What a message has no place for. Names line and element (`SHP name`), never the value, which may be a person's. */
export function unwritable(element: string, why: string): DomainError {
  return new DomainError('validation-failed', `Cargo-IMP, ${element}: ${why}`);
}

/** Whether anything of a text can be written. */
export const isWritten = (value: string): boolean => /[A-Z0-9]/.test(latinCapitals(value));

/** A text as `latinCapitals` writes it, from its first letter or digit on. Errors: `validation-failed` if nothing of it is left. */
export function latinText(element: string, value: string): string {
  const latin = latinCapitals(value).replace(/^[ .-]+/, '');
  if (latin === '') throw unwritable(element, 'nothing of it can be written in A-Z and digits');
  return latin;
}

/**
 * A text on one line: whole, or as many whole words as fit; a first word that alone is too long is cut.
 * Errors: `validation-failed` if nothing of it can be written.
 */
export function text(element: string, value: string, limit: number): string {
  return firstWords(latinText(element, value), limit);
}

/** A text over as many lines as it needs but no more than `lines`, broken between words; what does not fit is left out. */
export function textLines(element: string, value: string, limit: number, lines: number): string[] {
  const written: string[] = [];
  let rest = latinText(element, value);
  while (rest !== '' && written.length < lines) {
    // A space right behind the limit ends the line there.
    const space = rest.length <= limit ? rest.length : rest.lastIndexOf(' ', limit);
    const end = space > 0 ? space : limit;
    written.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return written;
}

/** A number that must be whole: a weight, an amount, a count as text. Errors: `validation-failed` if it is longer than `limit`. */
export function figure(element: string, value: string, limit: number): string {
  if (!/^\d+(?:\.\d+)?$/.test(value)) throw unwritable(element, 'not a plain number');
  if (value.length > limit) throw unwritable(element, `more than ${limit} characters`);
  return value;
}

/**
 * An amount with two decimals; without them where they are zero and `limit` does not hold them, for no less is said then. Errors:
 * `validation-failed` if it is longer even so.
 */
export function amount(element: string, value: string, limit: number): string {
  return figure(element, value.length > limit ? value.replace(/\.00$/, '') : value, limit);
}

/** A code or number that must be whole and of a form. Errors: `validation-failed` if it is not. */
export function code(element: string, value: string, form: RegExp): string {
  if (!form.test(value)) throw unwritable(element, 'not of the form that the message demands');
  return value;
}

/** An account number or the like where a message may go without it: one that does not fit is left out, for a cut one is another's. */
export function wholeOrNothing(value: string | undefined, limit: number): string {
  const latin = latinCapitals(value ?? '');
  return latin.length > limit ? '' : latin;
}
