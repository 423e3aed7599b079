// Whether rows are the same: SHA-256 over the consignments, members in the order of their names.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .filter((name) => value[name] !== undefined && value[name] !== null)
      .map((name) => [name, ordered(value[name])]),
  );
}

/** Count and hash of consignments in the order given, as JSON text. */
export function digestOf(consignments) {
  const hash = createHash('sha256');
  let count = 0;
  for (const consignment of consignments) {
    hash.update(`${JSON.stringify(ordered(consignment))}\n`);
    count += 1;
  }
  return JSON.stringify({ count, sha256: hash.digest('hex') });
}

export const compareNumbers = ({ houseWaybill: a }, { houseWaybill: b }) => (a < b ? -1 : a > b ? 1 : 0);

/** Throws where digests differ. */
export function equalRows(outputs) {
  const digests = Object.entries(outputs).map(([name, path]) => [name, readFileSync(path, 'utf8')]);
  const [[, first]] = digests;
  for (const [name, digest] of digests)
    if (digest !== first) throw new Error(`rows differ: ${name} has ${digest}, ${digests[0][0]} ${first}`);
  const { count, sha256 } = JSON.parse(first);
  return `rows equal by hash: ${count} consignments, SHA-256 ${sha256.slice(0, 16)}…, ${digests.length} sides`;
}
