// What downloads cost: the archive's rate against `cat`, first bytes under many readers, memory under slow ones.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { residentMiB } from './processes.mjs';
import { keys } from './service.mjs';
import { median } from './statistics.mjs';
import { figure } from './verdict.mjs';

const ROUNDS = 3;
const READERS = 50;
const SLOW_READERS = 200;
const SLOW_MS = 8_000;
const READER = fileURLToPath(new URL('readers.mjs', import.meta.url));

function ask({ url }, path) {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  const lines = [`GET ${path} HTTP/1.1`, `host: 127.0.0.1:${port}`, `authorization: Bearer ${keys.admin}`, 'connection: close', '', ''];
  socket.write(lines.join('\r\n'));
  return socket;
}

/** Bytes that come over a socket until it ends. */
async function drained(socket) {
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
  });
  await once(socket, 'end');
  socket.destroy();
  return bytes;
}

/** MiB a second over a socket that is connected. */
async function rateOf(socket) {
  const started = performance.now();
  const bytes = await drained(socket);
  return bytes / 2 ** 20 / ((performance.now() - started) / 1000);
}

/** The rate of `cat` of the stored files to a socket that the same kind of reader drains; its start is not counted. */
async function catRate(paths) {
  const server = createServer({ allowHalfOpen: false });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const connected = once(server, 'connection');
  const cat = spawn('bash', ['-c', `exec 3>/dev/tcp/127.0.0.1/${port}; xargs -0 cat >&3`], { stdio: ['pipe', 'ignore', 'inherit'] });
  cat.stdin.end(paths.join('\0'));
  const [socket] = await connected;
  const rate = await rateOf(socket);
  server.close();
  return rate;
}

export async function archiveVerdicts(service, flight, documents) {
  const rates = { archive: [], cat: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.archive.push(await rateOf(ask(service, `/v1/flights/${flight}/archive`)));
    rates.cat.push(await catRate(documents.map(({ path }) => path)));
  }
  const [archive, cat] = [median(rates.archive), median(rates.cat)];
  return [
    figure('archive, MiB a second', archive, {}, 'MiB/s'),
    figure('`cat` of the same files to a socket', cat, {}, 'MiB/s'),
    figure("archive's rate to `cat`'s", archive / cat, { atLeast: 0.7, isOfFullSize: true }),
  ];
}

/** First bytes of documents, asked for by readers in a process of their own. */
export async function firstByteVerdict({ url }, documents, asks) {
  const given = JSON.stringify({ url, key: keys.admin, readers: READERS, asks, ids: documents.map(({ id }) => id) });
  const { stdout } = await promisify(execFile)(process.execPath, [READER, given], { timeout: 120_000 });
  const { p50, p99 } = JSON.parse(stdout);
  return [
    figure(`first byte at ${READERS} parallel readers, median`, p50, {}, 'ms'),
    figure(`first byte at ${READERS} parallel readers, p99`, p99, { atMost: 20, isOfFullSize: true }, 'ms'),
  ];
}

/** What the API process grows by while readers have asked for the archive and take next to nothing of it. */
export async function slowReaderVerdict(service, flight) {
  const [api] = service.nodePids('start.js');
  const before = residentMiB(api);
  const sockets = Array.from({ length: SLOW_READERS }, () => ask(service, `/v1/flights/${flight}/archive`).on('error', () => {}));
  for (const socket of sockets) socket.pause();
  let most = before;
  for (const until = performance.now() + SLOW_MS; performance.now() < until; await sleep(100)) most = Math.max(most, residentMiB(api));
  for (const socket of sockets) socket.destroy();
  return [figure(`memory of ${SLOW_READERS} slow readers`, most - before, { atMost: 100 }, 'MiB')];
}
