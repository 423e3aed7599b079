import { Injectable, Logger } from '@nestjs/common';
import { RepairStore } from '../../store/repair.store.js';

/** Has objects mended that a reader was refused: asks the workers for it, once for all readers of one. */
@Injectable()
export class DamageReports {
  readonly #logger = new Logger('Alert');
  readonly #underWay = new Set<string>();

  constructor(private readonly repairs: RepairStore) {}

  /** Never fails and never waits: the reader is refused in any case. */
  report(objectKey: string): void {
    if (this.#underWay.has(objectKey)) return;
    this.#underWay.add(objectKey);
    this.repairs
      .request(objectKey)
      .then((document) => document !== undefined && this.#logger.error({ alert: 'document-integrity', document }))
      .catch((error) => this.#logger.warn(`repair: ${String(error)}`))
      .finally(() => this.#underWay.delete(objectKey));
  }
}
