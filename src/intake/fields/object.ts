import { say } from '../../domain/wording/wording.js';
import type { Field, JsonSchema } from './field.js';
import { isRecord } from './field.js';
import type { Inspection } from './inspection.js';
import { type Straight, straightPasses } from './straight.js';

export interface Member<T, Required extends boolean> {
  readonly field: Field<T>;
  readonly isRequired: Required;
}

export const required = <T>(field: Field<T>): Member<T, true> => ({ field, isRequired: true });
export const optional = <T>(field: Field<T>): Member<T, false> => ({ field, isRequired: false });

export type Members = Record<string, Member<unknown, boolean>>;
type TypeOf<M> = M extends Member<infer T, boolean> ? T : never;
type RequiredNames<S> = { [N in keyof S]: S[N] extends Member<unknown, true> ? N : never }[keyof S];
export type ObjectOf<S> = { [N in RequiredNames<S>]: TypeOf<S[N]> } & { [N in Exclude<keyof S, RequiredNames<S>>]?: TypeOf<S[N]> };

/** A rule about several members. It meets values of any shape and adds a finding only where it understands what it needs. */
export type Rule = (value: Record<string, unknown>, inspection: Inspection) => void;

interface Entry {
  name: string;
  /** The name as a JSON string with its colon. */
  key: string;
  isRequired: boolean;
  ordinal: number;
  /** The field's own, taken out of it because fields come in many shapes and this is the hot path. */
  check: Field<unknown>['check'];
  text: Field<unknown>['text'];
}

/**
 * An object with known members, at most 31 of them, and rules about them together.
 * A name that is not described is a fault; so is `__proto__`, which JSON.parse makes an ordinary member.
 * `straight` says the members once more, for speed.
 */
export function object<S extends Members>(members: S, rules: readonly Rule[] = [], straight?: Straight): Field<ObjectOf<S>> {
  const entries: Entry[] = Object.entries(members).map(([name, { field, isRequired }], ordinal) => ({
    name,
    key: `${JSON.stringify(name)}:`,
    isRequired,
    ordinal,
    check: field.check,
    text: field.text,
  }));
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const due = entries.reduce((bits, { isRequired, ordinal }) => (isRequired ? bits | (1 << ordinal) : bits), 0);
  const last = entries.length;

  function addMissing(seen: number, inspection: Inspection): void {
    for (const { name, ordinal, isRequired } of entries) {
      if (isRequired && (seen & (1 << ordinal)) === 0) inspection.add('required', 'This member is required', name);
    }
  }

  return {
    schema: schemaOf(members),
    passes: straight === undefined ? undefined : straightPasses(fieldsOf(members), straight, rules),
    check(value, inspection): value is ObjectOf<S> {
      if (!isRecord(value)) {
        inspection.add('type', 'An object is due');
        return false;
      }
      const before = inspection.count;
      let seen = 0;
      let next = 0;
      let count = 0;
      let mark = inspection.kept;
      for (const name in value) {
        count += 1;
        // Members usually come in the order of the description: try the next one before the look-up.
        let entry: Entry | undefined = next < last ? entries[next] : undefined;
        if (entry === undefined || entry.name !== name) {
          entry = byName.get(name);
          if (entry === undefined) {
            inspection.add('unknown_property', 'There is no such member here', name);
            mark = inspection.kept;
            continue;
          }
          if (entry.ordinal < next) inspection.isOrdered = false;
        }
        next = entry.ordinal + 1;
        seen |= 1 << entry.ordinal;
        entry.check(value[name], inspection);
        // What is well formed may still have been noted.
        if (inspection.kept !== mark) {
          inspection.under(mark, name);
          mark = inspection.kept;
        }
      }
      inspection.members += count;
      if ((seen & due) !== due) addMissing(seen, inspection);
      for (let i = 0; i < rules.length; i++) rules[i](value, inspection);
      return inspection.count === before;
    },
    text(value): string {
      if (!isRecord(value)) return JSON.stringify(value);
      let out = '';
      for (const { name, key, text } of entries) {
        if (Object.hasOwn(value, name)) out += (out === '' ? '' : ',') + key + text(value[name]);
      }
      return `{${out}}`;
    },
  };
}

const fieldsOf = (members: Members): Record<string, Field<unknown>> =>
  Object.fromEntries(Object.entries(members).map(([name, { field }]) => [name, field]));

function schemaOf(members: Members): JsonSchema {
  const entries = Object.entries(members);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, { field }]) => [name, field.schema])),
    required: entries.filter(([, { isRequired }]) => isRequired).map(([name]) => name),
    additionalProperties: false,
  };
}

/** One of several objects, told apart by their member `kind`. */
export function byKind<K extends string, T>(kinds: Record<K, Field<T>>): Field<T> {
  const fields = new Map<unknown, Field<T>>(Object.entries<Field<T>>(kinds));
  const expected = say('One of {0}', Object.keys(kinds).join(', '));

  function addKindFault(value: unknown, inspection: Inspection): void {
    if (!isRecord(value)) inspection.add('type', 'An object is due');
    else if (!Object.hasOwn(value, 'kind')) inspection.add('required', 'This member is required', 'kind');
    else inspection.add(typeof value.kind === 'string' ? 'unknown_code' : 'type', expected, 'kind');
  }

  return {
    schema: { oneOf: [...fields.values()].map(({ schema }) => schema) },
    passes(value, inspection) {
      const field = isRecord(value) ? fields.get(value.kind) : undefined;
      return field !== undefined && (field.passes ?? field.check)(value, inspection);
    },
    check(value, inspection): value is T {
      const field = isRecord(value) ? fields.get(value.kind) : undefined;
      if (field !== undefined) return field.check(value, inspection);
      addKindFault(value, inspection);
      return false;
    },
    text(value): string {
      const field = isRecord(value) ? fields.get(value.kind) : undefined;
      return field === undefined ? JSON.stringify(value) : field.text(value);
    },
  };
}
