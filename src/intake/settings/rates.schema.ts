import type { ExchangeRate } from '../../domain/exchange-rates.js';
import { say } from '../../domain/wording/wording.js';
import { oneOf } from '../fields/code.js';
import { described, type Field, type JsonSchema } from '../fields/field.js';
import { list } from '../fields/list.js';
import { decimal, integer } from '../fields/number.js';
import { object, optional, type Rule, required } from '../fields/object.js';
import { text } from '../fields/text.js';
import { bodySchema } from './body-schema.js';
import { currency } from './settings-codes.js';

/** Rates of a day; the date is in the path. */
export interface DayRates {
  base: 'RUB';
  rates: ExchangeRate[];
}

/** Rates as they are kept, with the letters of currencies that were sent and are not on the list of them. */
export interface KeptRates extends DayRates {
  leftOut?: string[];
}

export const MAX_RATES = 300;

/** How the parts of a rate travel. */
export const rate = {
  currency,
  nominal: described(integer(1, 1_000_000), 'Units of the currency that the rate is for'),
  rate: described(decimal(4, 9_999_999), 'Roubles'),
};

const oneRateACurrency: Rule = ({ rates }, inspection) => {
  const first = new Map<unknown, number>();
  for (const [index, entry] of (Array.isArray(rates) ? rates : []).entries()) {
    const letters: unknown = entry?.currency;
    const earlier = first.get(letters);
    if (typeof letters !== 'string') continue;
    if (earlier === undefined) first.set(letters, index);
    else inspection.add('duplicate', say('Same value as {0}', `/rates/${earlier}/currency`), 'rates', index, 'currency');
  }
};

const members = {
  base: required(oneOf('RUB')),
  rates: required(
    list(object({ currency: required(rate.currency), nominal: required(rate.nominal), rate: required(rate.rate) }), MAX_RATES),
  ),
};

const dayRates: Field<DayRates> = object(members, [oneRateACurrency]);

const keptRates: Field<KeptRates> = object({
  ...members,
  leftOut: optional(described(list(text(3), MAX_RATES), 'Currencies of the Central Bank that are not on the list (ISO 4217)')),
});

const example = {
  base: 'RUB',
  rates: [
    { currency: 'EUR', nominal: 1, rate: '92.4567' },
    { currency: 'CNY', nominal: 10, rate: '112.3450' },
  ],
};

export const dayRatesBody = bodySchema('DayRates', dayRates, example);
export const keptRatesAnswer = bodySchema('KeptRates', keptRates, example);

const { validate, jsonSchema, ...standard } = dayRatesBody['~standard'];

function describeBoth(): JsonSchema {
  const { $defs, ...dayRatesSchema } = jsonSchema.input();
  const xml = { type: 'string', contentMediaType: 'application/xml', description: 'The Central Bank’s daily rates as published' };
  return { oneOf: [dayRatesSchema, xml], examples: [example], $defs };
}

/** The same, or the bytes of XML untouched: what is wrong with those is told where the day is known. */
export const dayRatesOrXml = {
  '~standard': {
    ...standard,
    validate: (value: unknown) => (value instanceof Uint8Array ? { value } : validate(value)),
    jsonSchema: { input: describeBoth, output: describeBoth },
  },
};
