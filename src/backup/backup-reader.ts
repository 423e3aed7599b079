import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, open, type ZipFile } from 'yauzl';
import { BackupFault, DamagedBackup } from './backup-fault.js';

/** Where a backup is read from. Errors: DamagedBackup for a name that is not there. */
export interface BackupReader {
  stream(name: string): Promise<Readable>;
  bytes(name: string): Promise<Buffer>;
  close(): void;
}

/** Errors: BackupFault if nothing is there, or a file that is no whole ZIP. */
export async function backupReader(source: string): Promise<BackupReader> {
  const found = await stat(source).catch(() => undefined);
  if (found === undefined) throw new BackupFault(`${source} is not there`);
  return found.isDirectory() ? folderReader(source) : zipReader(source);
}

function folderReader(folder: string): BackupReader {
  const there = async <T>(name: string, read: (path: string) => Promise<T>): Promise<T> => {
    const path = join(folder, name);
    if ((await stat(path).catch(() => undefined)) === undefined) throw new DamagedBackup(name);
    return read(path);
  };
  return {
    stream: (name) => there(name, async (path) => createReadStream(path)),
    bytes: (name) => there(name, (path) => readFile(path)),
    close: () => {},
  };
}

async function zipReader(path: string): Promise<BackupReader> {
  const zip = await openZip(path).catch(() => {
    throw new DamagedBackup(path);
  });
  const entries = await entriesOf(zip);
  const openEntry = promisify<Entry, Readable>((entry, done) => zip.openReadStream(entry, done));
  const stream = async (name: string): Promise<Readable> => {
    const entry = entries.get(name);
    if (entry === undefined) throw new DamagedBackup(name);
    return openEntry(entry);
  };
  return { stream, bytes: async (name) => buffer(await stream(name)), close: () => zip.close() };
}

const openZip = promisify<string, ZipFile>((path, done) => open(path, { lazyEntries: true, autoClose: false }, done));

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((done, fail) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.once('end', () => done(entries));
    zip.once('error', fail);
    zip.readEntry();
  });
}
