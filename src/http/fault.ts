import { HttpException } from '@nestjs/common';
import { DomainError, type ProblemCode } from '../domain/problem.js';
import { memberOf } from '../logs/trace.js';
import { isOutage } from '../store/outage.js';

/** What Nest and Fastify refuse by themselves, by status. They speak of the request's form only; their words are not passed on. */
const refusals: Record<number, ProblemCode> = {
  400: 'malformed-json',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-found',
  408: 'timeout',
  413: 'too-large',
  414: 'not-found',
  415: 'unsupported-media',
  429: 'rate-limited',
  503: 'overloaded',
};

/** Whatever was thrown as a fault that can be answered; what nobody foresaw is `internal`. */
export function faultOf(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const status = thrown instanceof HttpException ? thrown.getStatus() : frameworkStatus(thrown);
  if (status !== undefined) return new DomainError(refusals[status] ?? (status < 500 ? 'malformed-json' : 'internal'));
  return new DomainError(isOutage(thrown) ? 'dependency-unavailable' : 'internal');
}

/** Fastify's own errors reach us as they are where Nest has no hand in it. */
function frameworkStatus(thrown: unknown): number | undefined {
  const status = memberOf(thrown, 'statusCode');
  return memberOf(thrown, 'name') === 'FastifyError' && typeof status === 'number' && status < 500 ? status : undefined;
}
