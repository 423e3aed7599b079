import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { limitSlowReader } from './slow-reader.js';

const LOOK_MS = 200;
const PIECE = Buffer.alloc(65_536);
/** More than the kernel holds for a reader. */
const PIECES = 512;

describe('a slow reader', () => {
  let server: Server;
  let port: number;
  /** How long answers lasted, and whether they were sent whole. */
  let ended: { ms: number; isWhole: boolean }[];

  beforeEach(async () => {
    ended = [];
    server = createServer((_request, response) => {
      const began = performance.now();
      response.once('close', () => ended.push({ ms: performance.now() - began, isWhole: response.writableFinished }));
      limitSlowReader(response, LOOK_MS);
      Readable.from(Array(PIECES).fill(PIECE), { objectMode: false }).pipe(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address: AddressInfo | string | null = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function ask(): Promise<IncomingMessage> {
    const [response]: IncomingMessage[] = await once(get({ port, host: '127.0.0.1', agent: false }), 'response');
    response.on('error', () => {});
    return response;
  }

  it('that takes nothing is let go of after three looks, and no more than two later', async () => {
    const response = await ask();
    for (let waited = 0; ended.length === 0 && waited < 50; waited += 1) await sleep(50);
    response.destroy();
    expect(ended).toEqual([{ ms: expect.any(Number), isWhole: false }]);
    expect(ended[0].ms).toBeGreaterThan(2.5 * LOOK_MS);
    expect(ended[0].ms).toBeLessThan(6 * LOOK_MS);
  });

  it('that takes a little now and then has its answer whole, however long that lasts', async () => {
    const response = await ask();
    let size = 0;
    for await (const bytes of response) {
      const before = Math.floor(size / (PIECES * 8_192));
      size += bytes.length;
      if (Math.floor(size / (PIECES * 8_192)) > before) await sleep(1.2 * LOOK_MS);
    }
    expect(size).toBe(PIECES * PIECE.length);
    for (let waited = 0; ended.length === 0 && waited < 20; waited += 1) await sleep(10);
    expect(ended).toEqual([{ ms: expect.any(Number), isWhole: true }]);
    expect(ended[0].ms).toBeGreaterThan(3 * LOOK_MS);
  });
});
