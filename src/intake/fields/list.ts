import { say } from '../../domain/wording/wording.js';
import type { Field, JsonSchema } from './field.js';
import { jsonText } from './field.js';
import type { Inspection } from './inspection.js';

function listSchema(item: Field<unknown>, max: number): JsonSchema {
  return { type: 'array', items: item.schema, minItems: 1, maxItems: max };
}

/** Adds what is wrong with a list's length. */
export function addLengthFault(length: number, max: number, inspection: Inspection): void {
  if (length === 0) inspection.add('min_items', 'At least one item');
  if (length > max) inspection.add('max_items', say('At most {0} items', max));
}

/** A list of 1 to `max` items of one kind. */
export function list<T>(item: Field<T>, max: number): Field<T[]> {
  const passes = item.passes ?? item.check;
  return {
    schema: listSchema(item, max),
    passes(value, inspection) {
      if (!Array.isArray(value) || value.length === 0 || value.length > max) return false;
      for (let i = 0; i < value.length; i++) if (!passes(value[i], inspection)) return false;
      return true;
    },
    check(value, inspection): value is T[] {
      if (!Array.isArray(value)) {
        inspection.add('type', 'A list is due');
        return false;
      }
      const before = inspection.count;
      addLengthFault(value.length, max, inspection);
      for (let i = 0; i < value.length; i++) {
        const mark = inspection.kept;
        item.check(value[i], inspection);
        if (inspection.kept !== mark) inspection.under(mark, i);
      }
      return inspection.count === before;
    },
    text: (value) => (Array.isArray(value) ? `[${value.map((entry) => item.text(entry)).join(',')}]` : jsonText(value)),
  };
}

/** A list whose items are counted and checked one by one as they stream by; here only that it is a list. */
export function streamed<T>(item: Field<T>, max: number): Field<unknown[]> {
  return {
    schema: listSchema(item, max),
    text: jsonText,
    check(value, inspection): value is unknown[] {
      if (Array.isArray(value)) return true;
      inspection.add('type', 'A list is due');
      return false;
    },
  };
}
