import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AuditSealer } from '../store/audit-sealer.js';
import { Ticker } from './ticker.js';

const PAUSE_MS = 1_000;

/** Seals the audit log, a moment behind what is added to it. */
@Injectable()
export class AuditSealing implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(AuditSealing.name);
  readonly #ticker: Ticker;

  constructor(sealer: AuditSealer) {
    this.#ticker = new Ticker(
      PAUSE_MS,
      async () => void (await sealer.seal()),
      (error) => this.#logger.warn(`audit log: ${String(error)}`),
    );
  }

  onApplicationBootstrap(): void {
    this.#ticker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.#ticker.stop();
  }
}
