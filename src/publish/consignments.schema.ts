import { z } from 'zod';
import { paymentKinds } from '../domain/payment.js';
import { severities } from '../domain/problem.js';
import { filter, pageQuery } from '../http/page.js';
import { decimalText } from './flights.schema.js';

const MAX_NUMBERS = 10_000;

/** A house waybill, an order number or a postal item number. */
const numberText = z
  .string()
  .min(1)
  .max(50)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._/#-]*$/u);

export const numberParam = numberText.meta({ description: 'House waybill, order or postal item number', examples: ['LP00675043231560'] });

export const lookupBody = z
  .strictObject({ numbers: z.array(numberText).min(1).max(MAX_NUMBERS) })
  .meta({ examples: [{ numbers: ['LP00675043231560', '8141122334455667'] }] });

const paymentSchema = z.object({
  kind: z.enum(paymentKinds).meta({ description: '1010 customs fee, 2010 import duty, 5010 VAT' }),
  line: z.int().optional().meta({ description: 'Number of the goods line, from 1; left out for a fee' }),
  base: decimalText.optional(),
  baseUnit: z
    .string()
    .optional()
    .meta({ description: "`RUB`, or the customs' unit of the quantity", examples: ['RUB', '166'] }),
  rate: z.string().meta({ examples: ['5%', '0.35 EUR/kg', '1231 RUB'] }),
  rub: decimalText,
});

const consignmentSchema = z
  .object({
    houseWaybill: z.string().optional(),
    ref: z.string().optional().meta({ description: 'Its address within the flight, in the place of its number' }),
    manifestId: z.string().optional(),
    bag: z.string().optional(),
    pieces: z.int().optional(),
    grossWeightKg: decimalText.optional(),
    status: z
      .enum(['held', 'accepted', 'planned', 'declared'])
      .optional()
      .meta({ description: '`planned`: it has its place in a declaration; `declared`: in one that is published' }),
    problems: z
      .array(z.object({ pointer: z.string(), code: z.string(), severity: z.enum(severities), detail: z.string() }))
      .optional()
      .meta({
        description: 'Why it is held, and what else was found, in the language asked for; pointers are into the manifest as it was sent',
      }),
    waybill: z.string().optional(),
    declaration: z.string().optional(),
    decision: z
      .object({
        code: z.string().meta({ description: 'As customs has it: 10 released, 31 payment required, 90 refused …', examples: ['10'] }),
        text: z.string().optional().meta({ description: 'What the code means, in the language asked for; left out for one on no list' }),
        isFinal: z.boolean().meta({ description: 'Whether customs is done with it' }),
        decidedAt: z.iso.datetime(),
        reasonCode: z.string().optional().meta({ description: 'Of a refusal' }),
        reason: z.string().optional().meta({ description: 'Of a refusal, as customs wrote it; for those who work with customs' }),
      })
      .optional()
      .meta({ description: 'The latest customs mark; left out while there is none' }),
    valueRub: decimalText.optional(),
    valueEur: decimalText.optional(),
    duty: z
      .object({ rub: decimalText, basis: z.enum(['value', 'weight', 'none', 'tariff']) })
      .optional()
      .meta({
        description: 'What the consignee will be asked for, on value or weight, whichever is more; of a ДТЭГ the import duty by the tariff',
      }),
    payments: z
      .array(paymentSchema)
      .optional()
      .meta({ description: 'Of a ДТЭГ, as it states them; the fee of the whole declaration stands at its first consignment' }),
  })
  .meta({ id: 'Consignment', description: 'Without personal data; the carrier sees number, bag, weight and waybill' });

export const consignmentsSchema = z.object({ consignments: z.array(consignmentSchema), next: z.string().optional() });

export const consignmentsQuery = z.strictObject({
  ...pageQuery,
  problem: filter(/[a-z_-]{1,40}/, 'Code of a problem, or `any`'),
  declaration: filter(/[A-Z0-9-]{1,60}/, 'Id of a declaration'),
  waybill: filter(/\d{3}-\d{8}/, 'Number of a master waybill'),
  bag: filter(/[A-Za-z0-9][A-Za-z0-9._/-]{0,34}/, 'Number of a bag'),
  decision: filter(/\d{1,2}|none/, 'Code of the decision of customs, or `none`'),
});

const foundSchema = z.object({ number: z.string(), flight: z.string(), ...consignmentSchema.shape });

export const foundOneSchema = z.object({ consignments: z.array(foundSchema) });
export const foundSchemas = foundOneSchema.extend({
  notFound: z.array(z.string()).meta({ description: 'Numbers that are nowhere, or not yours to see' }),
});

export type ConsignmentBody = z.infer<typeof consignmentSchema>;
export type ConsignmentsBody = z.infer<typeof consignmentsSchema>;
export type FoundOneBody = z.infer<typeof foundOneSchema>;
export type FoundBody = z.infer<typeof foundSchemas>;
