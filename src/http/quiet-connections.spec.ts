import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import { letGoOfQuietConnections } from './quiet-connections.js';

async function server() {
  const app = fastify({ forceCloseConnections: 'idle' });
  letGoOfQuietConnections(app);
  app.get('/slow', async () => {
    await sleep(1_500);
    return 'whole';
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address: AddressInfo | string | null = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { app, port: address.port };
}

async function connected(port: number, text = '') {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  await sleep(100);
  return socket;
}

describe('connections on which nothing was asked', () => {
  it.each(['', 'GET /slow HTTP/1.1\r\nHost: a\r\n'])('do not hold up the end after %j', async (text) => {
    const { app, port } = await server();
    const socket = await connected(port, text);
    const started = performance.now();
    await app.close();
    expect(performance.now() - started).toBeLessThan(5_000);
    socket.destroy();
  });

  it('are not those whose answer is under way', async () => {
    const { app, port } = await server();
    const socket = await connected(port, 'GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    let answer = '';
    socket.on('data', (piece: Buffer) => {
      answer += piece.toString();
    });
    const ended = once(socket, 'close');
    await app.close();
    await ended;
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*whole$/);
  });
});
