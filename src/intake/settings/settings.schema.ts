import { z } from 'zod';
import { carrierOfPrefix } from '../../domain/codes/carriers.js';
import { say } from '../../domain/wording/wording.js';
import { described, type Field } from '../fields/field.js';
import { object, optional, type Rule, required } from '../fields/object.js';
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

export const stockAddedSchema = z.object({
  carrier: z.string(),
  prefix: z.string(),
  from: z.string(),
  to: z.string(),
  added: z.int().meta({ description: 'How many were new; a number that is known is not added again' }),
});

export const stockSchema = z.object({
  stock: z.array(z.object({ carrier: z.string(), free: z.int(), used: z.int(), void: z.int() })),
});
