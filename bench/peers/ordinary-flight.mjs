// A whole flight by the ordinary stack, in a process of its own: JSON.parse of the whole body, class-validator, Prisma createMany,
// then for each declaration Prisma's include, fast-xml-parser's XMLBuilder and pdfkit's `text()` for every cell.
//   node ordinary-flight.mjs DATABASE_URL MANIFEST FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { peakMiB } from '../harness/processes.mjs';
import { composer, loadTariffs, planOf } from '../subjects/plan.mjs';
import { checkedConsignments, insertMany, readDeclaration } from './ordinary-store.mjs';
import { pdfkitTextPdf } from './pdfkit-text.mjs';
import { openPeerClient } from './prisma-client.mjs';
import { rowsOf } from './prisma-rows.mjs';
import { fastXmlParserBytes } from './xml-libraries.mjs';

/** So many consignments are flown before the clock runs: the product has flown its sample by then. */
const WARM_UP = 300;

const [url, manifest, folder] = process.argv.slice(2);
const prisma = await openPeerClient(url);
const tariffs = await loadTariffs();

async function fly(body, name, firstId) {
  const { flight } = JSON.parse(body.toString());
  const consignments = checkedConsignments(body);
  const plan = planOf(consignments, flight, tariffs);
  const places = new Map(plan.placements.map(({ facts, declaration, ordinal }) => [facts.sequence, { declaration, ordinal }]));
  const { rows, goods } = rowsOf(consignments, name, firstId);
  await insertMany(prisma, { rows: rows.map((row) => ({ ...row, ...(places.get(row.sequence) ?? { declaration: -1 }) })), goods });
  const compose = composer(flight, plan);
  for (const [index, { slot }] of plan.declarations.entries()) {
    const declaration = compose(index, await readDeclaration(prisma, name, index));
    const { bytes, sheets } = await pdfkitTextPdf(declaration);
    writeFileSync(join(folder, `${slot}.pdf`), bytes);
    writeFileSync(join(folder, `${slot}.xml`), fastXmlParserBytes(declaration, sheets));
  }
  return plan.declarations.length;
}

function head(body, count) {
  const manifest = JSON.parse(body.toString());
  return Buffer.from(JSON.stringify({ ...manifest, consignments: manifest.consignments.slice(0, count) }));
}

const body = readFileSync(manifest);
await fly(head(body, WARM_UP), 'warm-up', 1_000_000);
const cpu = process.cpuUsage();
const started = performance.now();
const declarations = await fly(readFileSync(manifest), 'flight', 1);
const wallMs = performance.now() - started;
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000, peakMiB: peakMiB(process.pid), declarations }));
await prisma.$disconnect();
process.exit(0);
