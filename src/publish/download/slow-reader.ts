import type { ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** Node tells of a connection on which nothing has moved for so long, a look later if anything moved since the last one. */
const LOOK_MS = 10_000;
const STILL_LOOKS = 3;
const LONGEST_MS = 600_000;

/**
 * Ends an answer whose reader takes nothing for half a minute, at most a look longer, or is not done after ten.
 * Source: reliability 8.
 */
export function limitSlowReader(response: ServerResponse, lookMs = LOOK_MS): void {
  if (!(response.socket instanceof Socket)) return; // a request from within has no connection to wait for
  let looks = 0;
  let lastLook = Number.NEGATIVE_INFINITY;
  response.setTimeout(lookMs, () => {
    const now = performance.now();
    // Where something moved in between, this look comes two looks after the last one.
    looks = now - lastLook < 1.5 * lookMs ? looks + 1 : 1;
    lastLook = now;
    if (looks < STILL_LOOKS) response.setTimeout(lookMs);
    else response.destroy();
  });
  const longest = setTimeout(() => response.destroy(), LONGEST_MS).unref();
  response.once('close', () => clearTimeout(longest));
}
