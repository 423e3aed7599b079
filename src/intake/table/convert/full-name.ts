import { isNone, trimmed } from './text.js';

/** Surname, given name, patronymic. */
export type NameParts = readonly [lastName: string | undefined, firstName: string | undefined, middleName: string | undefined];

/** A patronymic by its ending, in Cyrillic and in Latin letters. */
const PATRONYMIC = /..(?:ович|евич|ич|овна|евна|ична|ovich|evich|ich|ovna|evna|ichna|кызы|оглы|kyzy|ogly|oglu|qizi)$/i;
/** Endings of patronymics that no surname has. */
const SURELY_PATRONYMIC = /..(?:овна|евна|ична|ovna|evna|ichna|кызы|оглы|kyzy|ogly|oglu|qizi)$/i;
/** Words that stand behind a father's name and belong to it. */
const CHILD_OF = /^(?:кызы|кизи|гызы|оглы|оглу|угли|улы|уулу|kyzy|kizi|qizi|ogly|oglu|ogli|uli|uulu)$/i;
/** A surname by an ending that given names do not have, but for a few. */
const SURNAME = /..(?:ов|ев|ёв|ова|ева|ёва|ский|ская|цкий|цкая|енко|швили|дзе|ov|ev|ova|eva|sky|skiy|skii|skaya|enko|shvili|dze)$/i;
const GIVEN_ALL_THE_SAME = /^(?:яков|лев|iakov|yakov|lev)$/i;

const isPatronymic = (part: string): boolean => PATRONYMIC.test(part);
const isSurname = (part: string): boolean => SURNAME.test(part) && !GIVEN_ALL_THE_SAME.test(part) && !SURELY_PATRONYMIC.test(part);

const joined = (parts: readonly string[]): string | undefined => (parts.length === 0 ? undefined : parts.join(' '));

/**
 * A full name in one cell, its parts in any order, Latin or Cyrillic, as surname, given name and patronymic. A patronymic is known
 * by its ending, a surname by the endings that only surnames have. What cannot be told apart keeps the order surname, given name,
 * patronymic; nothing is left out but what says that there is none (`XXX`, `-`).
 */
export function fullName(cell: string): NameParts {
  const parts = (trimmed(cell) ?? '').split(/[\s,]+/).filter((part) => part !== '' && !isNone(part));
  const childOf = parts.findIndex((part) => CHILD_OF.test(part));
  if (childOf >= 2) return aroundPatronymic(parts, childOf - 1, childOf);
  const at = patronymicIn(parts);
  if (at >= 0) return aroundPatronymic(parts, at, at);
  const [first, second, ...rest] = parts;
  if (parts.length === 2 && isSurname(second) && !isSurname(first)) return [second, first, undefined];
  return [first, second, joined(rest)];
}

/** Where the patronymic stands: behind another part, the last one if two could be it, unless the one in the middle is. */
function patronymicIn(parts: readonly string[]): number {
  if (parts.length < 2) return -1;
  if (parts.length === 2) return SURELY_PATRONYMIC.test(parts[1]) ? 1 : -1;
  const middle = parts.findIndex((part, index) => index > 0 && index < parts.length - 1 && isPatronymic(part));
  if (middle >= 0) return middle;
  return isPatronymic(parts[parts.length - 1]) ? parts.length - 1 : -1;
}

/** The parts before and behind a patronymic that stands from `from` to `to`. */
function aroundPatronymic(parts: readonly string[], from: number, to: number): NameParts {
  const patronymic = joined(parts.slice(from, to + 1));
  const before = parts.slice(0, from);
  const behind = parts.slice(to + 1);
  // Surname, given name, patronymic: the usual order. With nothing but a given name before it, a surname is missing.
  if (behind.length === 0) return [joined(before.slice(0, -1)), before[before.length - 1], patronymic];
  // Given name, patronymic, surname; else surname, patronymic, given name, if only the first part can be a surname.
  const last = joined(before);
  const isSurnameFirst = before.length === 1 && !isSurname(behind[0]) && (isSurname(before[0]) || isPatronymic(before[0]));
  return isSurnameFirst ? [last, joined(behind), patronymic] : [joined(behind), last, patronymic];
}
