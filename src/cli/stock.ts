import { type Config, readConfig } from '../config.js';
import { COMMAND_LINE } from '../domain/audit.js';
import { DomainError } from '../domain/problem.js';
import {
  byPrefix,
  type Cover,
  daysOfCover,
  type Gap,
  gapsOf,
  isLow,
  perDay,
  rangesOf,
  type Stretch,
  serialText,
} from '../domain/waybill-stock.js';
import { serviceConfig } from '../service-config.js';
import { Database } from '../store/database.js';
import { NumberStore } from '../store/number.store.js';
import { RunStore } from '../store/run.store.js';
import { type StockTask, stockOptions } from './stock-options.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage.js';

/** `waybridge stock`. Errors: UsageError, ConfigError. */
export async function stock(args: readonly string[], terminal: Terminal): Promise<number> {
  const { tenant, task } = stockOptions(args);
  const config = serviceConfig(readConfig());
  const database = new Database(config.databaseUrl, { connections: 1 });
  try {
    return await runStock(database, config, tenant, task, terminal);
  } finally {
    await database.close();
  }
}

/** Does a task on a tenant's stock. Errors: UsageError if there is no such tenant. */
export async function runStock(
  database: Database,
  { stock: limits, leaseMs }: Pick<Config, 'stock' | 'leaseMs'>,
  tenantName: string,
  task: StockTask,
  { out, err }: Terminal,
): Promise<number> {
  const [tenant] = await database.rows<{ id: string }>('SELECT id FROM tenant WHERE name = $1', [tenantName]);
  if (tenant === undefined) throw new UsageError(`There is no tenant ${tenantName}`);
  const numbers = new NumberStore(database);
  if (task.action === 'void') return voidAll(numbers, tenant.id, task, { out, err });
  if (task.action === 'gaps') out.write(gapTable(gapsOf(await numbers.stretches(tenant.id, task.carrier))));
  if (task.action === 'add') {
    const { carrier, prefix, from, to } = task;
    const added = await numbers.addRange(tenant.id, carrier, prefix, from, to, { by: COMMAND_LINE });
    out.write(`${added} of ${to - from + 1} numbers are new to the stock of ${carrier}\n`);
  }
  if (task.action !== 'list') return 0;
  const { covers, stretches } = await numbers.stock(tenant.id, task.carrier);
  const waiting = await new RunStore(database, leaseMs).waitingForStock(tenant.id, task.carrier);
  out.write(table([LEVEL_HEADINGS, ...covers.map((cover) => levelRow(cover, isLow(cover, limits)))]));
  out.write(`\n${table([RANGE_HEADINGS, ...byPrefix(stretches).flatMap(rangeRows)])}`);
  for (const { carrier, flight } of waiting) out.write(`\n${flight} waits for numbers of ${carrier}\n`);
  return waiting.length > 0 || covers.some((cover) => isLow(cover, limits)) ? 1 : 0;
}

/** Each by itself: one that cannot be voided does not keep the others. */
async function voidAll(
  numbers: NumberStore,
  tenantId: string,
  { numbers: named, reason }: StockTask & { action: 'void' },
  { out, err }: Terminal,
): Promise<number> {
  let status = 0;
  for (const number of named) {
    try {
      await numbers.voidNumber(tenantId, number, reason, { by: COMMAND_LINE });
      out.write(`${number} is void\n`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      err.write(`${number}: ${error.message}\n`);
      status = 1;
    }
  }
  return status;
}

const LEVEL_HEADINGS = ['Carrier', 'Free', 'Used', 'Void', 'A day', 'Days left', ''];
const RANGE_HEADINGS = ['Carrier', 'Prefix', 'From', 'To', 'Free', 'Used', 'Void', 'Gaps'];
const GAP_HEADINGS = ['Carrier', 'Prefix', 'From', 'To', 'Numbers', 'Kind', 'Reason'];

const levelRow = (cover: Cover, low: boolean): string[] => [
  cover.carrier,
  String(cover.free),
  String(cover.used),
  String(cover.void),
  perDay(cover),
  String(daysOfCover(cover) ?? ''),
  low ? 'LOW' : '',
];

const rangeRows = (stretches: readonly Stretch[]): string[][] =>
  rangesOf(stretches).map(({ from, to, ...counts }) => [
    stretches[0].carrier,
    stretches[0].prefix,
    serialText(from),
    serialText(to),
    ...[counts.free, counts.used, counts.void, counts.gaps].map(String),
  ]);

function gapTable(gaps: readonly Gap[]): string {
  const rows = gaps.map(({ carrier, prefix, from, to, kind, reason = '' }) => [
    carrier,
    prefix,
    serialText(from),
    serialText(to),
    String(to - from + 1),
    kind,
    reason,
  ]);
  return table([GAP_HEADINGS, ...rows]);
}

/** Rows under their headings, columns of even width. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => rows.reduce((width, row) => Math.max(width, row[column].length), 0));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
