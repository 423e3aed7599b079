import type { ColumnMapping, ColumnRule } from '../../domain/column-mapping.js';
import { conversions, type Derivation, derivations } from './convert/conversions.js';
import { headingKey } from './mapping/heading.js';
import { pathsOf } from './mapping/mapping.schema.js';
import { consignmentMembers, isOfLine, LINE, type Member, memberValues } from './mapping/members.js';

/** A column that is read: what becomes of its cell. */
export interface Step {
  column: number;
  /** As the sender wrote it. */
  heading: string;
  /** Dotted members that it tells, and their places among the values. */
  paths: readonly string[];
  slots: readonly number[];
  convert(cell: string): string | undefined;
  /** Of a cell that tells several members; then `convert` is not asked. */
  split?: (cell: string) => readonly (string | undefined)[];
  isFallback: boolean;
  mayDiffer: boolean;
}

/** A column whose value another value of the row decides with; it is read after the others. */
export interface PairedStep extends Step {
  otherSlot: number;
  otherConstant: string | undefined;
  pair(cell: string, other: string | undefined): string | undefined;
}

/** A member as it is made of values; of an object, what it is made of. */
interface ShapePart {
  name: string;
  slot: number;
  constant: string | number | undefined;
  isWhole: boolean;
  shape: Shape | undefined;
}

export interface Shape {
  parts: readonly ShapePart[];
  /** Places of the values without which an object that may be left out is left out; undefined for one that is always there. */
  told: readonly number[] | undefined;
}

/** A column that tells a member, there or not. */
export interface Teller {
  /** -1 if the file has no such column. */
  column: number;
  heading: string;
  /** What the column is for, if it tells several. */
  member: string;
}

/** A rule that fills a member of the consignment from its lines. */
interface DerivedSlot extends Pick<Derivation, 'derive'> {
  slot: number;
  from: number;
}

const asSent = (cell: string): string => cell;
const NOWHERE = -1;

/** A mapping made ready for the headings of one file: each column knows its way, nothing is looked up row by row. */
export class TablePlan {
  /** The column whose value the rows of a consignment share. */
  readonly groupColumn: number;
  readonly ofConsignment: readonly Step[];
  readonly ofLine: readonly Step[];
  readonly paired: readonly PairedStep[];
  readonly derived: readonly DerivedSlot[];
  /** Values that one consignment, and one line of it, has at most. */
  readonly valueCounts: { consignment: number; line: number };
  readonly consignment: Shape;
  readonly line: Shape;
  /** By column; undefined where it is not read. */
  readonly byColumn: readonly (Step | undefined)[];
  /** By the dotted name of the member, in the order of the mapping. */
  readonly tellers: ReadonlyMap<string, readonly Teller[]>;
  readonly #slots = { consignment: new Map<string, number>(), line: new Map<string, number>() };

  constructor(
    readonly headings: readonly string[],
    readonly mapping: ColumnMapping,
  ) {
    const columns = new Map(headings.map((heading, index): [string, number] => [headingKey(heading), index]));
    const columnOf = ({ heading, also = [] }: ColumnRule): number =>
      [heading, ...also].map((name) => columns.get(headingKey(name))).find((index) => index !== undefined) ?? NOWHERE;
    const read = mapping.columns.flatMap((rule) => {
      const column = columnOf(rule);
      return column === NOWHERE || rule.member === undefined ? [] : [this.#step(rule, column)];
    });
    const group = mapping.columns.find((rule) =>
      [rule.heading, ...(rule.also ?? [])].some((name) => headingKey(name) === headingKey(mapping.groupBy)),
    );
    this.groupColumn = group === undefined ? NOWHERE : columnOf(group);
    this.paired = read.filter((step): step is PairedStep => 'pair' in step);
    const plain = read.filter((step) => !('pair' in step));
    this.ofLine = plain.filter(({ paths }) => isOfLine(paths[0]));
    this.ofConsignment = plain.filter(({ paths }) => !isOfLine(paths[0]));
    this.derived = this.#derivedSlots();
    this.line = this.#shapeOf(consignmentMembers.find(({ name }) => name === LINE)?.members ?? [], true);
    this.consignment = this.#shapeOf(consignmentMembers, true);
    this.valueCounts = { consignment: this.#slots.consignment.size, line: this.#slots.line.size };
    this.byColumn = headings.map((_, column) => read.find((step) => step.column === column));
    this.tellers = tellersOf(mapping, headings, columnOf);
  }

  #slotOf(path: string): number {
    const slots = isOfLine(path) ? this.#slots.line : this.#slots.consignment;
    const slot = slots.get(path) ?? slots.size;
    slots.set(path, slot);
    return slot;
  }

  #step(rule: ColumnRule, column: number): Step | PairedStep {
    const paths = pathsOf(rule);
    const conversion = rule.convert === undefined ? undefined : conversions.get(rule.convert);
    const step: Step = {
      column,
      heading: this.headings[column],
      paths,
      slots: paths.map((path) => this.#slotOf(path)),
      convert: conversion?.form === 'value' ? conversion.convert : asSent,
      ...(conversion?.form === 'parts' ? { split: conversion.convert } : {}),
      isFallback: rule.isFallback === true,
      mayDiffer: rule.mayDiffer === true,
    };
    if (conversion?.form !== 'with') return step;
    const { convert, other } = conversion;
    return { ...step, pair: convert, otherSlot: this.#slotOf(other), otherConstant: this.mapping.constants?.[other] };
  }

  #derivedSlots(): DerivedSlot[] {
    return Object.entries(this.mapping.derived ?? {}).flatMap(([path, name]) => {
      const rule = derivations.get(name);
      return rule === undefined ? [] : [{ slot: this.#slotOf(path), from: this.#slotOf(rule.from), derive: rule.derive }];
    });
  }

  /** What an object is made of, without the members that nothing tells. */
  #shapeOf(members: readonly Member[], isRequired: boolean): Shape {
    const parts = members.flatMap((member): ShapePart[] => {
      const { name, path, isWhole } = member;
      if (member.members.length > 0) {
        const shape = name === LINE ? this.line : this.#shapeOf(member.members, member.isRequired);
        return shape.parts.length === 0 && !member.isRequired ? [] : [{ name, slot: NOWHERE, constant: undefined, isWhole, shape }];
      }
      const slot = (isOfLine(path) ? this.#slots.line : this.#slots.consignment).get(path);
      const constant = this.mapping.constants?.[path];
      if (slot === undefined && constant === undefined) return [];
      return [
        {
          name,
          slot: slot ?? NOWHERE,
          constant: isWhole && constant !== undefined ? Number(constant) : constant,
          isWhole,
          shape: undefined,
        },
      ];
    });
    return { parts, told: isRequired ? undefined : parts.flatMap(({ slot }) => (slot === NOWHERE ? [] : [slot])) };
  }
}

/** Columns by the members that they tell; a member that follows from the lines is told by what it follows from. */
function tellersOf(mapping: ColumnMapping, headings: readonly string[], columnOf: (rule: ColumnRule) => number): Map<string, Teller[]> {
  const tellers = new Map<string, Teller[]>();
  const add = (path: string, teller: Teller): void => {
    tellers.set(path, [...(tellers.get(path) ?? []), teller]);
  };
  for (const rule of mapping.columns) {
    const column = columnOf(rule);
    const paths = pathsOf(rule);
    const teller = { column, heading: column === NOWHERE ? rule.heading : headings[column], member: paths[0] };
    for (const path of paths) if (memberValues.has(path)) add(path, teller);
  }
  for (const [path, name] of Object.entries(mapping.derived ?? {})) {
    const from = derivations.get(name)?.from;
    for (const teller of (from === undefined ? undefined : tellers.get(from)) ?? []) add(path, teller);
  }
  return tellers;
}
