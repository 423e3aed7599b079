import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { RunStore } from '../store/run.store.js';
import { Ticker } from './ticker.js';

/** Finds runs that were forgotten, whatever forgot them, and wakes them: the queue may lose everything it holds. */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(Reconciler.name);
  readonly #ticker: Ticker;

  constructor(
    private readonly runs: RunStore,
    @Inject(CONFIG) config: Config,
  ) {
    this.#ticker = new Ticker(
      config.reconcileMs,
      () => this.#wake(),
      (error) => this.#logger.warn(`reconciler: ${String(error)}`),
    );
  }

  onApplicationBootstrap(): void {
    this.#ticker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.#ticker.stop();
  }

  async #wake(): Promise<void> {
    const woken = await this.runs.wakeForgotten();
    if (woken > 0) this.#logger.log(`woke ${woken} forgotten run(s)`);
  }
}
