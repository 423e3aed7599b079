import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Numbers that a flight was given at once. */
export interface JournalEntry {
  /** RFC 3339 in UTC. */
  at: string;
  /** Which database gave them, and in which of its transactions; see `originOf`. */
  database: string;
  transaction: string;
  /** Key of the flight, and its code for who reads the journal by eye. */
  flight: string;
  code: string;
  /** Number by slot. */
  numbers: Record<string, string>;
}

const JOURNAL = /\.journal$/;

/** The folder of an installation that holds it: beside the archive, out of the database's reach. */
export const JOURNAL_NAME = 'numbers';

/**
 * Every air waybill number that was ever given to a flight, outside the database: a database that is put back to yesterday does not know
 * which numbers have left it since. A file for each process, only ever added to, a line for each flight: of seven flights a day 600 KiB a
 * year.
 *
 * A line is written through before the transaction that gives the numbers commits, so the journal may know numbers of a transaction that
 * was then rolled back, and never lacks one that was committed.
 *
 * Errors of the file system come through as they are: without the journal no number is given.
 */
export class NumberJournal {
  /** The journal of an installation, at its start: then, and only then, its folder is made. */
  static open(dataFolder: string): NumberJournal {
    const folder = join(dataFolder, JOURNAL_NAME);
    mkdirSync(folder, { recursive: true });
    return new NumberJournal(folder);
  }

  #path: string | undefined;

  private constructor(private readonly folder: string) {}

  /** When this returns, the entry survives a power failure. */
  async add(entry: JournalEntry): Promise<void> {
    const isNew = this.#path === undefined;
    this.#path ??= join(this.folder, `${entry.at.slice(0, 10)}-${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}.journal`);
    // Opened each time: where the disk has been away, the file that was open would no longer be the one that is read later.
    const file = await open(this.#path, 'a', 0o644);
    try {
      // What a full disk cut off stands before the line break and is no entry.
      await file.writeFile(`\n${JSON.stringify(entry)}\n`);
      await file.datasync();
    } catch (error) {
      // A file whose name may not be durable yet is not written to again.
      if (isNew) this.#path = undefined;
      throw error;
    } finally {
      await file.close();
    }
    if (isNew) await this.#syncFolder();
  }

  /** All entries of all processes, a file at a time, in no order. */
  async *entries(): AsyncIterable<JournalEntry[]> {
    for (const name of (await readdir(this.folder)).filter((entry) => JOURNAL.test(entry)).sort()) {
      yield (await readFile(join(this.folder, name), 'utf8')).split('\n').flatMap(readEntry);
    }
  }

  async #syncFolder(): Promise<void> {
    const folder = await open(this.folder, 'r');
    try {
      await folder.sync();
    } catch (error) {
      this.#path = undefined;
      throw error;
    } finally {
      await folder.close();
    }
  }
}

/** A line that is cut off is no entry: it was not written through, so its transaction did not commit. */
function readEntry(line: string): JournalEntry[] {
  if (!line.endsWith('}')) return [];
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
