import { z } from 'zod';
import { carrierOfPrefix } from '../../domain/codes/carriers.js';
import { isWaybillNumber } from '../../domain/waybill.js';
import { say } from '../../domain/wording/wording.js';
import { filter } from '../../http/page.js';
import { described, type Field, jsonText } from '../fields/field.js';
import { object, optional, type Rule, required } from '../fields/object.js';
import { addTextFaults } from '../fields/text.js';
import { bodySchema } from './body-schema.js';
import { carrier, digits } from './settings-codes.js';

/** A range of serials without check digit. */
export interface StockRange {
  prefix: string;
  from: string;
  to: string;
  carrier?: string;
}

const MAX_RANGE = 1_000_000;
const MAX_REASON = 500;

const isRange: Rule = ({ from, to }, inspection) => {
  const [first, last] = [Number(from), Number(to)];
  if (!/^\d{7}$/.test(String(from)) || !/^\d{7}$/.test(String(to))) return;
  if (last < first) inspection.add('range', 'Not before `from`', 'to');
  else if (last - first >= MAX_RANGE) inspection.add('range', say('At most {0} numbers at once', MAX_RANGE), 'to');
};

const hasCarrier: Rule = ({ prefix, carrier: given }, inspection) => {
  if (given !== undefined || typeof prefix !== 'string' || !/^\d{3}$/.test(prefix) || carrierOfPrefix(prefix) !== undefined) return;
  inspection.add('required_if', 'No carrier on the list has this prefix: name the carrier', 'carrier');
};

const stockRange: Field<StockRange> = object(
  {
    prefix: required(described(digits(3), "The carrier's accounting code")),
    from: required(described(digits(7), 'First serial, without check digit')),
    to: required(described(digits(7), 'Last serial')),
    carrier: optional(described(carrier, 'The carrier whose code the prefix is, if left out')),
  },
  [isRange, hasCarrier],
);

export const stockRangeBody = bodySchema('StockRange', stockRange, { prefix: '210', from: '1002003', to: '1012002' });

/** Why a number is void: a note for people, in any script. */
const reason: Field<string> = {
  schema: { type: 'string', minLength: 1, maxLength: MAX_REASON },
  text: jsonText,
  check(value, inspection): value is string {
    if (typeof value === 'string') return !addTextFaults(value, MAX_REASON, inspection);
    inspection.add('type', 'A string is due');
    return false;
  },
};

const numberVoid: Field<{ reason: string }> = object({ reason: required(described(reason, 'Why it is never to be used')) });

export const numberVoidBody = bodySchema('WaybillNumberVoid', numberVoid, { reason: 'Preprinted form damaged' });

/** Dots, spaces and hyphens do not matter. What is no waybill number names none. */
export const numberParam = z
  .string()
  .max(40)
  .refine(isWaybillNumber)
  .meta({ description: 'An air waybill number; dots, spaces and hyphens do not matter', examples: ['210-10020032'] });

export const gapsQuery = z.strictObject({ carrier: filter(/[A-Z0-9]{2}/, 'Of one carrier only') });

const serial = z.string().regex(/^\d{7}$/);
const carrierCode = z.string().meta({ description: 'IATA designator', examples: ['4B'] });

export const stockAddedSchema = z.object({
  carrier: z.string(),
  prefix: z.string(),
  from: z.string(),
  to: z.string(),
  added: z.int().meta({ description: 'How many were new; a number that is known is not added again' }),
});

const counts = {
  free: z.int().meta({ description: 'In stock' }),
  used: z.int().meta({ description: 'Given to a waybill' }),
  void: z.int().meta({ description: 'Never to be used' }),
};

const rangeSchema = z
  .object({
    from: serial,
    to: serial,
    ...counts,
    gaps: z.int().meta({ description: 'How many gaps lie within; `/v1/waybill-stock/gaps` lists them' }),
  })
  .meta({ description: 'Serials without check digit that follow each other' });

export const stockSchema = z
  .object({
    warnsBelow: z.object({ free: z.int(), daysOfCover: z.int() }).meta({ description: 'What makes a stock low, either of the two' }),
    stock: z.array(
      z.object({
        carrier: carrierCode,
        ...counts,
        perDay: z
          .string()
          .meta({ description: 'Numbers used a day, over the last 14 days or since the first was used', examples: ['17.5'] }),
        daysOfCover: z
          .int()
          .optional()
          .meta({ description: 'Whole days that the free ones last at this pace; left out where none was used' }),
        isLow: z.boolean(),
        waiting: z.array(z.string()).meta({ description: 'Flights that go on as soon as numbers arrive' }),
        prefixes: z.array(z.object({ prefix: z.string(), ...counts, ranges: z.array(rangeSchema) })),
      }),
    ),
  })
  .meta({ id: 'WaybillStock' });

export const gapsSchema = z
  .object({
    count: z.int(),
    gaps: z
      .array(
        z.object({
          carrier: carrierCode,
          prefix: z.string(),
          from: serial,
          to: serial,
          numbers: z.int(),
          kind: z.enum(['void', 'skipped', 'not-in-stock']).meta({
            description: 'Void; free, though a later one of the range is used already; between two ranges and never in stock',
          }),
          reason: z.string().optional().meta({ description: 'Why they are void' }),
        }),
      )
      .meta({ description: 'The first thousand, by carrier, prefix and serial' }),
  })
  .meta({ id: 'WaybillStockGaps' });

export const keptNumberSchema = z
  .object({
    number: z.string().meta({ examples: ['210-10020032'] }),
    carrier: carrierCode,
    state: z.enum(['free', 'used', 'void']),
    flight: z.string().optional().meta({ description: 'The flight that it was given to' }),
    slot: z.string().optional().meta({ description: 'Its place in the plan of the flight' }),
    usedAt: z.iso.datetime().optional(),
    voidedAt: z.iso.datetime().optional(),
    reason: z.string().optional().meta({ description: 'Why it is void' }),
    voidedBy: z.string().optional().meta({ description: 'Name of the organisation; left out where the service or its operator did' }),
  })
  .meta({ id: 'WaybillNumber' });
