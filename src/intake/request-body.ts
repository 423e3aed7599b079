import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Config } from '../config.js';
import { DomainError } from '../domain/problem.js';
import { decodeBody } from './decode-body.js';

import type { Body } from './submission.js';
import { headFromQuery } from './table/head-from-query.js';
import type { BodyDescription, BodyForm } from './unpack.js';

/** Media types that manifests come in. `application/gzip` is a packed file, whose form the parameter `format` names. */
const formsOfTypes: Record<string, BodyForm | 'gzip'> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/zip': 'zip',
  'application/x-zip-compressed': 'zip',
  'application/gzip': 'gzip',
  'application/x-gzip': 'gzip',
};

/** One name of each, for the description of the API. */
export const BODY_TYPES = [
  'application/json',
  'application/x-ndjson',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/zip',
  'application/gzip',
] as const;

const charsets: Record<string, BodyDescription['charset']> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'windows-1251': 'windows-1251',
  cp1251: 'windows-1251',
};

const delimiters: Record<string, string> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|', ',': ',', ';': ';', '\t': '\t', '|': '|' };

const member = (description: string) =>
  z
    .string()
    .optional()
    .meta({ description: `Of a file of rows: ${description}` });

/** How a file of rows is to be read. */
export const rowsQuery = {
  mapping: member('name of the mapping of its columns; else the headings choose it'),
  delimiter: z
    .string()
    .refine((text) => text in delimiters, { error: 'One of comma, semicolon, tab, pipe', params: { finding: 'unknown_code' } })
    .optional()
    .meta({ description: 'Of a CSV: what stands between its cells; else it is found out', examples: ['semicolon'] }),
  format: z.enum(['json', 'ndjson', 'csv']).optional().meta({ description: 'Of an `application/gzip` body: what is packed in it' }),
};

/** Manifest and flight members of a file of rows, plain or dotted. */
export const headQuery = {
  manifestId: member("the sender's name for the manifest"),
  revision: member('its revision'),
  channel: member('`express` or `postal`'),
  flight: member("the flight's id, `4B8101-20261122-HGH`, in the place of carrier, number, date and origin"),
  ...Object.fromEntries(
    ['carrier', 'number', 'date', 'origin', 'destination', 'departsAt', 'arrivesAt', 'aircraft'].flatMap((name) => [
      [name, member(`${name} of the flight`)],
      [`flight.${name}`, member(`${name} of the flight`)],
    ]),
  ),
};

export interface BodyQuery {
  mapping?: string | undefined;
  delimiter?: string | undefined;
  format?: 'json' | 'ndjson' | 'csv' | undefined;
  [name: string]: unknown;
}

/**
 * The body of a request under the limits of the configuration, and what its headers and query tell of it.
 *
 * Errors: `unsupported-media` for another media type, charset or content coding than ours; the rest while it is read.
 */
export function requestBody(request: FastifyRequest, query: BodyQuery, { maxBodyBytes, maxWireBytes, bodyIdleMs }: Config['limits']): Body {
  const { form, charset } = mediaOf(request.headers['content-type']);
  const isPacked = form === 'gzip';
  const inner = isPacked ? query.format : form;
  const coding = request.headers['content-encoding'];
  if (inner === undefined || (isPacked && coding !== undefined)) throw new DomainError('unsupported-media');
  const contentEncoding = isPacked ? 'gzip' : coding;
  const isRows = inner !== 'json' && inner !== 'ndjson';
  const members = Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (name in headQuery && typeof value === 'string' ? [[name, value]] : [])),
  );
  const decoded = decodeBody(request.raw, {
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
    // What a file of rows says depends on its query as well: the same rows for another flight are another body.
    ...(isRows ? { seed: JSON.stringify([members, query.mapping ?? null]) } : {}),
    limits: { decodedBytes: maxBodyBytes, wireBytes: maxWireBytes, idleMs: bodyIdleMs },
  });
  return {
    decoded,
    description: {
      form: inner,
      ...(charset === undefined ? {} : { charset }),
      ...(query.delimiter === undefined ? {} : { delimiter: delimiters[query.delimiter] }),
      ...(query.mapping === undefined ? {} : { mapping: query.mapping }),
      ...(isRows ? { head: headFromQuery(members) } : {}),
    },
  };
}

/** Errors: `unsupported-media` for another media type or charset than ours; JSON is UTF-8. */
function mediaOf(contentType = ''): { form: BodyForm | 'gzip'; charset?: BodyDescription['charset'] } {
  const [type, ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const named = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  const form = formsOfTypes[type];
  const charset = named === undefined ? undefined : charsets[named];
  if (form === undefined || (named !== undefined && charset === undefined)) throw new DomainError('unsupported-media');
  if ((form === 'json' || form === 'ndjson') && charset === 'windows-1251') throw new DomainError('unsupported-media');
  return charset === undefined ? { form } : { form, charset };
}
