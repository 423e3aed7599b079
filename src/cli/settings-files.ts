import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Destination } from '../domain/destination.js';
import type { ExchangeRate } from '../domain/exchange-rates.js';
import type { TariffRow } from '../domain/tariff.js';
import type { TradeLists } from '../domain/trade-lists.js';
import { readCsvRows } from '../files/csv/read-csv.js';
import { barredGoods } from '../intake/lists/barred-goods.js';
import { brands } from '../intake/lists/brands.js';
import { type ListDefinition, present } from '../intake/lists/list-definition.js';
import { nomenclature } from '../intake/lists/nomenclature.js';
import { plausibility } from '../intake/lists/plausibility.js';
import { readList } from '../intake/lists/read-list.js';
import { stopWords } from '../intake/lists/stop-words.js';
import { tariffs } from '../intake/lists/tariffs.js';
import { vagueWords } from '../intake/lists/vague-words.js';
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

/** Tariffs as the body of `PUT /v1/tariffs`. Errors: UsageError; `validation-failed` with row and heading of each fault. */
export async function readTariffs(path = sample('lists/tariffs.csv')): Promise<readonly TariffRow[]> {
  if (!existsSync(path)) throw new UsageError(`${path} cannot be read`);
  return (await readList(tariffs, readCsvRows(createReadStream(path)))).rows;
}

/** The lists of a folder, each a CSV under its name; the built-in rows hold for what is not there. Errors: `validation-failed` with row and heading. */
export async function readLists(folder: string): Promise<Partial<TradeLists>> {
  if (!existsSync(folder)) throw new UsageError(`${folder} cannot be read`);
  return present<TradeLists>({
    'stop-words': await listOf(stopWords, folder),
    'barred-goods': await listOf(barredGoods, folder),
    nomenclature: await listOf(nomenclature, folder),
    brands: await listOf(brands, folder),
    plausibility: await listOf(plausibility, folder),
    'vague-words': await listOf(vagueWords, folder),
    tariffs: await listOf(tariffs, folder),
  });
}

async function listOf<Row>(list: ListDefinition<Row>, folder: string): Promise<readonly Row[] | undefined> {
  const path = join(folder, `${list.name}.csv`);
  return existsSync(path) ? (await readList(list, readCsvRows(createReadStream(path)))).rows : undefined;
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
