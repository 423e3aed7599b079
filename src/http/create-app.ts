import { type DynamicModule, Logger, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';
import type { DomainError } from '../domain/problem.js';
import { createLogger } from '../logs/logger.js';
import { memberOf } from '../logs/trace.js';
import { RequestMetrics } from '../metrics/request-metrics.js';
import { AuthGuard, requireRule } from './auth.guard.js';
import { fastifyAdapter } from './fastify.js';
import { API_PAGES, serveApiDocument } from './openapi.js';
import { ProblemFilter } from './problem.filter.js';
import { Readiness } from './readiness.js';
import { ValidationPipe } from './validation.pipe.js';

/**
 * The HTTP application around a root module that brings HttpModule, ready to listen. `publicPaths` are served to everybody
 * beside the API's description: the pages of a console.
 *
 * Errors: plain errors that end the start; one of them is a route that does not say who may use it.
 */
export async function createHttpApp(
  module: Type<unknown> | DynamicModule,
  config: Config,
  { publicPaths = [] }: { publicPaths?: readonly string[] } = {},
): Promise<NestFastifyApplication> {
  const adapter = fastifyAdapter();
  const fastify: FastifyInstance = adapter.getInstance();
  fastify.addHook('onRoute', (route) => requireRule(route, [...API_PAGES, ...publicPaths]));
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: createLogger(config),
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(new ValidationPipe());
  const guard = app.get(AuthGuard, { strict: false });
  fastify.addHook('onRequest', async (request, reply) => {
    await guard.admit(request);
    // Only now is a sender that asked whether to go on told so.
    if (request.headers.expect?.toLowerCase() === '100-continue') reply.raw.writeContinue();
  });
  // Node by itself tells every sender to go on.
  fastify.server.on('checkContinue', (request, response) => fastify.server.emit('request', request, response));
  letGoWhenStopping(fastify, app.get(Readiness, { strict: false }));
  const metrics = app.get(RequestMetrics, { strict: false });
  fastify.decorate('onProblem', (fault: DomainError) => metrics.refused(fault));
  followRequests(fastify, metrics);
  serveApiDocument(app);
  return app;
}

/** Clients of a process that stops are told to come back on another connection. */
function letGoWhenStopping(fastify: FastifyInstance, readiness: Readiness): void {
  fastify.addHook('onRequest', async (_request, reply) => {
    if (readiness.isStopping) reply.header('connection', 'close');
  });
}

/** One line and one measurement a request: which route, how it ended, how long it took, for which organisation. No path, query, header or body. */
function followRequests(fastify: FastifyInstance, metrics: RequestMetrics): void {
  const logger = new Logger('Request');
  fastify.addHook('onResponse', async (request, reply) => {
    const line = {
      request: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      ...flightIn(request.params),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(request.caller === undefined ? {} : { organisation: request.caller.organisationId }),
    };
    metrics.answered({ ...line, ms: reply.elapsedTime });
    if (request.routeOptions.url?.startsWith('/health/') || line.route === '/metrics') logger.debug(line);
    else logger.log(line);
  });
}

const FLIGHT_CODE = /^[A-Z0-9]{2}\d{1,4}[A-Z]?-\d{8}-[A-Z]{3}$/;

/** The flight that a path names, if it has the form of one: anything else in a path may be somebody's data. */
function flightIn(params: unknown): { flight?: string } {
  const flight = memberOf(params, 'flight');
  return typeof flight === 'string' && FLIGHT_CODE.test(flight) ? { flight } : {};
}
