import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { moscowDay } from '../domain/calendar.js';
import type { ColumnMapping } from '../domain/column-mapping.js';
import { DomainError } from '../domain/problem.js';
import type { RowSource } from '../files/rows.js';
import type { Caller } from '../store/access.store.js';
import { MappingStore } from '../store/mapping.store.js';
import type { Incoming } from './intake.js';
import { CurrentRules } from './lists/current-rules.js';
import type { ManifestSource } from './manifest-source.js';
import { readManifest } from './read-manifest.js';
import { builtInMappings } from './table/built-in-mappings.js';
import { readTable } from './table/read-table.js';
import { type BodyDescription, unpack } from './unpack.js';

/** Makes bodies of every form into manifests, judged by the caller's rules of today. */
@Injectable()
export class ManifestOpening {
  constructor(
    private readonly rules: CurrentRules,
    private readonly mappings: MappingStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Runs `work` over the manifest that a body holds. What is spooled to disk for it is gone afterwards.
   *
   * Errors: those of reading while `work` iterates, and `validation-failed` for a file that is none.
   */
  async manifest<T>(
    caller: Caller,
    bytes: AsyncIterable<Uint8Array>,
    body: BodyDescription,
    work: (incoming: Incoming) => Promise<T>,
  ): Promise<T> {
    const today = moscowDay(new Date());
    const trade = await this.rules.forTenant(caller.tenantId, today);
    const options = {
      tenant: caller.tenant,
      today,
      requireIdentity: this.config.requireIdentity,
      trade,
      limits: { consignments: this.config.limits.maxConsignments },
    };
    const { content, close } = await unpack(bytes, body, this.#folder);
    try {
      const source: ManifestSource =
        'rows' in content
          ? readTable(content.rows, {
              ...options,
              head: body.head,
              mapping: body.mapping,
              mappings: await this.#mappings(caller, body.own),
            })
          : readManifest(content.bytes, { ...options, format: content.form });
      return await work({ source, trade });
    } finally {
      await close();
    }
  }

  /** Runs `work` over the rows that a body holds. Errors: `unsupported-media` for a body that holds none. */
  async rows<T>(bytes: AsyncIterable<Uint8Array>, body: BodyDescription, work: (rows: RowSource) => Promise<T>): Promise<T> {
    const { content, close } = await unpack(bytes, body, this.#folder);
    try {
      if (!('rows' in content)) throw new DomainError('unsupported-media');
      return await work(content.rows);
    } finally {
      await close();
    }
  }

  /** Where bodies lie while they are read from their ends. */
  get #folder(): string {
    return join(this.config.dataFolder, 'incoming');
  }

  /** Those that the caller may use; one that a manifest came by stands in the place of what has its name now. */
  async #mappings({ tenantId }: Caller, own: ColumnMapping | undefined): Promise<ColumnMapping[]> {
    const known = [...builtInMappings, ...(await this.mappings.all(tenantId))];
    return own === undefined ? known : [...known.filter(({ name }) => name !== own.name), own];
  }
}
