import { DomainError } from '../domain/problem.js';
import { RateLimit } from './rate-limit.js';

describe('the rate limit', () => {
  /** How many of so many requests are let in, each a moment after the one before. */
  function letIn(limit: RateLimit, count: number, from: number, { client = 'one', route = 'GET /a', everyMs = 0 } = {}): number {
    let taken = 0;
    for (let i = 0; i < count; i += 1) {
      try {
        limit.take(client, route, from + i * everyMs);
        taken += 1;
      } catch (error) {
        expect(error).toMatchObject({ code: 'rate-limited' });
      }
    }
    return taken;
  }

  it.each([1, 7, 60, 600])('lets in %d at once, and after that as many a minute', (rateLimitPerMinute) => {
    const limit = new RateLimit({ rateLimitPerMinute });
    expect(letIn(limit, rateLimitPerMinute * 2, 1_000)).toBe(rateLimitPerMinute);
    expect(letIn(limit, 1, 1_000 + 60_000 / rateLimitPerMinute)).toBe(1);
    expect(letIn(limit, rateLimitPerMinute * 2, 200_000)).toBe(rateLimitPerMinute);
  });

  it('says after how many seconds one more is let in, and lets it in then', () => {
    const limit = new RateLimit({ rateLimitPerMinute: 6 });
    letIn(limit, 6, 0);
    let seconds = 0;
    try {
      limit.take('one', 'GET /a', 0);
    } catch (error) {
      seconds = error instanceof DomainError ? (error.retryAfterSeconds ?? 0) : 0;
    }
    expect(seconds).toBe(10);
    expect(letIn(limit, 1, seconds * 1_000)).toBe(1);
  });

  it('counts each client and each route apart', () => {
    const limit = new RateLimit({ rateLimitPerMinute: 2 });
    expect(letIn(limit, 3, 0)).toBe(2);
    expect(letIn(limit, 3, 0, { client: 'two' })).toBe(2);
    expect(letIn(limit, 3, 0, { route: 'POST /a' })).toBe(2);
    expect(letIn(limit, 3, 0)).toBe(0);
  });

  it('holds a steady pace for as long as it lasts', () => {
    const limit = new RateLimit({ rateLimitPerMinute: 60 });
    expect(letIn(limit, 600, 0, { everyMs: 1_000 })).toBe(600);
    expect(letIn(new RateLimit({ rateLimitPerMinute: 60 }), 1_200, 0, { everyMs: 500 })).toBe(60 + 599);
  });
});
