import { z } from 'zod';
import { pageQuery } from '../../http/page.js';
import { changeActions } from '../../store/change.store.js';
import type { Field } from '../fields/field.js';
import { isRecord } from '../fields/field.js';
import { bodySchema } from '../settings/body-schema.js';
import { problemShape } from './edits/edits.schema.js';

export const flightParam = z
  .string()
  .regex(/^[A-Z0-9]{2,3}\d{1,4}[A-Z]?-\d{8}-[A-Z]{3}$/)
  .meta({ description: 'Carrier, number, date and origin', examples: ['4B8101-20261122-HGH'] });

/** A house waybill, or the `ref` of a row. */
export const addressParam = z
  .string()
  .regex(/^(?:~\d{1,15}\.\d{1,9}|[A-Z0-9][A-Z0-9-]{0,31})$/)
  .meta({
    description: 'A house waybill, or the `ref` of a consignment whose number is missing or shared',
    examples: ['LP00675043231560'],
  });

export const consignmentQuery = z.strictObject({
  reason: z.string().trim().min(3).max(500).optional().meta({
    description: 'Why identity numbers have to be seen; it is written down with who asked. They are masked else, but for their sender',
  }),
});

export const consignmentWholeSchema = z
  .object({
    ref: z.string().optional(),
    houseWaybill: z.string().optional(),
    bag: z.string().optional(),
    grossWeightKg: z.string().optional(),
    waybill: z.string().optional(),
    manifestId: z.string().optional(),
    manifestRevision: z.int().optional(),
    status: z.enum(['held', 'accepted', 'planned', 'declared']).optional(),
    version: z.int().optional(),
    isMasked: z.boolean().optional().meta({ description: 'True if identity numbers are masked' }),
    consignment: z.unknown().optional().meta({ description: 'As it was sent, with what was mended' }),
    problems: z.array(problemShape).optional(),
    approvals: z
      .array(z.object({ pointer: z.string(), code: z.string(), reason: z.string(), by: z.string(), at: z.iso.datetime() }))
      .optional()
      .meta({ description: 'Holds that a person let pass; pointers are into the consignment' }),
  })
  .meta({ id: 'WholeConsignment', description: 'The carrier sees number, bag, weight and waybill alone' });

export type WholeConsignment = z.infer<typeof consignmentWholeSchema>;

export const changesQuery = z.strictObject(pageQuery);

export const changesSchema = z.object({
  changes: z.array(
    z.object({
      at: z.iso.datetime(),
      by: z.string().meta({ description: 'Name of the organisation' }),
      action: z.enum(changeActions),
      reason: z.string().optional(),
      before: z.unknown().meta({ description: 'Merge patch of the members that changed, to what was' }),
      after: z.unknown().meta({ description: 'The same to what is' }),
    }),
  ),
  next: z.string().optional(),
});

const patch: Field<Record<string, unknown>> = {
  schema: { type: 'object', description: 'A merge patch (RFC 7396) of a consignment: `null` removes a member, lists are replaced whole' },
  text: (value) => JSON.stringify(value),
  check(value, inspection): value is Record<string, unknown> {
    if (isRecord(value)) return true;
    inspection.add('type', 'An object is due');
    return false;
  },
};

export const patchBody = bodySchema('ConsignmentPatch', patch, { consignee: { inn: '500100732259' } });
