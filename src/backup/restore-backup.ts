import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { from as copyFrom } from 'pg-copy-streams';
import { Archive } from '../archive/archive.js';
import { Database, type PoolClient } from '../store/database.js';
import { clusterFolder, startEmbeddedPostgres } from '../store/embedded-postgres.js';
import { migrate, migrationNames } from '../store/migrate.js';
import { NumberStore } from '../store/number.store.js';
import { JOURNAL_NAME, NumberJournal } from '../store/number-journal.js';
import { BackupFault, DamagedBackup } from './backup-fault.js';
import { type BackupForm, FORM_NAME, objectFile, readForm, tableFile } from './backup-form.js';
import { type BackupReader, backupReader } from './backup-reader.js';
import { unfinishedFile } from './unfinished.js';

const FETCH = 500;
const TOGETHER = 8;

/** What was restored. */
export interface Restored {
  form: BackupForm;
  /** Numbers that were issued after the backup, by the journal. */
  issuedAfter: string[];
}

/**
 * Makes an installation of its own of a backup, in a data folder that holds nothing but the journal of numbers of the one that is lost.
 * Until it is whole the folder says so, and the service does not start on it; a restore that was cut off is begun anew by the next.
 *
 * Errors: BackupFault. What was there before is then there as before.
 */
export async function restoreBackup(source: string, dataFolder: string, postgres: string): Promise<Restored> {
  const reader = await backupReader(source);
  try {
    const form = readForm((await reader.bytes(FORM_NAME)).toString('utf8'));
    const known = new Set(migrationNames());
    if (form.migrations.some((name) => !known.has(name))) throw new BackupFault('The backup is of a later version than this');
    await claim(dataFolder, postgres);
    try {
      const issuedAfter = await restore(reader, form, dataFolder, postgres);
      await rm(unfinishedFile(dataFolder));
      return { form, issuedAfter };
    } catch (error) {
      await clear(dataFolder, postgres);
      throw error;
    }
  } finally {
    reader.close();
  }
}

async function restore(reader: BackupReader, form: BackupForm, dataFolder: string, postgres: string): Promise<string[]> {
  const server = await startEmbeddedPostgres(postgres);
  const database = new Database(server.url, { connections: 2 });
  try {
    await migrate(server.url, { queue: false, only: form.migrations });
    await database.transaction((client) => loadTables(client, reader, form));
    await migrate(server.url, { queue: false });
    await loadObjects(database, reader, Archive.open(dataFolder), new Set(form.objects.damaged));
    const issuedAfter = await new NumberStore(database, NumberJournal.open(dataFolder)).takeOutIssued();
    await database.rows('ANALYZE');
    return issuedAfter;
  } finally {
    await database.close();
    await server.stop();
    // Also what the server was made of, which it never writes again.
    execFileSync('sync');
  }
}

/** Errors: BackupFault unless there is nothing, or only what a restore that was cut off has left. */
async function claim(dataFolder: string, postgres: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  if (existsSync(unfinishedFile(dataFolder))) await clear(dataFolder, postgres);
  const found = (await readdir(dataFolder)).filter((name) => name !== JOURNAL_NAME);
  if (found.length > 0) throw new BackupFault(`${dataFolder} is not empty: ${found.slice(0, 5).join(', ')}`);
  const cluster = clusterFolder(postgres);
  if (existsSync(cluster)) throw new BackupFault(`${cluster} is not empty: it is the database of ${dataFolder}`);
  await writeFile(unfinishedFile(dataFolder), `${new Date().toISOString()}\n`, { flag: 'wx', flush: true });
}

/** All but the journal; the mark last. */
async function clear(dataFolder: string, postgres: string): Promise<void> {
  const mark = unfinishedFile(dataFolder);
  await rm(clusterFolder(postgres), { recursive: true, force: true });
  for (const name of await readdir(dataFolder)) {
    const path = join(dataFolder, name);
    if (name !== JOURNAL_NAME && path !== mark) await rm(path, { recursive: true, force: true });
  }
  await rm(mark, { force: true });
}

/** All tables as they were, without what triggers and foreign keys would ask of each row: it was asked when the row was made. */
async function loadTables(client: PoolClient, reader: BackupReader, { tables, sequences }: BackupForm): Promise<void> {
  await client.query('SET LOCAL session_replication_role = replica');
  if (tables.length > 0) await client.query(`TRUNCATE ${tables.map(({ name }) => `"${name}"`).join(', ')}`);
  for (const table of tables) await loadTable(client, reader, table);
  for (const { name, value } of sequences) await client.query('SELECT setval(quote_ident($1)::regclass, $2)', [name, value]);
}

async function loadTable(client: PoolClient, reader: BackupReader, table: BackupForm['tables'][number]): Promise<void> {
  const { name, columns, rows, sha256 } = table;
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform: (piece: Buffer, _, done) => {
      hash.update(piece);
      done(null, piece);
    },
  });
  const copy = client.query(copyFrom(`COPY "${name}" (${columns.join(', ')}) FROM STDIN`));
  try {
    await pipeline(await reader.stream(tableFile(name)), hashing, createGunzip(), copy);
  } catch (error) {
    copy.destroy();
    throw isOfZlib(error) ? new DamagedBackup(tableFile(name)) : error;
  }
  if (hash.digest('hex') !== sha256 || copy.rowCount !== rows) throw new DamagedBackup(tableFile(name));
}

const isOfZlib = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

/** The objects that the restored documents name, each held against its name. */
async function loadObjects(database: Database, reader: BackupReader, archive: Archive, damaged: ReadonlySet<string>): Promise<void> {
  const put = async (key: string): Promise<void> => {
    if (damaged.has(key)) return;
    const bytes = await reader.bytes(objectFile(key));
    if (createHash('sha256').update(bytes).digest('hex') !== key) throw new DamagedBackup(objectFile(key));
    await archive.put(key, bytes);
  };
  for (let last = ''; ; ) {
    const rows = await database.rows<{ key: string }>(
      'SELECT DISTINCT object_key AS key FROM document WHERE object_key > $1 ORDER BY object_key LIMIT $2',
      [last, FETCH],
    );
    if (rows.length === 0) return;
    for (let from = 0; from < rows.length; from += TOGETHER) {
      await Promise.all(rows.slice(from, from + TOGETHER).map(({ key }) => put(key)));
    }
    last = rows[rows.length - 1].key;
  }
}
