import { setImmediate as immediate } from 'node:timers/promises';

/** Work of this length at a stretch leaves the rest of the service its time. Source: reliability R39, a lag of 100 ms at most. */
const STRETCH_MS = 10;

/** To be awaited between small pieces of work on the main thread: gives way to other requests when its stretch is over. */
export function paced(): () => Promise<void> | undefined {
  let until = performance.now() + STRETCH_MS;
  return () => {
    if (performance.now() < until) return undefined;
    return immediate().then(() => {
      until = performance.now() + STRETCH_MS;
    });
  };
}
