import { z } from 'zod';
import type { FileLayout } from '../table/file-layout.js';
import { TablePlan } from '../table/table-plan.js';

const column = z.object({
  heading: z.string(),
  also: z.array(z.string()).optional(),
  member: z.string().optional(),
  convert: z.string().optional(),
  isRequired: z.boolean().optional(),
  isFallback: z.boolean().optional(),
  mayDiffer: z.boolean().optional(),
});

const layout = z.object({
  format: z.enum(['csv', 'xlsx']),
  delimiter: z.string().optional(),
  charset: z.enum(['utf-8', 'windows-1251']).optional(),
  sheet: z.string().optional(),
  headings: z.array(z.string()),
  mapping: z.object({
    name: z.string(),
    title: z.string(),
    groupBy: z.string(),
    columns: z.array(column),
    constants: z.record(z.string(), z.string()).optional(),
    derived: z.record(z.string(), z.string()).optional(),
  }),
});

/** The layout of a manifest that came as a file of rows; undefined of one that came otherwise. */
export function storedLayout(value: unknown): FileLayout | undefined {
  return value === null ? undefined : layout.parse(value);
}

/** How the columns of a file are read. */
export const planOf = (layout: FileLayout | undefined): TablePlan | undefined =>
  layout === undefined ? undefined : new TablePlan(layout.headings, layout.mapping);
