import { DomainError } from '../../domain/problem.js';
import { firstWords } from '../kit/shorten.js';
import { latinCapitals } from '../kit/transliterate.js';
import { type Markup, text } from './markup.js';

/** Characters that the elements of the messages take: those of their Cargo-IMP counterparts where the profile takes no more. */
export const LIMITS = {
  name: 70,
  street: 70,
  city: 17,
  region: 9,
  postcode: 9,
  agent: 35,
  signatory: 20,
  place: 17,
  goods: 65,
  handling: 65,
  note: 35,
} as const;

/**
 * An element with a text as messages carry it: the ASCII capitals of `latinCapitals` from the first letter or digit on, and of these
 * as many whole words as the limit has room for. A first word that alone is too long is cut inside. Nothing marks the cut, because no
 * mark stands among the characters that partners take; the text stands whole in the settings, the manifest and the customs' documents.
 *
 * Errors: `validation-failed` if nothing of the text can be written so, for a field is never sent blank. It names the element, never
 * the value, which may be a person's.
 * Source: ICAO Doc 9303 and air-cargo 3.4.
 */
export function latin(element: string, value: string, limit: number): Markup {
  const written = firstWords(latinCapitals(value).replace(/^[ .-]+/, ''), limit);
  if (written === '') throw new DomainError('validation-failed', `Cargo-XML, ${element}: nothing of it can be written in A-Z and digits`);
  return text(element, written);
}

/** The same for an element that may be left out: it is where there is no value, or none but marks such as `-` or `/`. */
export function optionalLatin(element: string, value: string | undefined, limit: number): Markup {
  return value === undefined || !/[\p{L}\p{N}]/u.test(value) ? '' : latin(element, value, limit);
}
