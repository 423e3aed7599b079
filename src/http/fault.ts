import { HttpException } from '@nestjs/common';
import { DomainError, type ProblemCode } from '../domain/problem.js';
import { memberOf } from '../logs/trace.js';

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

/**
 * States of PostgreSQL that pass: connection lost or refused, too many connections, disk full, shutting down, waited too long,
 * chosen as the victim of a deadlock. Source: SQLSTATE classes 08, 53, 57P, and 57014, 55P03, 40001, 40P01.
 */
const PASSING_SQLSTATE = /^(?:08...|53...|57P..|57014|55P03|40001|40P01)$/;

/** Prisma's own codes for the same: the server cannot be reached, timeouts of connection, pool and transaction. */
const PASSING_PRISMA = /^P(?:1\d{3}|2024|2028|2034|2037)$/;

/** Network and storage by errno: away, full, read-only, broken. */
const PASSING_ERRNO =
  /^(?:ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOSPC|EDQUOT|EROFS|EIO|ENOENT|EACCES|EPERM|EMFILE|ENFILE|ESTALE|ENOTCONN|ENODEV|ENXIO)$/;

/** What pg says without a code. */
const PASSING_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|pool after calling end/;

const PRISMA_UNREACHABLE = new Set(['PrismaClientInitializationError', 'PrismaClientRustPanicError']);

function isOutage(thrown: unknown, depth = 0): boolean {
  if (depth > 3 || typeof thrown !== 'object' || thrown === null) return false;
  const [code, name, message, kind] = ['code', 'name', 'message', 'kind'].map((member) => memberOf(thrown, member));
  if (typeof code === 'string' && (PASSING_SQLSTATE.test(code) || PASSING_PRISMA.test(code) || PASSING_ERRNO.test(code))) return true;
  if (typeof name === 'string' && PRISMA_UNREACHABLE.has(name)) return true;
  if (typeof kind === 'string' && /NotReachable|ConnectionClosed|Timeout|TooManyConnections/.test(kind)) return true;
  if (typeof message === 'string' && PASSING_WORDS.test(message)) return true;
  return isOutage(memberOf(thrown, 'cause'), depth + 1);
}

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
