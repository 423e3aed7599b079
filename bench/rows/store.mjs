import { join } from 'node:path';
import pg from 'pg';
import { Database } from '../../dist/store/database.js';
import { equalRows } from '../equal/rows.mjs';
import { prepareCopyFloor } from '../floors/copy-rows.mjs';
import { startDatabase } from '../harness/database.mjs';
import { generatePeerClient } from '../peers/prisma-client.mjs';
import { clearManifests, intakeOf } from '../product/store.mjs';
import { ndjson } from '../subjects/manifest.mjs';

export const row = {
  name: 'store',
  title: 'parse, check and store NDJSON',
  by: 'cpu',
  limitSeconds: 180,
  sizes: {
    // Warm after three iterations at least, or a busy machine would show the compiler of JavaScript.
    full: { consignments: 5_000, rounds: 2, sampleMs: 800, warmMs: 3_000 },
    quick: { consignments: 500, rounds: 2, sampleMs: 100, warmMs: 500 },
  },
  sides: [
    { name: 'product', role: 'product', module: 'product/store.mjs', open: 'openStore' },
    { name: 'ordinary stack', role: 'peer', module: 'peers/ordinary-store.mjs', open: 'openStore' },
    { name: 'JSON.parse and COPY', role: 'floor', module: 'floors/copy-rows.mjs', open: 'openParseAndCopy' },
  ],
  goals: [
    { against: 'ordinary stack', faster: 40, isOfFullSize: true },
    { against: 'JSON.parse and COPY', atMost: 1.6, isOfFullSize: true },
  ],
  equal: equalRows,
  async prepare({ consignments }) {
    generatePeerClient();
    const server = await startDatabase();
    const rowsFile = join(server.files, 'consignments.copy');
    const database = new Database(server.url, { connections: 2 });
    await (await intakeOf(database))(ndjson(consignments));
    const client = new pg.Client(server.url);
    await client.connect();
    await prepareCopyFloor(client, rowsFile);
    await client.end();
    await clearManifests(database);
    await database.close();
    return { common: { url: server.url, serverPid: server.pid, rowsFile }, close: server.close };
  },
};
