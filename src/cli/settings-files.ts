import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Destination } from '../domain/destination.js';
import type { ExchangeRate } from '../domain/exchange-rates.js';
import { UsageError } from './usage.js';

/** Settings of the sample flight, from `src/cli` and from `dist/cli` alike. */
const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));

const ratesFile = z.object({
  base: z.literal('RUB'),
  rates: z.array(
    z.object({ currency: z.string().regex(/^[A-Z]{3}$/), nominal: z.int().positive(), rate: z.string().regex(/^\d+(\.\d{1,4})?$/) }),
  ),
});

/** The operator's own file: what a document misses in it shows in the document. */
const isSettings = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'customsOffice' in value && 'waybillConsignee' in value && 'representative' in value;

const destinationsFile = z.record(z.string().regex(/^[A-Z]{3}$/), z.custom<Destination>(isSettings));

/** Rates as the body of `PUT /v1/exchange-rates/{date}`, in the order in which the service keeps them. Errors: UsageError. */
export function readRates(path = sample('exchange-rates.json')): ExchangeRate[] {
  return read(path, ratesFile).rates.sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** Settings by airport. Errors: UsageError. */
export function readDestinations(path = sample('destinations.json')): Record<string, Destination> {
  return read(path, destinationsFile);
}

function read<T>(path: string, form: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new UsageError(`${path} cannot be read as JSON`);
  }
  const checked = form.safeParse(content);
  if (checked.success) return checked.data;
  const places = checked.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.message}`);
  throw new UsageError(`${path} is not what it should be: ${places.join('; ')}`);
}
