import { parseArgs } from 'node:util';
import { isDay } from '../domain/calendar.js';
import { UsageError } from './usage.js';

/** What `waybridge audit` was asked to do. `from`: a place in the chain, or a day by UTC. */
export interface AuditTask {
  action: 'verify' | 'export';
  tenant: string | undefined;
  from: number | string | undefined;
  known: { position: number; hash: string } | undefined;
}

export const AUDIT_USAGE = `waybridge audit verify | export [options]

The audit log: who did what, and who was given what. Works on DATABASE_URL, or on the embedded database while \`npm start\` runs.

  verify                 walks the chain of each tenant and tells its first broken place, and where the chain ends
  export                 writes the entries as NDJSON, the earliest first, with their hashes
  --tenant NAME          of one tenant; of all if left out
  --from PLACE           a place in the chain or a day, 2026-11-22; from the beginning if left out
  --known PLACE:HASH     of verify, with --tenant: the hash that an entry had when it was verified before

Exit status: 0 done, and every chain is whole; 1 a chain is broken; 2 the command was called wrongly.
`;

/** Reads the arguments behind `audit`. Errors: UsageError. */
export function auditOptions(args: readonly string[]): AuditTask {
  const { values, positionals } = parsed(args);
  const [action, ...rest] = positionals;
  if ((action !== 'verify' && action !== 'export') || rest.length > 0) throw new UsageError('audit can verify and export');
  const { tenant, from, known } = values;
  if (known !== undefined && (tenant === undefined || action !== 'verify')) throw new UsageError('--known is for verify, with --tenant');
  return { action, tenant, from: from === undefined ? undefined : fromOf(from), known: known === undefined ? undefined : knownOf(known) };
}

function fromOf(text: string): number | string {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  if (isDay(text)) return text;
  throw new UsageError('--from is a place, from 1, or a day, 2026-11-22');
}

function knownOf(text: string): { position: number; hash: string } {
  const [, position, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position === undefined || hash === undefined) throw new UsageError('--known is a place and 64 hexadecimal digits, PLACE:HASH');
  return { position: Number(position), hash };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { tenant: text, from: text, known: text } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
