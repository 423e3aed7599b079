// The published documents of a flight as they lie in the archive, and the database of a running service.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { Database } from '../../dist/store/database.js';
import { runningServerUrl } from '../../dist/store/embedded-postgres.js';

export function databaseOf({ dataFolder }) {
  return new Database(runningServerUrl(join(dataFolder, 'postgres')), { connections: 2 });
}

/** Rows of a flight's published documents with the paths of their objects. */
export async function publishedDocuments(database, { dataFolder }, flight) {
  const rows = await database.rows(
    `SELECT d.id, d.run_id AS "runId", d.type, d.format, d.subject, d.encoding, d.object_key AS "objectKey", d.object_size AS "objectSize"
     FROM document d JOIN flight f ON f.id = d.flight_id WHERE f.code = $1 AND d.status = 'published' ORDER BY d.id`,
    [flight],
  );
  return rows.map((row) => ({ ...row, path: join(dataFolder, 'documents', row.objectKey.slice(0, 2), row.objectKey) }));
}

/** A document's bytes as its reader gets them. */
export function contentOf({ path, encoding }) {
  const bytes = readFileSync(path);
  if (encoding === 'identity') return bytes;
  if (encoding === 'deflate') return inflateRawSync(bytes);
  throw new Error(`documents are stored as ${encoding}, which the benchmark does not know yet`);
}

/** Bytes of all objects, and what they take on the disk. */
export function archiveSize({ dataFolder }) {
  const folder = join(dataFolder, 'documents');
  let bytes = 0;
  let onDisk = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { size, blocks } = statSync(join(entry.parentPath, entry.name));
    bytes += size;
    onDisk += blocks * 512;
  }
  return { bytes, onDisk };
}
