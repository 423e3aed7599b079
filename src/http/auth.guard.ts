import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest, RouteOptions } from 'fastify';
import { DomainError } from '../domain/problem.js';
import { AccessStore, type Caller } from '../store/access.store.js';
import { RateLimit } from './rate-limit.js';

/** How long a revoked key may still be taken for a valid one. */
const REMEMBERED_MS = 2_000;
const MAX_REMEMBERED = 10_000;
const MAX_KEY_LENGTH = 512;

interface Remembered {
  until: number;
  caller: Promise<Caller | undefined>;
}

/**
 * Lets requests in by their API key and the rule of their route. It stands before everything else, so that no body is read of
 * somebody who may not send one.
 */
@Injectable()
export class AuthGuard {
  readonly #remembered = new Map<string, Remembered>();

  constructor(
    private readonly access: AccessStore,
    private readonly rates: RateLimit,
  ) {}

  /**
   * Errors: `unauthenticated` without a valid key; `forbidden` if none of its roles may use the route; `rate-limited` if its
   * organisation uses it too often.
   */
  async admit(request: FastifyRequest): Promise<void> {
    const { allow } = request.routeOptions.config;
    if (request.is404 || allow === 'public') return;
    const caller = await this.#callerOf(bearerKey(request.headers.authorization));
    if (caller === undefined) throw new DomainError('unauthenticated');
    const roles = caller.roles.filter((role) => allow?.includes(role));
    if (roles.length === 0) throw new DomainError('forbidden');
    this.rates.take(caller.organisationId, `${request.method} ${request.routeOptions.url}`);
    request.caller = { ...caller, roles, requestId: request.id };
  }

  /** The holder of a key; asked of the database once in a while, because pollers come several times a second. */
  #callerOf(key: string | undefined): Promise<Caller | undefined> {
    if (key === undefined) return Promise.resolve(undefined);
    const digest = createHash('sha256').update(key).digest('base64');
    const now = performance.now();
    const known = this.#remembered.get(digest);
    if (known !== undefined && known.until > now) return known.caller;
    const caller = this.access.callerOf(key);
    this.#remember(digest, { until: now + REMEMBERED_MS, caller });
    return caller;
  }

  #remember(digest: string, entry: Remembered): void {
    this.#remembered.delete(digest);
    this.#remembered.set(digest, entry);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > MAX_REMEMBERED) this.#remembered.delete(oldest);
    // Only holders are remembered: a key may be made in the next moment, and an answer that did not come says nothing.
    const forget = () => this.#remembered.get(digest) === entry && this.#remembered.delete(digest);
    entry.caller.then((caller) => caller ?? forget(), forget);
  }
}

/** The key of `Authorization: Bearer …`. */
function bearerKey(header: string | undefined): string | undefined {
  const key = /^Bearer +([\w\-.~+/]+=*) *$/i.exec(header ?? '')?.[1];
  return key === undefined || key.length > MAX_KEY_LENGTH ? undefined : key;
}

/**
 * Holds the rule that every route has a rule: denied by default means that a route without one does not start.
 * What lies below `publicPaths` is for everybody.
 *
 * Errors: a plain error that ends the start.
 */
export function requireRule(route: RouteOptions, publicPaths: readonly string[]): void {
  const isPublic = publicPaths.some((path) => route.url === path || route.url.startsWith(`${path}/`));
  if (isPublic) route.config = { ...route.config, allow: 'public' };
  if (route.config?.allow === undefined) throw new Error(`${String(route.method)} ${route.url} says nowhere who may use it`);
}
