// How the API answers while a flight is worked on, and what it tells of its progress.
import { setTimeout as sleep } from 'node:timers/promises';
import { call, watchFlight } from './client.mjs';
import { keys } from './service.mjs';
import { quantile } from './statistics.mjs';
import { figure } from './verdict.mjs';

const IDLE_ASKS = 200;

/** Rounding of `etaSeconds` to whole seconds. */
const ROUNDING_MS = 1_000;

/** Of less time left nothing can be told in whole seconds. */
const LEAST_LEFT_MS = 2_000;

/** Milliseconds of so many answers about a flight while nothing is worked on. */
export async function idleLatencies({ url }) {
  const { flights } = await call(url, 'GET', '/v1/flights', keys.admin);
  const latencies = [];
  for (let i = 0; i < IDLE_ASKS; i += 1) {
    const started = performance.now();
    await call(url, 'GET', `/v1/flights/${flights[0].flight}`, keys.admin);
    latencies.push(performance.now() - started);
    await sleep(20);
  }
  return latencies;
}

/** Collects what is told of one flight. */
export class Watch {
  latencies = [];
  events = [];
  etas = [];

  /** To be called with every answer about the flight. */
  seen = ({ progress }, ms) => {
    const now = performance.now();
    if (progress?.stage === 'render') this.latencies.push(ms);
    if (progress?.etaSeconds !== undefined && progress.done >= progress.total / 10)
      this.etas.push({ at: now, ms: progress.etaSeconds * 1000 });
  };

  async begin({ url }, flight) {
    this.stop = await watchFlight(url, keys.admin, flight, (state, at) => this.events.push({ at, state }));
  }

  verdicts({ idle, closedAt, readyAt, firstStagedMs }) {
    const p99 = quantile(this.latencies, 0.99);
    const idleP99 = quantile(idle, 0.99);
    const told = [closedAt, ...this.events.map(({ at }) => at).filter((at) => at > closedAt && at < readyAt), readyAt];
    const gaps = told.slice(1).map((at, i) => at - told[i]);
    const judged = this.etas.filter(({ at }) => readyAt - at >= LEAST_LEFT_MS);
    const right = judged.filter(({ at, ms }) => Math.abs(ms - (readyAt - at)) <= 0.25 * (readyAt - at) + ROUNDING_MS);
    return [
      figure('GET flight p99, idle', idleP99, {}, 'ms'),
      figure('GET flight p99 while rendering, above idle', p99 - idleP99, { atMost: 50 }, 'ms'),
      figure('close to the first document staged', firstStagedMs, { atMost: 1_000 }, 'ms'),
      figure('longest time without an event of progress', Math.max(...gaps), { atMost: 1_000 }, 'ms'),
      ...(judged.length === 0
        ? []
        : [figure(`seconds to go right within 25 %, of ${judged.length} told`, right.length / judged.length, { atLeast: 0.95 })]),
    ];
  }
}
