import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Consignment } from '../domain/consignment.js';
import type { ManifestHead } from '../domain/manifest.js';
import { DomainError } from '../domain/problem.js';
import { say } from '../domain/wording/wording.js';
import { type ManifestReader, readManifest } from '../intake/read-manifest.js';
import type { TableFinding } from './terminal.js';
import { UsageError } from './usage.js';

/** A good consignment with its place in the file. */
export interface FlightRow {
  sequence: number;
  consignment: Consignment;
  /** SHA-256 over its text, as the store has it. */
  contentHash: Buffer;
}

/** A manifest as read from disk. */
export interface FlightFile {
  /** Missing if the manifest as a whole is faulty. */
  head?: ManifestHead;
  /** Good ones, in the order of the file. */
  rows: FlightRow[];
  findings: readonly TableFinding[];
  /** Exact count of the faults, which may exceed the findings listed. */
  findingCount: number;
}

interface ReadRules {
  /** The day it is, `YYYY-MM-DD`. */
  today: string;
  requireIdentity: boolean;
}

/**
 * Reads and checks a manifest: `.json` or `.ndjson`, plain or with `.gz` behind it.
 *
 * Errors: UsageError if the file cannot be read; `malformed-json`, `too-large`.
 */
export async function readFlight(path: string, rules: ReadRules): Promise<FlightFile> {
  const format = /\.ndjson(\.gz)?$/i.test(path) ? 'ndjson' : 'json';
  const reader = readManifest(bytesOf(path), { format, ...rules });
  const rows: FlightRow[] = [];
  const numbers: (string | undefined)[] = [];
  const seen = { houseWaybill: new Map<string, number>(), orderNumber: new Map<string, number>() };
  try {
    for await (const batch of reader) {
      for (const { index, houseWaybill, consignment, body } of batch) {
        numbers[index] = houseWaybill;
        if (consignment === undefined || body === undefined) continue;
        if (isRepeated(reader, seen, index, consignment)) continue;
        rows.push({ sequence: index, consignment, contentHash: createHash('sha256').update(body).digest() });
      }
    }
  } catch (error) {
    // Faults of reading and inflating have a code of Node's; the reader's own are DomainErrors.
    if (error instanceof DomainError || typeof error !== 'object' || error === null || !('code' in error)) throw error;
    throw new UsageError(`${path} cannot be read: ${error.code}`);
  }
  const late = new Set([...reader.late()].map(({ index }) => index));
  return {
    head: reader.head.findings.length > 0 ? undefined : reader.head.head,
    rows: rows.filter(({ sequence }) => !late.has(sequence)),
    findings: reader.findings.list.map((finding) => {
      const [, index] = /^\/consignments\/(\d+)/.exec(finding.pointer ?? '') ?? [];
      return { ...finding, houseWaybill: index === undefined ? undefined : numbers[Number(index)] };
    }),
    findingCount: reader.findings.count,
  };
}

function bytesOf(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path);
  if (!/\.gz$/i.test(path)) return file;
  const inflated = createGunzip();
  file.on('error', (error) => inflated.destroy(error)).pipe(inflated);
  return inflated;
}

/** House waybills and order numbers stand once in a flight: the later place is at fault and names the earlier. */
function isRepeated(
  reader: ManifestReader,
  seen: Record<'houseWaybill' | 'orderNumber', Map<string, number>>,
  index: number,
  consignment: Consignment,
): boolean {
  const repeated = (['houseWaybill', 'orderNumber'] as const).filter((member) => {
    const value = consignment[member];
    if (value === undefined) return false;
    const earlier = seen[member].get(value);
    if (earlier === undefined) {
      seen[member].set(value, index);
      return false;
    }
    reader.findings.add(
      { pointer: `/consignments/${index}/${member}`, code: 'duplicate', ...say('Same value as {0}', `/consignments/${earlier}/${member}`) },
      index,
    );
    return true;
  });
  return repeated.length > 0;
}
