import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../domain/problem.js';
import type { Caller, Role } from '../store/access.store.js';
import { problemResponses, SECURITY_SCHEME } from './describe.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route. A route without this does not start. */
    allow?: readonly Role[] | 'public';
    /** The handler reads the body itself, as it comes off the wire. */
    streamsBody?: boolean;
    /** The handler takes a small body of XML as its bytes, whatever their encoding. */
    takesXml?: boolean;
  }
  interface FastifyRequest {
    /** Who asks, with those of their roles that the route allows; unset on public routes. */
    caller: Caller | undefined;
  }
}

/**
 * The rule of a route: the roles that may use it. `streamsBody`: its handler reads the body itself, whatever its media type;
 * `takesXml`: it takes the bytes of XML beside what other routes take.
 */
export function Allow(roles: readonly [Role, ...Role[]], { streamsBody = false, takesXml = false } = {}): MethodDecorator {
  const rule = RouteConfig({ allow: roles, streamsBody, takesXml });
  return applyDecorators(rule, ApiBearerAuth(SECURITY_SCHEME), ...problemResponses(['unauthenticated', 'forbidden', 'rate-limited']));
}

/** The rule of a route that anybody may use. */
export function Public(): MethodDecorator {
  return RouteConfig({ allow: 'public' });
}

/**
 * Who asks, reduced to the roles that the route allows: a key with several roles sees through this route only what those roles see.
 */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (caller === undefined) throw new DomainError('unauthenticated');
  return caller;
});
