import type { Families, Metrics } from './metrics/metrics.js';

const BEAT_MS = 1_000;
const BEATS_A_READING = 5;

/** What a worker tells its parent: that its main thread turns, and now and then what it has measured. */
export interface Beat {
  metrics?: Families;
}

/** Tells the parent until the process ends. */
export function beat(metrics: Metrics): void {
  let beats = 0;
  const tell = async () => {
    const word: Beat = beats++ % BEATS_A_READING === 0 ? { metrics: await metrics.read() } : {};
    // A parent that has gone is noticed by itself.
    if (process.connected) process.send?.(word, undefined, undefined, () => {});
  };
  void tell();
  setInterval(() => void tell(), BEAT_MS).unref();
}
