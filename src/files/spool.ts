import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that lies on disk for as long as it is read. */
export interface SpooledFile {
  path: string;
  size: number;
  /** Takes it away; more than once is harmless. */
  remove(): Promise<void>;
}

/**
 * Puts bytes into a file of their own, which only this process's user may read. A folder that is not there is made.
 *
 * Errors: what the bytes throw, and those of the disk; nothing remains then.
 */
export async function spool(bytes: AsyncIterable<Uint8Array>, folder: string): Promise<SpooledFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${randomUUID()}.tmp`);
  const remove = (): Promise<void> => rm(path, { force: true });
  try {
    return { path, size: await write(bytes, path), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function write(bytes: AsyncIterable<Uint8Array>, path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  let size = 0;
  try {
    for await (const chunk of bytes) {
      await file.writeFile(chunk);
      size += chunk.length;
    }
  } finally {
    await file.close();
  }
  return size;
}
