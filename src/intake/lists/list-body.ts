import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/problem.js';
import { readCsvRows } from '../../files/csv/read-csv.js';
import type { RowSource } from '../../files/rows.js';
import { mediaOf } from '../../http/body.js';
import { decodeBody } from '../decode-body.js';

const MAX_BYTES = 33_554_432;
const MAX_IDLE_MS = 30_000;

/**
 * The rows of a list as they arrive, under the limits of lists. `close` when they are no longer wanted.
 *
 * Errors: `unsupported-media` for anything but CSV in UTF-8 or windows-1251, plain or gzipped; the rest while iterating.
 */
export function listBody(request: FastifyRequest): { rows: RowSource; close(): void } {
  const { type, charset } = mediaOf(request.headers['content-type']);
  if (type !== 'text/csv') throw new DomainError('unsupported-media');
  const contentEncoding = request.headers['content-encoding'];
  const body = decodeBody(request.raw, {
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
    limits: { decodedBytes: MAX_BYTES, wireBytes: MAX_BYTES, idleMs: MAX_IDLE_MS },
  });
  return { rows: readCsvRows(body.bytes, charset === undefined ? {} : { charset }), close: () => body.close() };
}
