import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { traceOf } from '../logs/trace.js';
import { Publisher } from '../publish/publisher.js';
import { NumberStore } from '../store/number.store.js';
import { OutboxStore } from '../store/outbox.store.js';
import { RunStore } from '../store/run.store.js';
import { WatchStore } from '../store/watch.store.js';
import { Ticker } from './ticker.js';

/** What killed processes and ended runs leave behind is gone after twice this: sooner than the ten minutes that are allowed to it. */
const SWEEP_MS = 240_000;

/** Findings are counted for those who watch; a flight that is being mended changes all the time. */
const COUNT_MS = 30_000;
const COUNT_TOGETHER = 4;

/** Finds runs that were forgotten, whatever forgot them, and wakes them: the queue may lose everything it holds. */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(Reconciler.name);
  readonly #waking: Ticker;
  readonly #sweeping: Ticker;
  readonly #counting: Ticker;
  readonly #takingOut: Ticker;

  constructor(
    private readonly runs: RunStore,
    private readonly outbox: OutboxStore,
    private readonly numbers: NumberStore,
    private readonly publisher: Publisher,
    private readonly watch: WatchStore,
    @Inject(CONFIG) config: Config,
  ) {
    const report = (error: unknown) => this.#logger.warn({ msg: 'reconciler', ...traceOf(error) });
    this.#waking = new Ticker(config.reconcileMs, () => this.#wake(), report);
    this.#sweeping = new Ticker(SWEEP_MS, () => this.#sweep(), report);
    this.#counting = new Ticker(COUNT_MS, () => this.#count(), report);
    this.#takingOut = new Ticker(config.reconcileMs, () => this.#takeOutIssued(), report);
  }

  onApplicationBootstrap(): void {
    this.#waking.start();
    this.#sweeping.start();
    this.#counting.start();
    this.#takingOut.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.#waking, this.#sweeping, this.#counting, this.#takingOut].map((ticker) => ticker.stop()));
  }

  async #wake(): Promise<void> {
    const woken = await this.runs.wakeForgotten();
    if (woken > 0) this.#logger.log({ msg: 'woke forgotten runs', count: woken });
  }

  async #count(): Promise<void> {
    await this.watch.tally(COUNT_TOGETHER);
  }

  /** Before a flight asks for numbers, so that the stock is told right. */
  async #takeOutIssued(): Promise<void> {
    const numbers = await this.numbers.takeOutIssued();
    if (numbers.length > 0) this.#logger.warn({ msg: 'took numbers out of stock that a lost database had issued', count: numbers.length });
  }

  async #sweep(): Promise<void> {
    await this.outbox.sweep();
    await this.publisher.sweep(SWEEP_MS);
  }
}
