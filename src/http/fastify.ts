import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../domain/problem.js';
import { addBodyParser } from './body.js';
import { answerProblem } from './problem.filter.js';
import { PROBLEM_MEDIA_TYPE, problemOf, statusOf } from './problem.js';
import { letGoOfQuietConnections } from './quiet-connections.js';

/** A connection on which nothing moves for so long is closed; event streams keep themselves awake. */
const SILENT_MS = 120_000;
/** Longer than proxies keep theirs, so that it is the proxy that lets go. */
const KEEP_ALIVE_MS = 75_000;

/** Fastify as this service needs it. It believes no proxy and no request id from outside. */
export function fastifyAdapter(): FastifyAdapter {
  const adapter = new FastifyAdapter({
    logger: false,
    trustProxy: false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    connectionTimeout: SILENT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // The body's reader has its own limits; a large manifest may take its time while it moves.
    requestTimeout: 0,
    // At the end connections that are idle are closed, answers under way are finished.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 1_024 },
    // A path that cannot be read names nothing.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) =>
      answerProblem(new DomainError('not-found'), request, reply),
    clientErrorHandler: refuseConnection,
  });
  const fastify: FastifyInstance = adapter.getInstance();
  fastify.decorateRequest('caller', undefined);
  addBodyParser(fastify);
  addSecurityHeaders(fastify);
  letGoOfQuietConnections(fastify);
  return adapter;
}

/** Answers what is not even HTTP, or too slow, or has too many headers. */
function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const fault = new DomainError(
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'timeout' : 'malformed-json',
    'The request is not well-formed HTTP',
  );
  const status = statusOf[fault.code];
  const body = JSON.stringify(problemOf(fault, randomUUID()));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Pages of our own run no inline script; answers of the API run nothing at all. */
const PAGE_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

const isApi = ({ url }: FastifyRequest) => url.startsWith('/v1/') || url.startsWith('/health/') || url.startsWith('/openapi.json');

/** Headers that keep browsers from guessing. Source: reliability R46. */
function addSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, { raw }) => {
    raw.setHeader('x-content-type-options', 'nosniff');
    raw.setHeader('x-frame-options', 'DENY');
    raw.setHeader('referrer-policy', 'no-referrer');
    raw.setHeader('cross-origin-resource-policy', 'same-origin');
    raw.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
    raw.setHeader('content-security-policy', isApi(request) ? API_POLICY : PAGE_POLICY);
    raw.setHeader('request-id', request.id);
    if (isApi(request)) raw.setHeader('cache-control', 'no-store');
  });
}
