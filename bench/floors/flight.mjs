// The least that a whole flight can cost: its rows by COPY from a file of the server and out again undecoded, the bytes of its XML
// copied and written, its page streams deflated and written; one after another, in one thread.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { contentOf } from '../harness/archived.mjs';
import { copyOut, prepareCopyFloor } from './copy-rows.mjs';
import { pageStreams, writeStreams } from './page-streams.mjs';

class Clock {
  wallMs = 0;
  cpuMs = 0;

  constructor(serverCpu) {
    this.serverCpu = serverCpu;
  }

  async measure(work) {
    const server = this.serverCpu();
    const cpu = process.cpuUsage();
    const started = performance.now();
    const result = await work();
    this.wallMs += performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    this.cpuMs += (user + system) / 1000 + (this.serverCpu() - server) * 1000;
    return result;
  }
}

/** Milliseconds of each floor by its name. `serverCpu` answers CPU seconds of the database. */
export async function flightFloors({ database, service, documents, declarations, serverCpu }) {
  const folder = join(service.folder, 'floors');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  const { 'COPY in': copyIn, 'COPY out': copied } = await copyFloors(database.url, { folder, documents, declarations, serverCpu });
  const written = new Clock(() => 0);
  const deflated = new Clock(() => 0);
  for (const [index, document] of documents.entries()) {
    const bytes = contentOf(document);
    const path = join(folder, String(index));
    if (document.format === 'pdf') {
      const streams = pageStreams(bytes);
      await deflated.measure(() => writeStreams(streams, path));
    } else await written.measure(() => writeFileSync(path, copyOf(bytes)));
  }
  return { 'COPY in': copyIn, 'COPY out': copied, 'XML copied and written': written, 'page streams deflated and written': deflated };
}

function copyOf(bytes) {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}

async function copyFloors(url, { folder, documents, declarations, serverCpu }) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const path = join(folder, 'consignments.copy');
    await prepareCopyFloor(client, path);
    const copyIn = new Clock(serverCpu);
    await copyIn.measure(() => client.query(`COPY bench_copy FROM '${path}'`));
    await client.query('DROP TABLE bench_copy');
    const copied = new Clock(serverCpu);
    await copied.measure(() => copyOut(client, documents[0].runId, declarations));
    return { 'COPY in': copyIn, 'COPY out': copied };
  } finally {
    await client.end();
  }
}
