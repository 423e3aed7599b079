// Taking a manifest in and reading it back, as an ordinary stack does it: JSON.parse of the whole body, class-validator, Prisma.
import { writeFileSync } from 'node:fs';
import { compareNumbers, digestOf } from '../equal/rows.mjs';
import { jsonBody } from '../subjects/manifest.mjs';
import { isGoodConsignment } from './consignment-dto.mjs';
import { openPeerClient } from './prisma-client.mjs';
import { consignmentOf, rowsOf } from './prisma-rows.mjs';

/** Rows of one `createMany`; no size between 50 and 1 000 is faster. */
const BATCH = 500;

export async function insertMany(prisma, { rows, goods }) {
  for (let at = 0; at < rows.length; at += BATCH) await prisma.benchConsignment.createMany({ data: rows.slice(at, at + BATCH) });
  for (let at = 0; at < goods.length; at += BATCH) await prisma.benchGoods.createMany({ data: goods.slice(at, at + BATCH) });
}

/** Parses and checks a body. */
export function checkedConsignments(body) {
  const { consignments } = JSON.parse(body.toString());
  for (const consignment of consignments) if (!isGoodConsignment(consignment)) throw new Error('a good consignment was refused');
  return consignments;
}

/** The consignments of a declaration, in their order. */
export async function readDeclaration(prisma, flight, declaration) {
  const rows = await prisma.benchConsignment.findMany({
    where: { flight, declaration },
    include: { goods: { orderBy: { line: 'asc' } } },
    orderBy: { ordinal: 'asc' },
  });
  return rows.map(consignmentOf);
}

export async function openStore({ url, consignments }) {
  const prisma = await openPeerClient(url);
  const body = jsonBody(consignments);
  const clear = () => prisma.$executeRawUnsafe('TRUNCATE bench_consignment, bench_goods');
  const run = () => insertMany(prisma, rowsOf(checkedConsignments(body), 'bench'));
  return {
    before: clear,
    run,
    output: async (path) => {
      await clear();
      await run();
      const rows = await prisma.benchConsignment.findMany({ include: { goods: { orderBy: { line: 'asc' } } } });
      writeFileSync(path, digestOf(rows.map(consignmentOf).sort(compareNumbers)));
    },
    close: () => prisma.$disconnect(),
  };
}

export async function openRead({ url, declarations }) {
  const prisma = await openPeerClient(url);
  const read = async (each) => {
    for (let index = 0; index < declarations; index += 1) each(await readDeclaration(prisma, 'bench', index));
  };
  return {
    run: () => read(() => {}),
    output: async (path) => {
      const found = [];
      await read((consignments) => found.push(...consignments));
      writeFileSync(path, digestOf(found));
    },
    close: () => prisma.$disconnect(),
  };
}
