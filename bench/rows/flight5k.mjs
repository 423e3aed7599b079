import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { equalDeclarations } from '../equal/declarations.mjs';
import { call, documentBytes } from '../harness/client.mjs';
import { startDatabase } from '../harness/database.mjs';
import { flyFresh } from '../harness/flown.mjs';
import { keys } from '../harness/service.mjs';
import { summary } from '../harness/statistics.mjs';
import { verdictsOf } from '../harness/verdict.mjs';
import { generatePeerClient } from '../peers/prisma-client.mjs';
import { writeManifest } from '../subjects/manifest.mjs';

const PEER = fileURLToPath(new URL('../peers/ordinary-flight.mjs', import.meta.url));

export const row = {
  name: 'flight5k',
  title: 'whole flight, 5 000 consignments, POST to ready',
  by: 'wall',
  limitSeconds: 240,
  sizes: { full: { consignments: 5_000, rounds: 2 } },
  goals: [{ against: 'ordinary stack', faster: 25 }],
  async measure({ consignments, rounds }, signal) {
    generatePeerClient();
    const samples = { product: [], 'ordinary stack': [] };
    let checked;
    for (let round = 0; round < rounds; round += 1) {
      // One after the other, and the other one first in the next round.
      const product = () => flyFresh(consignments, round === 0 ? declarationsOf : undefined);
      const ordinary = () => flyOrdinary(consignments, signal);
      const [first, second] = round % 2 === 0 ? [product, ordinary] : [ordinary, product];
      const results = [await first(), await second()];
      const [own, other] = round % 2 === 0 ? results : results.reverse();
      if (round === 0) checked = equalDeclarations(own.more, other.xml);
      samples.product.push(own);
      samples['ordinary stack'].push(other);
    }
    const sides = Object.entries(samples).map(([side, all]) => sideOf(side, all));
    return { checked, sides, verdicts: verdictsOf(row, sides) };
  },
};

function sideOf(side, samples) {
  const of = (key) => summary(samples.map((sample) => sample[key]));
  const role = side === 'product' ? 'product' : 'peer';
  return { side, role, runs: samples.length, wallMs: of('wallMs'), cpuMs: of('cpuMs'), peakMiB: of('peakMiB').max };
}

/** The XML of a flight's declarations by slot. */
async function declarationsOf({ url }, { flight }) {
  const { documents } = await call(url, 'GET', `/v1/flights/${flight}/documents?type=express-declaration&format=xml`, keys.admin);
  const found = new Map();
  for (const { id, subject } of documents) found.set(subject.replace(`${flight}-`, ''), await documentBytes(url, keys.admin, id));
  return found;
}

/** The ordinary stack on a database of its own; CPU is that of its process and of the server. */
async function flyOrdinary(consignments, signal) {
  const folder = mkdtempSync('/var/tmp/waybridge-ordinary-');
  const manifest = join(folder, 'manifest.json');
  await writeManifest(manifest, consignments, { format: 'json' });
  const server = await startDatabase();
  try {
    const before = server.cpuSeconds();
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', PEER, server.url, manifest, folder], { signal });
    const measured = JSON.parse(stdout);
    const serverMs = (server.cpuSeconds() - before) * 1000;
    return { ...measured, cpuMs: measured.cpuMs + serverMs, xml: writtenXml(folder) };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function writtenXml(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.xml'));
  return new Map(names.map((name) => [name.replace('.xml', ''), readFileSync(join(folder, name))]));
}
