import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { traceOf } from '../logs/trace.js';
import { wrongClockMs, wrongClockWords } from '../store/clock.js';
import { Database } from '../store/database.js';
import { FlightProcessor } from './flight.processor.js';
import { Ticker } from './ticker.js';

const MOST_PAUSE_MS = 60_000;

/** The clock is looked at once in so many looks for forgotten runs. */
const SWEEPS = 4;

/**
 * Takes no jobs while the clock of this machine is wrong. The queue goes by the clocks of those who take from it: one that is ahead
 * takes others' jobs for given up, and keeps everybody from finding those that are.
 *
 * Source: reliability 11.
 */
@Injectable()
export class ClockWatch implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(ClockWatch.name);
  readonly #ticker: Ticker;
  #aheadMs = 0;

  constructor(
    private readonly database: Database,
    private readonly processor: FlightProcessor,
    @Inject(CONFIG) config: Config,
  ) {
    const pauseMs = Math.min(MOST_PAUSE_MS, SWEEPS * config.reconcileMs);
    this.#ticker = new Ticker(
      pauseMs,
      () => this.look(),
      (error) => this.#logger.warn({ msg: 'clock', ...traceOf(error) }),
    );
  }

  /** Whether this worker may work. */
  get isRight(): boolean {
    return this.#aheadMs === 0;
  }

  onApplicationBootstrap(): void {
    this.#ticker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#ticker.stop();
  }

  async look(): Promise<void> {
    const wasRight = this.isRight;
    this.#aheadMs = await wrongClockMs(this.database);
    if (!this.isRight) this.#logger.error(`${wrongClockWords(this.#aheadMs)}: this worker takes no jobs until it is set`);
    if (wasRight && !this.isRight) await this.processor.pause();
    if (!wasRight && this.isRight) {
      this.#logger.log('The clock is right again: this worker takes jobs');
      await this.processor.resume();
    }
  }
}
