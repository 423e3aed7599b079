import { z } from 'zod';
import { carrierOfPrefix } from '../domain/codes/carriers.js';
import type { ExchangeRate } from '../domain/exchange-rates.js';
import { say } from '../domain/wording/wording.js';
import { bodySchema } from './body-schema.js';
import { oneOf } from './fields/code.js';
import { described, type Field } from './fields/field.js';
import { list } from './fields/list.js';
import { decimal, integer } from './fields/number.js';
import { object, optional, type Rule, required } from './fields/object.js';
import { carrier, currency, digits } from './settings-codes.js';

/** Rates of a day; the date is in the path. */
export interface DayRates {
  base: 'RUB';
  rates: ExchangeRate[];
}

/** A range of serials without check digit. */
export interface StockRange {
  prefix: string;
  from: string;
  to: string;
  carrier?: string;
}

const MAX_RATES = 300;
const MAX_RANGE = 1_000_000;

const oneRateACurrency: Rule = ({ rates }, inspection) => {
  const first = new Map<unknown, number>();
  for (const [index, rate] of (Array.isArray(rates) ? rates : []).entries()) {
    const letters: unknown = rate?.currency;
    const earlier = first.get(letters);
    if (typeof letters !== 'string') continue;
    if (earlier === undefined) first.set(letters, index);
    else inspection.add('duplicate', say('Same value as {0}', `/rates/${earlier}/currency`), 'rates', index, 'currency');
  }
};

const dayRates: Field<DayRates> = object(
  {
    base: required(oneOf('RUB')),
    rates: required(
      list(
        object({
          currency: required(currency),
          nominal: required(described(integer(1, 1_000_000), 'Units of the currency that the rate is for')),
          rate: required(described(decimal(4, 9_999_999), 'Roubles')),
        }),
        MAX_RATES,
      ),
    ),
  },
  [oneRateACurrency],
);

export const dayRatesBody = bodySchema('DayRates', dayRates, {
  base: 'RUB',
  rates: [
    { currency: 'EUR', nominal: 1, rate: '92.4567' },
    { currency: 'CNY', nominal: 10, rate: '112.3450' },
  ],
});

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
