import type { TradeListName, TradeLists } from '../../domain/trade-lists.js';
import type { Inspection } from '../fields/inspection.js';
import { type Members, type ObjectOf, object, type Rule } from '../fields/object.js';

/** The cells of one row by the headings of their columns; empty ones are left out. */
export type Cells = Record<string, string | undefined>;

interface Heading {
  name: string;
  isRequired: boolean;
  /** What its cells say, for the API's description. */
  description: string;
}

/** What is known of a list: everything else goes over the registry. */
export interface ListDefinition<Row = unknown> {
  name: TradeListName;
  /** What the list is for, in one line. */
  summary: string;
  headings: readonly Heading[];
  /** A few rows as CSV. */
  example: string;
  /** The typed row of a file's row and what no second row may repeat; undefined if it has faults, which the inspection then holds. */
  read(cells: Cells, inspection: Inspection): { row: Row; key: string } | undefined;
  /** The rows that hold for a tenant without a list of its own. */
  builtIn: readonly Cells[];
}

interface Description<N extends TradeListName, M extends Members> extends Pick<ListDefinition, 'summary' | 'example' | 'builtIn'> {
  name: N;
  /** A column each, in their order: how a cell is written. */
  columns: M;
  rules?: readonly Rule[];
  key(texts: ObjectOf<M>): string;
  row(texts: ObjectOf<M>): TradeLists[N][number];
}

/** A list from the description of its columns. */
export function defineList<N extends TradeListName, M extends Members>(list: Description<N, M>): ListDefinition<TradeLists[N][number]> {
  const { name, summary, columns, rules, builtIn, example } = list;
  const texts = object(columns, rules);
  return {
    name,
    summary,
    builtIn,
    example,
    headings: Object.entries(columns).map(([heading, { field, isRequired }]) => ({
      name: heading,
      isRequired,
      description: String(field.schema.description ?? ''),
    })),
    read(cells, inspection) {
      const given: unknown = cells;
      return texts.check(given, inspection) ? { row: list.row(given), key: list.key(given) } : undefined;
    },
  };
}

/** Members that have a value: what a row leaves out is absent from it. */
export function present<T extends object>(members: { [N in keyof T]: T[N] | undefined }): Partial<T> {
  const kept: Partial<T> = {};
  for (const name in members) {
    const value = members[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
