// Parallel readers of documents, in a process of their own: each asks for one document after another and reads it to its end.
//   node readers.mjs '{"url","key","readers","asks","ids"}'    prints p50 and p99 of the first byte in milliseconds
// Each is a bare connection that reads into one piece of memory: a client of Node's library takes more than twice the processor time, and
// on two cores that would be time that the service waits for.
import { connect } from 'node:net';
import { quantile } from './statistics.mjs';

const { url, key, readers, asks, ids } = JSON.parse(process.argv[2]);
const { host, hostname, port } = new URL(url);
const END_OF_HEAD = Buffer.from('\r\n\r\n');
const memory = Buffer.alloc(64 * 1024);
let firstBytes = [];

/** A connection, and a function that asks for one document over it and reads that to its end. */
function open() {
  let answer;
  const take = (length, bytes) => {
    try {
      if (answer.take(bytes.subarray(0, length))) answer.done();
    } catch (error) {
      answer.fail(error);
    }
    return true;
  };
  const socket = connect({ host: hostname, port: Number(port), noDelay: true, onread: { buffer: memory, callback: take } });
  socket.on('error', (error) => answer.fail(error)).on('close', () => answer.fail(new Error('the connection was closed')));
  return (id) =>
    new Promise((done, fail) => {
      answer = { take: reading(id, performance.now()), done, fail };
      socket.write(
        `GET /v1/documents/${id}/content HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${key}\r\naccept-encoding: gzip\r\n\r\n`,
      );
    });
}

/** Takes an answer in pieces and tells when it is whole. The first byte is the first of the document, behind the head. */
function reading(id, started) {
  let head = Buffer.alloc(0);
  let left;
  return (bytes) => {
    if (left === undefined) {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf(END_OF_HEAD);
      if (end < 0) return false;
      const text = head.toString('latin1', 0, end);
      left = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1]);
      if (!text.startsWith('HTTP/1.1 200 ') || !(left > 0)) throw new Error(`document ${id}: ${text.split('\r\n')[0]}`);
      bytes = head.subarray(end + END_OF_HEAD.length);
      head = undefined;
    }
    if (started !== undefined && bytes.length > 0) {
      firstBytes.push(performance.now() - started);
      started = undefined;
    }
    left -= bytes.length;
    return left === 0;
  };
}

async function reader(read, first) {
  for (let i = 0; i < asks; i += 1) await read(ids[(first + i * readers) % ids.length]);
}

// Connections are made and code is compiled before it counts.
const connections = Array.from({ length: readers }, open);
await Promise.all(connections.map((read, i) => read(ids[i % ids.length])));
firstBytes = [];
await Promise.all(connections.map(reader));
if (firstBytes.length !== readers * asks) throw new Error(`${firstBytes.length} first bytes of ${readers * asks} documents`);
process.stdout.write(JSON.stringify({ p50: quantile(firstBytes, 0.5), p99: quantile(firstBytes, 0.99) }));
process.exit(0);
