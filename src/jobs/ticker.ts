import { setTimeout as sleep } from 'node:timers/promises';

/** Work that is done again and again with a pause in between, never twice at once. A failure is reported and the next turn comes. */
export class Ticker {
  #stopping = new AbortController();
  #running: Promise<void> | undefined;
  /** Ends the pause. */
  #waking = new AbortController();

  constructor(
    private readonly pauseMs: number,
    private readonly work: () => Promise<void>,
    private readonly report: (error: unknown) => void,
  ) {}

  start(): void {
    this.#stopping = new AbortController();
    this.#running = this.#run(this.#stopping.signal);
  }

  /** The next turn comes at once, or right after the one in progress. */
  wake(): void {
    this.#waking.abort();
  }

  /** Lets the turn in progress finish. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#waking = new AbortController();
      try {
        await this.work();
      } catch (error) {
        this.report(error);
      }
      if (!signal.aborted) await sleep(this.pauseMs, undefined, { signal: this.#waking.signal }).catch(() => {});
    }
  }
}
