import { z } from 'zod';
import { isDay } from '../domain/calendar.js';
import { paymentKinds } from '../domain/payment.js';
import { filter, pageQuery } from '../http/page.js';
import { problemSchema } from '../http/problem.js';

export const FLIGHT = '4B8101-20261122-HGH';

export const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/);

/** A flight's id. What has not its form names no flight. */
export const flightParam = z
  .string()
  .regex(/^[A-Z0-9]{2,3}\d{1,4}[A-Z]?-\d{8}-[A-Z]{3}$/)
  .meta({ description: 'Carrier, number, date and origin', examples: [FLIGHT] });

const progressSchema = z
  .object({
    stage: z.string().meta({ examples: ['render'] }),
    done: z.int(),
    total: z.int(),
    percent: z.int().min(0).max(100),
    etaSeconds: z.int().optional().meta({ description: 'Left out where nothing is known yet' }),
  })
  .meta({ id: 'Progress' });

const statusSchema = z
  .enum(['open', 'queued', 'processing', 'ready', 'failed'])
  .meta({ description: 'Back to `open` when a later revision arrives; the published documents stay until the next set is published' });

/** What changes while a flight is worked on; each event is one of these. */
export const flightStateSchema = z
  .object({
    flight: z.string().meta({ examples: [FLIGHT] }),
    status: statusSchema,
    revision: z.int().meta({ description: 'Rises with every manifest and every change' }),
    progress: progressSchema.optional(),
    problem: problemSchema.optional().meta({ description: 'Why it failed, or what it waits for' }),
  })
  .meta({ id: 'FlightState' });

export const flightViewSchema = flightStateSchema
  .extend({
    counts: z.object({ consignments: z.int(), held: z.int(), waybills: z.int(), declarations: z.int(), documents: z.int() }),
    totals: z
      .object({
        pieces: z.int(),
        grossWeightKg: decimalText,
        value: z.array(z.object({ currency: z.string(), amount: decimalText })),
        valueRub: decimalText.optional(),
        dutyRub: decimalText.optional(),
      })
      .meta({ description: 'Of the consignments that are not held; in roubles once the flight is planned' }),
  })
  .meta({ id: 'Flight' });

export const boardSchema = z.object({
  flights: z.array(
    flightStateSchema.extend({
      carrier: z.string(),
      number: z.string(),
      date: z.string(),
      origin: z.string(),
      destination: z.string(),
      departsAt: z.string().optional(),
      arrivesAt: z.string().optional(),
      counts: z.object({ consignments: z.int(), held: z.int() }),
    }),
  ),
  next: z.string().optional().meta({ description: 'Cursor of the next page; left out on the last one' }),
});

export const boardQuery = z.strictObject({
  ...pageQuery,
  date: z
    .string()
    .refine((text) => text === '' || isDay(text), { error: 'A day that exists, written YYYY-MM-DD', params: { finding: 'date_invalid' } })
    .transform((text) => (text === '' ? undefined : text))
    .optional()
    .meta({ description: 'Local day of departure', examples: ['2026-11-22'] }),
  status: filter(/open|queued|processing|ready|failed/, 'One of the states'),
  carrier: filter(/[A-Z0-9]{2,3}/, 'IATA designator'),
});

export const closeQuery = z.strictObject({
  held: z
    .enum(['exclude', ''])
    .transform((held) => (held === '' ? undefined : held))
    .optional()
    .meta({ description: '`exclude`: goes on without the consignments that are held' }),
});

const documentNames = z.array(z.object({ id: z.string(), type: z.string(), format: z.string(), fileName: z.string() }));

export const waybillsSchema = z.object({
  waybills: z.array(
    z.object({
      number: z
        .string()
        .optional()
        .meta({ examples: ['210-10020032'], description: 'Left out until it is allotted' }),
      destination: z.string(),
      pieces: z.int(),
      consignments: z.int(),
      grossWeightKg: decimalText,
      chargeableWeightKg: decimalText,
      documents: documentNames,
    }),
  ),
});

export const declarationsSchema = z.object({
  declarations: z.array(
    z.object({
      id: z.string().meta({ examples: [`${FLIGHT}-SVO-1-P1`] }),
      kind: z.enum(['ptdeg', 'dteg']),
      number: z
        .string()
        .optional()
        .meta({ description: 'Registration number, once customs has given one', examples: ['10005020/221126/0001234'] }),
      waybill: z.string().optional(),
      houseWaybills: z.int(),
      goodsItems: z.int(),
      grossWeightKg: decimalText,
      valueRub: decimalText,
      dutyRub: decimalText.meta({ description: 'Of a ПТДЭГ what its consignees will be asked for, of a ДТЭГ the import duty' }),
      payments: z
        .array(z.object({ kind: z.enum(paymentKinds), rub: decimalText }))
        .optional()
        .meta({ description: 'What is paid with the declaration, by kind: 1010 customs fee, 2010 import duty, 5010 VAT' }),
      paymentsRub: decimalText.optional(),
      status: z
        .enum(['planned', 'published', 'registered', 'decided'])
        .meta({ description: '`registered`: customs has given it a number; `decided`: and is done with every house waybill in it' }),
      decisions: z
        .array(z.object({ code: z.string(), houseWaybills: z.int() }))
        .optional()
        .meta({ description: 'How many of its house waybills have which decision; left out while none has any' }),
      documents: documentNames,
    }),
  ),
});

export type FlightStateBody = z.infer<typeof flightStateSchema>;
export type FlightViewBody = z.infer<typeof flightViewSchema>;
export type BoardBody = z.infer<typeof boardSchema>;
export type WaybillsBody = z.infer<typeof waybillsSchema>;
export type DeclarationsBody = z.infer<typeof declarationsSchema>;
