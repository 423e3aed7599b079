import { z } from 'zod';
import type { ColumnMapping } from '../../domain/column-mapping.js';
import { findingCodes, severities } from '../../domain/problem.js';
import { described, type Field, isRecord } from '../fields/field.js';
import { object, optional } from '../fields/object.js';
import { manifestExample } from '../manifest.example.js';
import { rowsQuery } from '../request-body.js';
import { bodySchema } from '../settings/body-schema.js';
import { builtInMappings } from './built-in-mappings.js';
import { mappingField, mappingMembers, mappingName, mappingRules } from './mapping/mapping.schema.js';
import { memberValues } from './mapping/members.js';

/** A mapping as it is saved: its name stands in the path, and may be left out here. */
export type MappingToSave = Omit<ColumnMapping, 'name'> & { name?: string };

const toSave: Field<MappingToSave> = object(
  { ...mappingMembers, name: optional(described(mappingName, 'The name in the path')) },
  mappingRules,
);

const [, example] = builtInMappings;
const exampleJson = JSON.parse(JSON.stringify(example));
const { name: _, ...exampleToSave } = exampleJson;

export const mappingBody = bodySchema('MappingToSave', toSave, exampleToSave);
export const mappingAnswer = bodySchema('ColumnMapping', mappingField, exampleJson);

export const mappingParam = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
  .meta({ description: 'Small letters, digits and hyphens', examples: ['our-partner'] });

/** A file of our own layout, with the members of the example of a manifest. */
export const fileExample = (): string => {
  const [consignment] = manifestExample.consignments;
  const cells = [...memberValues.keys()].flatMap((path) => {
    const value = path.split('.').reduce<unknown>((at, name) => (isRecord(at) ? first(at[name]) : undefined), consignment);
    return value === undefined ? [] : [[path, String(value)]];
  });
  return [cells.map(([path]) => path), cells.map(([, value]) => value)].map((row) => row.map(quoted).join(',')).join('\r\n');
};

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
const quoted = (cell: string): string => (cell.includes(',') ? `"${cell}"` : cell);

export const mappingsSchema = z.object({
  mappings: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      isBuiltIn: z.boolean().meta({ description: 'True for those that everybody has; they cannot be changed' }),
    }),
  ),
});

export const previewQuery = z.strictObject(rowsQuery);

export const previewSchema = z.object({
  headings: z.array(z.string()),
  mapping: z.string(),
  unread: z.array(z.string()).meta({ description: 'Columns that are kept as sent and not read' }),
  missing: z.array(z.string()).meta({ description: 'Headings of the mapping that the file does not have' }),
  consignments: z.array(
    z.object({
      consignment: z.unknown().meta({ description: 'As it would be taken, or as far as its cells tell it' }),
      findings: z.array(
        z.object({
          pointer: z.string().optional(),
          row: z.int().optional(),
          column: z.string().optional(),
          code: z.enum(findingCodes),
          severity: z.enum(severities).optional(),
          detail: z.string(),
        }),
      ),
    }),
  ),
});
