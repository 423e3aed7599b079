import type { Inspection } from './inspection.js';

/** JSON Schema, draft 2020-12. */
export interface JsonSchema {
  [keyword: string]: JsonValue;
}

export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

/**
 * How a value travels: one description gives the check of a parsed value, its canonical text and its JSON Schema.
 * The check is prepared once and adds all faults to the inspection, in any order. Neither function knows `this`.
 */
export interface Field<T> {
  readonly schema: JsonSchema;
  /** True if this call found no fault. */
  check(value: unknown, inspection: Inspection): value is T;
  /**
   * The same, told sooner, of values that hold others: false, or a finding added, says only that `check` has to look, and then what was
   * added is to be dropped, because it lacks its place. Left out where `check` is as quick.
   */
  passes?(value: unknown, inspection: Inspection): boolean;
  /** JSON text of a value without fault, members in the order of the description, values untouched. */
  text(value: unknown): string;
}

export const jsonText = (value: unknown): string => JSON.stringify(value);

/** Objects only: no list, no null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field with words for people added to its schema. */
export function described<T>(field: Field<T>, description: string): Field<T> {
  return { ...field, schema: { ...field.schema, description } };
}
