import type { ServerResponse } from 'node:http';
import { Socket } from 'node:net';

const STALLED_MS = 30_000;
const LONGEST_MS = 600_000;

/** Ends an answer whose reader takes nothing for half a minute, or is not done after ten. Source: reliability 8. */
export function limitSlowReader(response: ServerResponse): void {
  if (!(response.socket instanceof Socket)) return; // a request from within has no connection to wait for
  response.setTimeout(STALLED_MS, () => response.destroy());
  const longest = setTimeout(() => response.destroy(), LONGEST_MS).unref();
  response.once('close', () => clearTimeout(longest));
}
