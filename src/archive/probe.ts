import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { archiveFolder } from './archive.js';

/**
 * Writes a few bytes where documents are kept, reads them back and removes them: a full or read-only disk shows only then. What a
 * killed process leaves has the name of a part, which the archive sweeps.
 *
 * Errors: those of the file system; a plain one for other bytes than were written.
 */
export async function probeArchive(dataFolder: string): Promise<void> {
  const shelf = join(archiveFolder(dataFolder), '00');
  const path = join(shelf, `probe.${randomUUID()}.part`);
  try {
    // The archive's own folder is not made here: where it is missing, its disk is away.
    await mkdir(shelf).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await writeFile(path, path, { flag: 'wx' });
    if ((await readFile(path, 'utf8')) !== path) throw new Error('the disk returns other bytes than it was given');
  } finally {
    await rm(path, { force: true }).catch(() => {});
  }
}
