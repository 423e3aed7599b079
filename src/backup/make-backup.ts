import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { to as copyTo } from 'pg-copy-streams';
import { type Archive, DamagedObject } from '../archive/archive.js';
import type { Database, PoolClient } from '../store/database.js';
import { MIGRATION_LOCK } from '../store/migrate.js';
import { type BackupForm, FORM_NAME, objectFile, sealed, tableFile } from './backup-form.js';
import { type BackupWriter, backupWriter } from './backup-writer.js';

const FETCH = 500;

/** Objects that are read and written at once. */
const TOGETHER = 8;

/**
 * Copies a database and its archive while both are at work. All tables are read by COPY in one snapshot; the objects that documents name
 * in that snapshot never change and are never removed while a row names them, so they may be copied after it. Not in it: the queue, which
 * is rebuilt, and the journal of numbers, which is for what came after.
 *
 * Rows and not files of the server: they can be read by every later version, on any machine, and lie in any database that we can ask.
 *
 * Answers what is in it. Errors: BackupFault if `target` is there; what database and file system throw. Nothing is then left.
 */
export async function makeBackup(database: Database, archive: Archive, target: string): Promise<BackupForm> {
  const writer = await backupWriter(target);
  try {
    const form = await inSnapshot(database, async (client) => {
      const head = await headOf(client);
      const tables = [];
      for (const table of await tablesOf(client)) tables.push({ ...table, ...(await addTable(client, writer, table)) });
      // Read after the tables: a sequence may be ahead of its rows, never behind.
      const sequences = await sequencesOf(client);
      return { form: 1 as const, ...head, tables, sequences, objects: await addObjects(client, archive, writer) };
    });
    await writer.add(FORM_NAME, Buffer.from(sealed(form)));
    await writer.finish();
    return form;
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

/** No migration comes between the tables. */
async function inSnapshot<T>(database: Database, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  client.on('error', () => {});
  try {
    await client.query('SELECT pg_advisory_lock_shared($1)', [MIGRATION_LOCK]);
    await client.query('SET idle_in_transaction_session_timeout = 0');
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(client);
  } finally {
    // The connection goes with its lock and, if it was cut off, its COPY.
    client.release(true);
  }
}

async function headOf(client: PoolClient): Promise<Pick<BackupForm, 'takenAt' | 'migrations'>> {
  const { rows } = await client.query<{ takenAt: Date; migrations: string[] }>(
    `SELECT clock_timestamp() AS "takenAt", array_agg(migration_name::text ORDER BY migration_name) AS migrations
     FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return { takenAt: rows[0].takenAt.toISOString(), migrations: rows[0].migrations };
}

/** Whatever tables there are: one that a later migration makes is in the backup by itself. */
async function tablesOf(client: PoolClient): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname::text AS name, array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' GROUP BY c.relname ORDER BY c.relname`,
  );
  return rows;
}

async function sequencesOf(client: PoolClient): Promise<BackupForm['sequences']> {
  const { rows } = await client.query<{ name: string; value: number }>(
    `SELECT sequencename::text AS name, last_value AS value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL
     ORDER BY sequencename`,
  );
  return rows;
}

async function addTable(
  client: PoolClient,
  writer: BackupWriter,
  { name, columns }: { name: string; columns: readonly string[] },
): Promise<{ rows: number; sha256: string }> {
  const copy = client.query(copyTo(`COPY "${name}" (${columns.join(', ')}) TO STDOUT`));
  const hash = createHash('sha256');
  const content = new PassThrough();
  content.on('data', (piece: Buffer) => hash.update(piece));
  await Promise.all([pipeline(copy, createGzip({ level: 1 }), content), writer.add(tableFile(name), content)]);
  return { rows: copy.rowCount, sha256: hash.digest('hex') };
}

async function addObjects(client: PoolClient, archive: Archive, writer: BackupWriter): Promise<BackupForm['objects']> {
  const objects = { count: 0, bytes: 0, damaged: [] as string[] };
  const add = async (key: string): Promise<void> => {
    const bytes = await soundBytes(archive, key);
    if (bytes === undefined) {
      objects.damaged.push(key);
      return;
    }
    await writer.add(objectFile(key), bytes);
    objects.count += 1;
    objects.bytes += bytes.length;
  };
  await client.query('DECLARE objects NO SCROLL CURSOR FOR SELECT DISTINCT object_key AS key FROM document');
  for (;;) {
    const { rows } = await client.query<{ key: string }>(`FETCH ${FETCH} FROM objects`);
    if (rows.length === 0) return objects;
    for (let from = 0; from < rows.length; from += TOGETHER) {
      await Promise.all(rows.slice(from, from + TOGETHER).map(({ key }) => add(key)));
    }
  }
}

/** Undefined for an object that is damaged already: the rest is worth keeping all the more. */
async function soundBytes(archive: Archive, key: string): Promise<Buffer | undefined> {
  try {
    return await archive.read(key);
  } catch (error) {
    if (error instanceof DamagedObject) return undefined;
    throw error;
  }
}
