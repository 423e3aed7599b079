import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Archive } from '../archive/archive.js';
import { makeBackup } from '../backup/make-backup.js';
import { restoreBackup } from '../backup/restore-backup.js';
import { readConfig, type Settings } from '../config.js';
import { postgresFolder } from '../service-config.js';
import { Database } from '../store/database.js';
import { clusterFolder, runningServerUrl, startEmbeddedPostgres } from '../store/embedded-postgres.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage.js';

export const BACKUP_USAGE = `waybridge backup TARGET

Copies the database and the archive, consistent with each other, while the service runs or not. Works on DATABASE_URL, or on the embedded
database. A TARGET that ends in .zip is one file, any other a folder; it appears when it is whole, and not before.

waybridge restore SOURCE [--to DATA_FOLDER]

Makes the embedded database and the archive of a backup, in a data folder that holds nothing, or nothing but numbers/: the journal of the
installation that is lost, by which no air waybill number that was issued after the backup is issued again. Keep it.

  --to DATA_FOLDER       WAYBRIDGE_DATA if left out

Exit status: 0 done; 1 done, but documents were damaged already when the backup was made; 2 not done.
`;

/** `waybridge backup`. Errors: UsageError, ConfigError. */
export async function backup(args: readonly string[], { out, err }: Terminal): Promise<number> {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 1 || values.to !== undefined) throw new UsageError('Name one file or folder for the backup');
  const settings = readConfig();
  const started = await reachDatabase(settings);
  const database = new Database(started.url, { connections: 1 });
  try {
    const form = await makeBackup(database, Archive.open(settings.dataFolder), positionals[0]);
    const rows = form.tables.reduce((sum, table) => sum + table.rows, 0);
    out.write(`${form.takenAt}: ${rows} rows of ${form.tables.length} tables, ${form.objects.count} documents\n`);
    return tellDamaged(form.objects.damaged, err);
  } finally {
    await database.close();
    await started.stop();
  }
}

/** `waybridge restore`. Errors: UsageError, ConfigError. */
export async function restore(args: readonly string[], { out, err }: Terminal): Promise<number> {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 1) throw new UsageError('Name one backup');
  const settings = readConfig();
  if (settings.databaseUrl !== undefined) throw new UsageError('restore makes an embedded database: of an external one see docs/backup.md');
  const dataFolder = values.to === undefined ? settings.dataFolder : resolve(values.to);
  const { form, issuedAfter } = await restoreBackup(positionals[0], dataFolder, postgresFolder({ ...settings, dataFolder }));
  out.write(`${dataFolder} is as it was at ${form.takenAt}\n`);
  out.write(`${issuedAfter.length} air waybill numbers were issued after that and will not be issued again\n`);
  return tellDamaged(form.objects.damaged, err);
}

/** The database that runs; else the embedded one, for as long as the backup takes. */
async function reachDatabase(settings: Settings): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = postgresFolder(settings);
  const running = settings.databaseUrl ?? runningServerUrl(folder);
  if (running !== undefined) return { url: running, stop: async () => {} };
  if (!existsSync(clusterFolder(folder))) throw new UsageError(`There is no database in ${settings.dataFolder}`);
  return startEmbeddedPostgres(folder);
}

function tellDamaged(damaged: readonly string[], err: Terminal['err']): number {
  if (damaged.length === 0) return 0;
  err.write(`${damaged.length} documents were damaged in the archive when the backup was made: ${damaged.slice(0, 5).join(', ')}\n`);
  return 1;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { to: { type: 'string' } } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
