import { z } from 'zod';
import { findingCodes } from '../../../domain/problem.js';

const MAX_NAMED = 10_000;

const number = z.string().min(1).max(50);

/** Members that a person wrote down before; what they may hold is for the check of the consignment. */
const members = z.record(z.string(), z.unknown());

const whereSchema = z
  .strictObject({
    houseWaybills: z.array(number).min(1).max(MAX_NAMED).optional(),
    refs: z
      .array(z.string().regex(/^~\d{1,15}\.\d{1,9}$/, { error: 'A `ref` as lists of consignments show it' }))
      .min(1)
      .max(MAX_NAMED)
      .optional(),
    problem: z.enum(findingCodes, { error: 'A code of problems' }).optional(),
    manifestId: z.string().min(1).max(100).optional(),
    bag: z.string().min(1).max(35).optional(),
    goods: z
      .strictObject({ description: z.string().min(1).max(4_096).optional(), commodityCode: z.string().min(1).max(20).optional() })
      .refine((goods) => Object.values(goods).some((text) => text !== undefined), {
        error: 'Name at least one condition',
        params: { finding: 'required' },
      })
      .optional()
      .meta({ description: 'Some goods line has this very text' }),
  })
  .meta({
    description: 'Which consignments: all that meet every condition. Those that are named by number or by `ref` need be named once',
  });

export const editRequest = z
  .strictObject({
    where: whereSchema,
    set: z
      .strictObject({
        goods: members.optional().meta({ description: 'A merge patch of the goods lines that `where.goods` names, else of all' }),
        patch: members.optional().meta({ description: 'A merge patch (RFC 7396) of the consignment' }),
      })
      .optional(),
    approve: z
      .strictObject({
        codes: z
          .array(z.enum(findingCodes, { error: 'A code of problems' }))
          .min(1)
          .max(findingCodes.length),
        reason: z.string().trim().min(3).max(500),
      })
      .optional()
      .meta({ description: 'Lets holds of these codes pass while what they are about stays as it is; for broker and operator' }),
    recheck: z.boolean().optional().meta({ description: 'Judges held consignments by the lists that are in force now' }),
  })
  .refine(
    ({ set, approve, recheck }) => set?.goods !== undefined || set?.patch !== undefined || approve !== undefined || recheck === true,
    {
      error: 'Say what is to be done: `set`, `approve` or `recheck`',
      params: { finding: 'required' },
    },
  )
  .refine(
    ({ where, set, approve }) => Object.values(where).some((it) => it !== undefined) || (set === undefined && approve === undefined),
    {
      error: 'Name at least one condition',
      params: { finding: 'required' },
      path: ['where'],
    },
  )
  .meta({
    id: 'ConsignmentEdits',
    examples: [{ where: { goods: { description: 'Чехол для телефона' } }, set: { goods: { commodityCode: '3926909709' } } }],
  });

export type EditRequest = z.infer<typeof editRequest>;

export const problemShape = z.object({
  pointer: z.string().meta({ description: 'RFC 6901, into the manifest as it was sent' }),
  code: z.enum(findingCodes),
  severity: z.enum(['error', 'hold', 'warning', 'info']).optional().meta({ description: 'Left out for an error' }),
  detail: z.string(),
  expected: z.string().optional().meta({ description: 'An example of what is due' }),
});

export const editReportSchema = z
  .object({
    matched: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    released: z.int().meta({ description: 'Held before and not any more' }),
    results: z
      .array(
        z.object({
          houseWaybill: z.string().optional(),
          ref: z.string().optional(),
          outcome: z.enum(['changed', 'approved', 'unchanged', 'refused']),
          reason: z.string().optional(),
          status: z.enum(['held', 'accepted']).optional(),
          problems: z.array(problemShape),
        }),
      )
      .meta({ description: 'The first thousand' }),
    notFound: z.array(z.string()).meta({ description: 'What was named and is nowhere on the flight, or not yours to change' }),
  })
  .meta({ id: 'EditReport' });

export const previewQuery = z.strictObject({
  preview: z.enum(['true', 'false']).default('false').meta({ description: 'Tells what would be changed, and changes nothing' }),
});
