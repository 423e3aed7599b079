import { Database } from '../../dist/store/database.js';
import { equalRows } from '../equal/rows.mjs';
import { startDatabase } from '../harness/database.mjs';
import { insertMany } from '../peers/ordinary-store.mjs';
import { generatePeerClient, openPeerClient } from '../peers/prisma-client.mjs';
import { rowsOf } from '../peers/prisma-rows.mjs';
import { storePlan } from '../product/plan.mjs';
import { intakeOf } from '../product/store.mjs';
import { manifestOf, ndjson } from '../subjects/manifest.mjs';

export const row = {
  name: 'read',
  title: 'read a flight back in declaration order',
  by: 'cpu',
  limitSeconds: 120,
  sizes: {
    full: { consignments: 5_000, rounds: 5, sampleMs: 500, warmMs: 1_500 },
    quick: { consignments: 1_000, rounds: 4, sampleMs: 250, warmMs: 800 },
  },
  sides: [
    { name: 'product', role: 'product', module: 'product/store.mjs', open: 'openRead' },
    { name: 'Prisma include', role: 'peer', module: 'peers/ordinary-store.mjs', open: 'openRead' },
    { name: 'COPY out', role: 'floor', module: 'floors/copy-rows.mjs', open: 'openCopyOut' },
  ],
  goals: [
    { against: 'Prisma include', faster: 3 },
    { against: 'COPY out', atMost: 1.5 },
  ],
  equal: equalRows,
  async prepare({ consignments }) {
    generatePeerClient();
    const server = await startDatabase();
    const database = new Database(server.url, { connections: 2 });
    await (await intakeOf(database))(ndjson(consignments));
    const { run, plan } = await storePlan(database);
    await storePeerRows(server.url, consignments, plan);
    await database.pool.query('VACUUM ANALYZE');
    await database.close();
    return { common: { url: server.url, serverPid: server.pid, run, declarations: plan.declarations.length }, close: server.close };
  },
};

/** The same consignments in the same places in the ordinary stack's tables. */
async function storePeerRows(url, count, { placements }) {
  const prisma = await openPeerClient(url);
  const places = new Map(placements.map(({ facts, declaration, ordinal }) => [facts.houseWaybill, { declaration, ordinal }]));
  // Firms' goods may be held for want of a tariff: what stands in no declaration is read back by neither side.
  const placed = [...manifestOf(count).items].filter(({ houseWaybill }) => places.has(houseWaybill));
  const { rows, goods } = rowsOf(placed, 'bench');
  await insertMany(prisma, { rows: rows.map((row) => ({ ...row, ...places.get(row.houseWaybill) })), goods });
  await prisma.$disconnect();
}
