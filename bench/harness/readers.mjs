// Parallel readers of documents, in a process of their own: each asks for one document after another and reads it to its end.
//   node readers.mjs '{"url","key","readers","asks","ids"}'    prints p50 and p99 of the first byte in milliseconds
import { Agent, get } from 'node:http';
import { quantile } from './statistics.mjs';

const { url, key, readers, asks, ids } = JSON.parse(process.argv[2]);
const agent = new Agent({ keepAlive: true, maxSockets: readers });
const firstBytes = [];

function read(id) {
  return new Promise((done, fail) => {
    const started = performance.now();
    const headers = { authorization: `Bearer ${key}`, 'accept-encoding': 'gzip' };
    get(`${url}/v1/documents/${id}/content`, { agent, headers }, (response) => {
      response.once('data', () => firstBytes.push(performance.now() - started));
      response.on('data', () => {}).on('error', fail);
      response.on('end', () => (response.statusCode === 200 ? done() : fail(new Error(`document ${id}: ${response.statusCode}`))));
    }).on('error', fail);
  });
}

async function reader(first) {
  for (let i = 0; i < asks; i += 1) await read(ids[(first + i * readers) % ids.length]);
}

// Connections are made and code is compiled before it counts.
await Promise.all(Array.from({ length: readers }, (_, i) => read(ids[i % ids.length])));
firstBytes.length = 0;
await Promise.all(Array.from({ length: readers }, (_, i) => reader(i)));
process.stdout.write(JSON.stringify({ p50: quantile(firstBytes, 0.5), p99: quantile(firstBytes, 0.99) }));
process.exit(0);
