import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { createGunzip } from 'node:zlib';
import { DomainError } from '../domain/problem.js';
import type { CheckRules } from '../intake/checks/check-consignment.js';
import type { ManifestSource } from '../intake/manifest-source.js';
import { readManifest } from '../intake/read-manifest.js';
import { builtInMappings } from '../intake/table/built-in-mappings.js';
import { readTable } from '../intake/table/read-table.js';
import { type BodyDescription, formOfName, unpack } from '../intake/unpack.js';
import { UsageError } from './usage.js';

const PACKED = /\.gz$/i;

/**
 * Runs `work` over a manifest on disk, of any form that its name tells, also with `.gz` behind it.
 *
 * Errors: UsageError if the file cannot be read; `malformed-json`, `too-large`, `validation-failed`.
 */
export async function withManifest<T>(
  path: string,
  rules: CheckRules,
  body: Omit<BodyDescription, 'form'>,
  work: (source: ManifestSource) => Promise<T>,
): Promise<T> {
  const form = formOfName(path.replace(PACKED, ''));
  if (form === undefined) throw new UsageError(`${path} has no ending that tells what it is: .json, .ndjson, .csv, .xlsx, .zip`);
  try {
    const { content, close } = await unpack(bytesOf(path), { ...body, form }, tmpdir());
    try {
      if (!('rows' in content)) return await work(readManifest(content.bytes, { format: content.form, ...rules }));
      return await work(readTable(content.rows, { ...rules, head: body.head, mapping: body.mapping, mappings: builtInMappings }));
    } finally {
      await close();
    }
  } catch (error) {
    // Faults of reading and inflating have a code of Node's; the reader's own are DomainErrors.
    if (error instanceof DomainError || error instanceof UsageError) throw error;
    if (typeof error !== 'object' || error === null || !('code' in error)) throw error;
    throw new UsageError(`${path} cannot be read: ${error.code}`);
  }
}

function bytesOf(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path);
  if (!PACKED.test(path)) return file;
  const inflated = createGunzip();
  file.on('error', (error) => inflated.destroy(error)).pipe(inflated);
  return inflated;
}
