import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Publisher } from '../publish/publisher.js';
import { RepairStore } from '../store/repair.store.js';
import { Ticker } from './ticker.js';

const LOOK_MS = 1_000;

/** Requests taken at once: few, so that several workers share many. */
const TOGETHER = 4;

/** Mends documents that were found damaged when somebody read them: renders them again, off this thread. */
@Injectable()
export class DocumentRepairer implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(DocumentRepairer.name);
  readonly #alerts = new Logger('Alert');
  readonly #ticker = new Ticker(
    LOOK_MS,
    () => this.#turn(),
    (error) => this.#logger.warn(`repairs: ${String(error)}`),
  );
  #isStopping = false;

  constructor(
    private readonly repairs: RepairStore,
    private readonly publisher: Publisher,
  ) {}

  onApplicationBootstrap(): void {
    this.#ticker.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.#isStopping = true;
    await this.#ticker.stop();
  }

  /** As long as there are any; those that are left at a shutdown, or fail, come again in a minute or more. */
  async #turn(): Promise<void> {
    for (let ids = await this.repairs.take(TOGETHER); ids.length > 0 && !this.#isStopping; ids = await this.repairs.take(TOGETHER)) {
      for (const id of ids) await this.#repair(id);
    }
  }

  async #repair(document: string): Promise<void> {
    try {
      const end = await this.publisher.repair(document);
      if (end === 'differs') return this.#alerts.error({ alert: 'document-not-repaired', document });
      await this.repairs.done(document);
      if (end === 'repaired') this.#logger.log(`document ${document} is mended`);
    } catch (error) {
      this.#logger.warn(`document ${document} could not be mended yet: ${String(error)}`);
    }
  }
}
