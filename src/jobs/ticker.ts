import { setTimeout as sleep } from 'node:timers/promises';

/** The same failure again is news after so long: an outage of an hour is not told at every turn. */
const SAME_FAILURE_MS = 10_000;

/** Work that is done again and again with a pause in between, never twice at once. A failure is reported and the next turn comes. */
export class Ticker {
  #stopping = new AbortController();
  #running: Promise<void> | undefined;
  /** Ends the pause. */
  #waking = new AbortController();
  #reported = { words: '', at: 0 };

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

  #isNews(words: string): boolean {
    const at = performance.now();
    if (words === this.#reported.words && at - this.#reported.at < SAME_FAILURE_MS) return false;
    this.#reported = { words, at };
    return true;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#waking = new AbortController();
      try {
        await this.work();
      } catch (error) {
        if (this.#isNews(String(error))) this.report(error);
      }
      if (!signal.aborted) await sleep(this.pauseMs, undefined, { signal: this.#waking.signal }).catch(() => {});
    }
  }
}
