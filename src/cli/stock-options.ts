import { parseArgs } from 'node:util';
import { carrierOfPrefix, isCarrier } from '../domain/codes/carriers.js';
import { readWaybillNumber } from '../domain/waybill.js';
import { UsageError } from './usage.js';

/** What `waybridge stock` was asked to do. Serials without check digit. */
export type StockTask =
  | { action: 'list' | 'gaps'; carrier: string | undefined }
  | { action: 'add'; carrier: string; prefix: string; from: number; to: number }
  | { action: 'void'; numbers: string[]; reason: string };

export const STOCK_USAGE = `waybridge stock --tenant NAME [list | gaps | add RANGE | void NUMBER...] [options]

Air waybill numbers of a tenant's carriers. Works on DATABASE_URL, or on the embedded database while \`npm start\` runs.

  list                   how far each stock reaches and which flights wait for numbers; this is done if nothing is said
  gaps                   numbers that no waybill bears though others around them do, and why
  add RANGE              210:1002003-1012002: prefix, first and last serial without check digit; waiting flights go on
  void NUMBER...         takes numbers out of use for good; dots, spaces and hyphens in them do not matter
  --carrier CODE         an airline's designator; of add, that of the prefix if left out
  --reason TEXT          of void: why

Exit status: 0 done, and no stock is low; 1 a stock is low (STOCK_LOW_COUNT, STOCK_LOW_DAYS), a number cannot be voided; 2 the command was called wrongly.
`;

const MAX_RANGE = 1_000_000;
const MAX_REASON = 500;

/** Reads the arguments behind `stock`. Errors: UsageError. */
export function stockOptions(args: readonly string[]): { tenant: string; task: StockTask } {
  const { values, positionals } = parsed(args);
  const { tenant, carrier, reason } = values;
  const [action = 'list', ...rest] = positionals;
  if (tenant === undefined) throw new UsageError('--tenant is needed');
  if (carrier !== undefined && !isCarrier(carrier)) throw new UsageError(`--carrier ${carrier} is not known`);
  return { tenant, task: taskOf(action, rest, carrier, reason) };
}

function taskOf(action: string, rest: readonly string[], carrier: string | undefined, reason: string | undefined): StockTask {
  if (action === 'void') return { action, numbers: numbersOf(rest), reason: reasonOf(reason) };
  if (reason !== undefined) throw new UsageError('--reason is for void');
  if (action === 'add') return addOf(rest, carrier);
  if (action !== 'list' && action !== 'gaps') throw new UsageError('stock can list, gaps, add and void');
  if (rest.length > 0) throw new UsageError(`${action} takes nothing more`);
  return { action, carrier };
}

function addOf(rest: readonly string[], given: string | undefined): StockTask {
  const [, prefix, first, last] = /^(\d{3}):(\d{7})-(\d{7})$/.exec(rest[0] ?? '') ?? [];
  if (rest.length !== 1 || prefix === undefined) throw new UsageError('add takes one range: PREFIX:FROM-TO, such as 210:1002003-1012002');
  const [from, to] = [Number(first), Number(last)];
  if (from > to) throw new UsageError('The range ends before it begins');
  if (to - from >= MAX_RANGE) throw new UsageError(`At most ${MAX_RANGE} numbers at once`);
  const carrier = given ?? carrierOfPrefix(prefix);
  if (carrier === undefined) throw new UsageError(`No carrier on the list has the prefix ${prefix}: name it with --carrier`);
  return { action: 'add', carrier, prefix, from, to };
}

function numbersOf(rest: readonly string[]): string[] {
  if (rest.length === 0) throw new UsageError('void takes one number or several');
  return rest.map((written) => {
    const number = readWaybillNumber(written);
    if (number === undefined) throw new UsageError(`${written} is no air waybill number: eleven digits with a check digit`);
    return number;
  });
}

function reasonOf(given: string | undefined): string {
  const reason = given?.trim() ?? '';
  if (reason === '' || reason.length > MAX_REASON || /\p{Cc}/u.test(reason)) {
    throw new UsageError(`--reason is needed, one line of at most ${MAX_REASON} characters`);
  }
  return reason;
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { tenant: text, carrier: text, reason: text } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
