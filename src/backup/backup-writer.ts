import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { BackupFault } from './backup-fault.js';

/** Where a backup is written to. Under its own name it appears when it is whole, and not before. */
export interface BackupWriter {
  add(name: string, content: Readable | Uint8Array): Promise<void>;
  /** Writes all of it through and gives it its name. */
  finish(): Promise<void>;
  /** Leaves nothing. */
  discard(): Promise<void>;
}

/** The name of what is still being written. */
const partOf = (target: string): string => `${target}.${process.pid}.part`;

/** One file where the name ends in `.zip`, else a folder. Errors: BackupFault if something of that name is there. */
export async function backupWriter(target: string): Promise<BackupWriter> {
  const path = resolve(target);
  if (await stat(path).catch(() => undefined)) throw new BackupFault(`${target} is there already`);
  await mkdir(dirname(path), { recursive: true });
  return path.endsWith('.zip') ? zipWriter(path) : folderWriter(path);
}

async function folderWriter(path: string): Promise<BackupWriter> {
  const part = partOf(path);
  const folders = new Set([part]);
  await mkdir(part, { mode: 0o700 });
  return {
    add: async (name, content) => {
      const file = join(part, name);
      for (let folder = dirname(file); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
      await mkdir(dirname(file), { recursive: true });
      await pipeline(streamOf(content), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
      await syncPath(file);
    },
    finish: async () => {
      for (const folder of folders) await syncPath(folder);
      await rename(part, path);
      await syncPath(dirname(path));
    },
    discard: () => rm(part, { recursive: true, force: true }),
  };
}

function zipWriter(path: string): BackupWriter {
  const part = partOf(path);
  const zip = new ZipFile();
  const file = createWriteStream(part, { flags: 'wx', mode: 0o600 });
  const written = pipeline(zip.outputStream, file);
  written.catch(() => {});
  return {
    add: async (name, content) => {
      const stream = streamOf(content);
      // What is in it is packed already.
      zip.addReadStream(stream, name, { compress: false });
      await Promise.race([finished(stream, { writable: false }), written]);
    },
    finish: async () => {
      zip.end();
      await written;
      await syncPath(part);
      await rename(part, path);
      await syncPath(dirname(path));
    },
    discard: async () => {
      file.destroy();
      await rm(part, { force: true });
    },
  };
}

const streamOf = (content: Readable | Uint8Array): Readable => (content instanceof Readable ? content : Readable.from([content]));

async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
