import { isRecord } from '../../fields/field.js';
import type { Inspection } from '../../fields/inspection.js';
import type { Rule } from '../../fields/object.js';
import { CYRILLIC, classesOf, LATIN } from '../lists/letters.js';

/** Cyrillic letters, and no Latin ones among them that look alike. */
function isCyrillic(name: string): boolean {
  const met = classesOf(name);
  return (met & CYRILLIC) !== 0 && (met & LATIN) === 0;
}

function note(name: unknown, member: string, inspection: Inspection): void {
  if (typeof name !== 'string' || name === '' || isCyrillic(name)) return;
  inspection.note('warning', 'name_script', 'In Cyrillic letters, as in the passport', member);
}

/** C6: surname and given name of an individual at a Russian address are in Cyrillic; a warning. Source: customs-rules 3, C6, likely. */
export const namesInCyrillic: Rule = ({ lastName, firstName, address }, inspection) => {
  if (inspection.trade === undefined || !isRecord(address) || address.country !== 'RU') return;
  note(lastName, 'lastName', inspection);
  note(firstName, 'firstName', inspection);
};
