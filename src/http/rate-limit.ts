import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { DomainError } from '../domain/problem.js';

const MINUTE_MS = 60_000;

/** Clients of a process that are told apart at a time; beyond that those that have waited longest are taken for new ones. */
const MAX_REMEMBERED = 50_000;

/**
 * How often each client may use each route: a minute's worth at once, and what has been used comes back evenly. Counted by each
 * process for itself. One number is kept of a client and a route: the moment at which all of its allowance will be back.
 *
 * Source: reliability R47; the generic cell rate algorithm, ITU-T I.371.
 */
@Injectable()
export class RateLimit {
  readonly #whole = new Map<string, number>();
  readonly #stepMs: number;

  constructor(@Inject(CONFIG) { rateLimitPerMinute }: Pick<Config, 'rateLimitPerMinute'>) {
    this.#stepMs = MINUTE_MS / rateLimitPerMinute;
  }

  /** Errors: `rate-limited`, with the seconds after which one more is let in. */
  take(client: string, route: string, now = performance.now()): void {
    const name = `${client} ${route}`;
    const whole = Math.max(this.#whole.get(name) ?? 0, now) + this.#stepMs;
    const waitMs = whole - now - MINUTE_MS;
    // Sums of steps are not exact: a minute’s worth may come to a hair more than a minute.
    if (waitMs > 1e-3) throw new DomainError('rate-limited', undefined, { retryAfterSeconds: waitMs / 1_000 });
    this.#whole.delete(name);
    this.#whole.set(name, whole);
    this.#forget(now);
  }

  /** Lets go of the one that was let in longest ago if it has all of its allowance back, or if there are too many. */
  #forget(now: number): void {
    const [[name, whole]] = this.#whole;
    if (whole <= now || this.#whole.size > MAX_REMEMBERED) this.#whole.delete(name);
  }
}
