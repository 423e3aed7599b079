// Manifests of invented flights: as consignments, as NDJSON and as JSON.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { consignments as consignmentsOf, manifestHead, manifestText } from '../../scripts/make-sample.mjs';

/** Today in Moscow, `YYYY-MM-DD`. */
export const today = () => new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);

/** House waybills of a seed begin here, so that flights of different seeds share none. */
const firstOf = (seed) => 900_000_000 + seed * 1_000_000;

/** Head and consignments of a flight; the flight's number follows from the seed. */
export function manifestOf(count, seed = 7) {
  const number = String(9_000 + seed);
  return { head: manifestHead({ date: today(), number }), items: consignmentsOf(count, { seed, number, first: firstOf(seed) }) };
}

function* ndjsonText({ head, items }) {
  yield `${JSON.stringify(head)}\n`;
  for (const item of items) yield `${JSON.stringify(item)}\n`;
}

export const ndjson = (count, seed) => Buffer.from([...ndjsonText(manifestOf(count, seed))].join(''));

/** Writes a manifest to a file. */
export async function writeManifest(path, count, { seed = 7, format = 'ndjson' } = {}) {
  const manifest = manifestOf(count, seed);
  const text = format === 'ndjson' ? ndjsonText(manifest) : manifestText(manifest.head, manifest.items);
  await pipeline(Readable.from(text), createWriteStream(path));
}

export function jsonBody(count, seed) {
  const { head, items } = manifestOf(count, seed);
  return Buffer.from([...manifestText(head, items)].join(''));
}
