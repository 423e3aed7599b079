import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DomainError } from '../domain/problem.js';
import { languageOf } from '../domain/wording/wording.js';
import { traceOf } from '../logs/trace.js';
import { faultOf } from './fault.js';
import { PROBLEM_MEDIA_TYPE, problemHeaders, problemOf, statusOf } from './problem.js';

/** A sender that goes on sending after it was refused is given so long to notice. */
const LINGER_MS = 5_000;

const logger = new Logger('Problem');

declare module 'fastify' {
  interface FastifyInstance {
    /** Told of every problem that is answered. */
    onProblem?: (fault: DomainError) => void;
  }
}

/** Every fault of every route, Nest's and Fastify's own included, answered in one form. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Answers a fault, or breaks off an answer that has begun: half a document must not look like a whole one. */
export function answerProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const fault = faultOf(thrown);
  if (statusOf[fault.code] >= 500) report(fault, thrown, request);
  if (request.routeOptions?.url?.startsWith('/health/') !== true) request.server.onProblem?.(fault);
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  if (!request.raw.complete) setTimeout(() => request.raw.complete || request.raw.destroy(), LINGER_MS).unref();
  reply
    .status(statusOf[fault.code])
    .headers(problemHeaders(fault, { hasCredential: request.headers.authorization !== undefined }))
    .header('content-type', PROBLEM_MEDIA_TYPE)
    .send(Buffer.from(JSON.stringify(problemOf(fault, request.id, languageOf(request.headers['accept-language']))))); // bytes, to which Fastify adds no charset
}

function report(fault: DomainError, thrown: unknown, request: FastifyRequest): void {
  const line = {
    problem: fault.code,
    request: request.id,
    route: request.routeOptions?.url,
    ...(thrown === fault ? { detail: fault.detail } : traceOf(thrown)),
  };
  // Probes come every second; that a process is not ready is told once, where it is found.
  if (line.route?.startsWith('/health/')) logger.debug(line);
  else if (statusOf[fault.code] === 503) logger.warn(line);
  else logger.error(line);
}
