import { z } from 'zod';
import type { Reconciliation } from './compare.js';
import { type Line, measures, sources, subjectKinds } from './lines.js';
import { linesText, measureForms } from './reconciliation-texts.js';

export const reconciliationQuery = z.strictObject({ format: z.enum(['json', 'xlsx']).default('json') });

const sideSchema = z.union([z.int(), z.string()]);

const lineSchema = z.object({
  measure: z.enum(measures),
  currency: z.string().optional().meta({ description: 'Of a value in the currency of invoices' }),
  isSame: z.boolean(),
  sides: z.partialRecord(z.enum(sources), sideSchema).meta({
    description:
      'The figure by where it stands; what a source does not know is left out. Counts, decimals as text, or a word: `held`, `altered`',
  }),
});

export const reconciliationSchema = z
  .object({
    flight: z.string(),
    status: z.enum(['ok', 'different']),
    differences: z.int().meta({ description: 'How many things differ; those listed may be fewer' }),
    revision: z.int(),
    planRevision: z.int().meta({ description: 'Of the plan and the documents; a lower one than `revision` waits for the next closing' }),
    totals: z.array(lineSchema),
    odd: z.array(
      z.object({
        of: z.enum(subjectKinds),
        number: z.string(),
        waybill: z.string().optional(),
        declaration: z.string().optional(),
        lines: z.array(lineSchema).meta({ description: 'What of it differs' }),
      }),
    ),
    waybills: z.array(z.object({ number: z.string(), lines: z.array(lineSchema) })),
    declarations: z.array(z.object({ id: z.string(), waybill: z.string().optional(), lines: z.array(lineSchema) })),
  })
  .meta({ id: 'Reconciliation' });

export type ReconciliationBody = z.infer<typeof reconciliationSchema>;

export function reconciliationBody({
  flight,
  differences,
  revision,
  planRevision,
  totals,
  odd,
  waybills,
  declarations,
}: Reconciliation): ReconciliationBody {
  return {
    flight,
    status: differences === 0 ? 'ok' : 'different',
    differences,
    revision,
    planRevision,
    totals: totals.map(lineBody),
    odd: odd.map(({ lines, ...names }) => ({ ...names, lines: lines.map(lineBody) })),
    waybills: waybills.map(({ number, lines }) => ({ number, lines: lines.map(lineBody) })),
    declarations: declarations.map(({ id, waybill, lines }) => ({
      id,
      ...(waybill === undefined ? {} : { waybill }),
      lines: lines.map(lineBody),
    })),
  };
}

function lineBody({ measure, currency, isSame, sides }: Line): z.infer<typeof lineSchema> {
  const { kind, text } = measureForms[measure];
  const shown = Object.entries(sides).map(([source, side]) => {
    if (typeof side === 'string') return [source, measure === 'values' ? linesText(side) : side];
    return [source, kind === 'number' ? side : text(side)];
  });
  return { measure, ...(currency === undefined ? {} : { currency }), isSame, sides: Object.fromEntries(shown) };
}
