// What a trial has tried, how it went, and how it ends.
const secondsOf = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** The value that such a share of values does not exceed. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** Cases with a name each, and how long each took to recover. */
export class Tally {
  #cases = [];

  constructor(title, seed) {
    this.title = title;
    this.seed = seed;
    console.log(`${title}, seed ${seed}`);
  }

  /** Runs a case; `work` answers the milliseconds that recovery took, or nothing. A case that throws has failed. */
  async run(name, work) {
    const started = performance.now();
    let recoveryMs;
    let failure;
    try {
      recoveryMs = await work();
    } catch (error) {
      failure = error;
    }
    this.#cases.push({ name, recoveryMs, failure });
    const recovered = recoveryMs === undefined ? '' : `, recovered after ${secondsOf(recoveryMs)}`;
    const words = failure === undefined ? `ok${recovered}` : `FAILED: ${failure.message}`;
    console.log(`  ${name}: ${words} (${secondsOf(performance.now() - started)})`);
    return failure === undefined;
  }

  get failed() {
    return this.#cases.filter(({ failure }) => failure !== undefined);
  }

  get recoveries() {
    return this.#cases.flatMap(({ recoveryMs }) => (recoveryMs === undefined ? [] : [recoveryMs]));
  }

  /** Says how it went; answers the exit status. `goals` are words of goals that were missed. */
  end(goals = []) {
    const { failed, recoveries } = this;
    if (recoveries.length > 0) {
      console.log(
        `recovery: median ${secondsOf(quantile(recoveries, 0.5))}, p95 ${secondsOf(quantile(recoveries, 0.95))}, longest ${secondsOf(Math.max(...recoveries))}`,
      );
    }
    for (const goal of goals) console.log(`NOT MET: ${goal}`);
    console.log(`${this.title}: ${this.#cases.length - failed.length} passed, ${failed.length} failed`);
    if (failed.length > 0 || goals.length > 0) console.log(`the same again: --seed ${this.seed}`);
    return failed.length > 0 || goals.length > 0 ? 1 : 0;
  }
}
