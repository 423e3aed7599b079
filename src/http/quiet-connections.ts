import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What is just on its way when the process is told to stop may still arrive. */
const GRACE_MS = 500;

/**
 * At the end, lets go of connections on which no request has come: browsers and balancers open them ahead. Node does not take one for idle
 * that has never had a request, and would wait for it for a minute; by then the process is killed, whatever else it has to finish.
 *
 * Source: reliability R40.
 */
export function letGoOfQuietConnections(fastify: FastifyInstance): void {
  const quiet = new Set<Socket>();
  const wait = (socket: Socket): void => {
    if (!socket.destroyed) quiet.add(socket);
  };
  fastify.server.on('connection', (socket: Socket) => {
    wait(socket);
    socket.once('close', () => quiet.delete(socket));
  });
  fastify.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    quiet.delete(socket);
    response.once('close', () => wait(socket));
  });
  let sweep: NodeJS.Timeout | undefined;
  fastify.addHook('preClose', async () => {
    sweep = setInterval(() => {
      for (const socket of quiet) socket.destroy();
    }, GRACE_MS).unref();
  });
  fastify.addHook('onClose', async () => clearInterval(sweep));
}
