import { once } from 'node:events';
import { auditLines } from '../audit/audit-lines.js';
import { readConfig } from '../config.js';
import { serviceConfig } from '../service-config.js';
import { type AuditHead, AuditStore } from '../store/audit.store.js';
import { type ChainFault, type ChainReport, verifyChain } from '../store/audit-chain.js';
import { Database } from '../store/database.js';
import { WatchStore } from '../store/watch.store.js';
import { type AuditTask, auditOptions } from './audit-options.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage.js';

/** `waybridge audit`. Errors: UsageError, ConfigError. */
export async function audit(args: readonly string[], terminal: Terminal): Promise<number> {
  const task = auditOptions(args);
  const database = new Database(serviceConfig(readConfig()).databaseUrl, { connections: 1 });
  try {
    const status = await runAudit(new AuditStore(database), task, terminal);
    // Those who watch are told of the whole log, not of a part of it.
    if (task.action === 'verify' && task.tenant === undefined && task.from === undefined) {
      await new WatchStore(database).noteCheck('audit', status);
    }
    return status;
  } finally {
    await database.close();
  }
}

/** Does a task on the log. Errors: UsageError if there is no such tenant. */
export async function runAudit(store: AuditStore, task: AuditTask, terminal: Terminal): Promise<number> {
  const heads = await store.heads(task.tenant);
  if (task.tenant !== undefined && heads.length === 0) throw new UsageError(`The audit log has no tenant ${task.tenant}`);
  return task.action === 'verify' ? verify(store, heads, task, terminal) : write(store, heads, task, terminal);
}

async function verify(store: AuditStore, heads: readonly AuditHead[], { from, known }: AuditTask, { out }: Terminal): Promise<number> {
  let status = 0;
  for (const head of heads) {
    const place = typeof from === 'string' ? ((await store.placeFrom(head.tenantId, from)) ?? head.position + 1) : from;
    const report = await verifyChain(store, head, { from: place, known });
    out.write(`${lineOf(report)}\n`);
    if (report.broken !== undefined) status = 1;
  }
  const waiting = await store.unsealed();
  if (waiting > 0) out.write(`${waiting} ${waiting === 1 ? 'entry waits' : 'entries wait'} for a seal\n`);
  return status;
}

const faults: Record<ChainFault, string> = {
  missing: 'an entry is missing',
  unlinked: 'the entry does not hang on the one before',
  changed: 'the entry is not what was sealed',
  'cut-off': 'the end of the chain is missing or another',
  unexpected: 'the entry has another hash than it is known by',
};

function lineOf({ tenantId, tenant, checked, position, hash, broken }: ChainReport): string {
  const name = tenant ?? tenantId;
  if (broken === undefined) return `${name}: whole, ${checked} entries checked; it ends at ${position}:${hash}`;
  const entry = broken.id === undefined ? '' : ` (entry ${broken.id})`;
  return `${name}: BROKEN at place ${broken.position}${entry}: ${faults[broken.fault]}; ${checked} entries before it are as they were`;
}

async function write(store: AuditStore, heads: readonly AuditHead[], { from }: AuditTask, { out }: Terminal): Promise<number> {
  for (const { tenantId } of heads) {
    const since = typeof from === 'number' ? (await store.links(tenantId, from - 1, 1))[0]?.at : from && `${from}T00:00:00Z`;
    if (from !== undefined && since === undefined) continue;
    for await (const lines of auditLines(store, tenantId, { from: since })) {
      if (!out.write(lines)) await once(out, 'drain');
    }
  }
  return 0;
}
