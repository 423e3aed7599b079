import type { Archive } from '../archive/archive.js';
import type { DocumentRepair } from '../publish/repair/document-repair.js';
import type { Database } from '../store/database.js';
import type { DocumentStore } from '../store/document.store.js';

/** What was done, by kind. */
export type RepairKind = 'document-rendered-again' | 'part-removed' | 'staged-row-removed' | 'orphan-removed';

/** What is younger may still be of use to whoever made it. */
export const LEFT_FOR_MS = 600_000;

const ORPHAN_MS = 24 * 3_600_000;

/** What `--repair` does, and what it did. Nothing here is lost that anybody could still ask for. */
export class Repairs {
  constructor(
    private readonly parts: { database: Database; archive: Archive; documents: DocumentStore; rendering: DocumentRepair },
    private readonly tell: (kind: RepairKind, example: string, by?: number) => void,
  ) {}

  /** Renders a document again. Returns whether it holds the very bytes again. */
  async render(id: string): Promise<boolean> {
    const end = await this.parts.rendering.repair(id);
    if (end === 'repaired') this.tell('document-rendered-again', id);
    return end === 'repaired' || end === 'sound';
  }

  /** Half-written parts, and what runs have staged that ended. */
  async sweep(): Promise<void> {
    const { archive, documents } = this.parts;
    for (const part of await archive.sweep(LEFT_FOR_MS)) this.tell('part-removed', part);
    const rows = await documents.sweepStaged(LEFT_FOR_MS);
    if (rows > 0) this.tell('staged-row-removed', `${rows} rows`, rows);
  }

  /** Objects that no row has named for a day; asked once more right before each goes. Source: reliability R35. */
  async dropOrphans(): Promise<void> {
    const { archive } = this.parts;
    for await (const { name, writtenAt } of archive.files({ isPart: false })) {
      if (writtenAt.getTime() > Date.now() - ORPHAN_MS || (await this.#isNamed(name))) continue;
      if (await archive.drop(name, ORPHAN_MS)) this.tell('orphan-removed', name);
    }
  }

  async #isNamed(key: string): Promise<boolean> {
    const rows = await this.parts.database.rows('SELECT 1 FROM document WHERE object_key = $1 LIMIT 1', [key]);
    return rows.length > 0;
  }
}
