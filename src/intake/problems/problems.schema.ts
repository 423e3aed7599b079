import { z } from 'zod';
import { findingCodes, severities } from '../../domain/problem.js';
import { filter, pageQuery } from '../../http/page.js';

export const manifestParam = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/)
  .meta({ description: "The sender's name for the manifest", examples: ['CN-HGH-20261122-01'] });

export const revisionQuery = {
  revision: z.coerce.number().int().min(1).max(2_147_483_647).optional().meta({ description: 'The latest one if left out' }),
};

export const problemsQuery = z.strictObject({
  ...revisionQuery,
  ...pageQuery,
  code: filter(/[a-z0-9_-]{1,40}/, 'Consignments with a problem of this code'),
  severity: z.enum(severities).optional().meta({ description: 'Consignments with a problem of this weight' }),
  held: z.enum(['true', 'false']).optional().meta({ description: 'Held ones, or those that are only warned of' }),
  format: z.enum(['json', 'csv', 'xlsx']).optional().meta({ description: 'Instead of an `Accept` header' }),
  rows: z.enum(['held', 'problems']).default('held').meta({ description: 'Of a file: held consignments, or all with problems' }),
  reason: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'Why an administrator needs the file, which holds personal data' }),
});

export const problemsSchema = z.object({
  manifestId: z.string(),
  revision: z.int(),
  counts: z
    .array(z.object({ code: z.enum(findingCodes), severity: z.enum(severities), consignments: z.int(), problems: z.int() }))
    .meta({ description: 'Of the whole manifest, exact' }),
  consignments: z.array(
    z.object({
      houseWaybill: z.string().optional(),
      ref: z.string().meta({ description: 'Names the consignment where its number cannot', examples: ['~4711.17'] }),
      held: z.boolean(),
      row: z.int().optional().meta({ description: 'First row of the file' }),
      errors: z.array(
        z.object({
          pointer: z.string().optional(),
          code: z.enum(findingCodes),
          severity: z.enum(severities),
          detail: z.string().meta({ description: 'In the language of the reader' }),
          row: z.int().optional(),
          column: z.string().optional().meta({ description: "The sender's heading" }),
          expected: z.string().optional().meta({ description: 'An example of the form that is due' }),
        }),
      ),
    }),
  ),
  next: z.string().optional(),
});

export type ProblemsBody = z.infer<typeof problemsSchema>;
