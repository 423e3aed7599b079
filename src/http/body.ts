import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../domain/problem.js';

/** Small bodies: everything but manifests. */
const MAX_BYTES = 1_048_576;
const MAX_DEPTH = 16;
const MAX_ARRIVAL_MS = 30_000;

type Read = (bytes: Buffer) => unknown;

const readText: Read = (bytes) => {
  if (!isUtf8(bytes)) throw new DomainError('malformed-json', 'The body is not UTF-8');
  return bytes.toString();
};

/** How a small body is read, by its media type. */
const readers: Record<string, Read> = {
  'application/json': readJson,
  'application/merge-patch+json': readJson,
  'text/csv': readText,
};

/** XML names its encoding itself: the bytes as they are, for a route that takes them. */
const xmlTypes: ReadonlySet<string> = new Set(['application/xml', 'text/xml']);

/** Bodies by media type; a route whose handler reads its body itself gets it untouched. */
export function addBodyParser(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', async (request: FastifyRequest, payload: IncomingMessage) => {
    if (request.is404 || request.routeOptions.config.streamsBody) return undefined;
    const read = readerOf(request);
    if (read === undefined) throw new DomainError('unsupported-media');
    const bytes = await collect(payload);
    return bytes.length === 0 ? undefined : read(bytes);
  });
}

/** Errors: `unsupported-media` for any content coding, and for another charset than that of what is read as text. */
function readerOf({ headers, routeOptions }: FastifyRequest): Read | undefined {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw new DomainError('unsupported-media');
  const { type, charset = 'utf-8' } = mediaOf(headers['content-type']);
  if (xmlTypes.has(type) && routeOptions.config.takesXml) return (bytes) => bytes;
  return charset === 'utf-8' && Object.hasOwn(readers, type) ? readers[type] : undefined;
}

const charsets: Record<string, 'utf-8' | 'windows-1251'> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'windows-1251': 'windows-1251',
  cp1251: 'windows-1251',
};

/** A media type in lower case and its charset, if it names one. Errors: `unsupported-media` for other charsets than ours. */
export function mediaOf(contentType = ''): { type: string; charset?: 'utf-8' | 'windows-1251' } {
  const [type, ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const named = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (named === undefined) return { type };
  const charset = Object.hasOwn(charsets, named) ? charsets[named] : undefined;
  if (charset === undefined) throw new DomainError('unsupported-media');
  return { type, charset };
}

/** Errors: `too-large`, `timeout`. */
async function collect(payload: IncomingMessage): Promise<Buffer> {
  if (Number(payload.headers['content-length'] ?? 0) > MAX_BYTES) throw new DomainError('too-large', `At most ${MAX_BYTES} bytes`);
  const chunks: Buffer[] = [];
  let size = 0;
  const late = setTimeout(() => payload.destroy(new DomainError('timeout')), MAX_ARRIVAL_MS);
  try {
    for await (const chunk of payload.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > MAX_BYTES) throw new DomainError('too-large', `At most ${MAX_BYTES} bytes`);
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(late);
  }
  return Buffer.concat(chunks, size);
}

/**
 * One JSON value.
 *
 * Errors: `malformed-json` if it is not UTF-8, not JSON, nested too deep, or names a member of an object twice.
 */
export function readJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new DomainError('malformed-json', 'The body is not UTF-8');
  const text = bytes.toString();
  const { depth, members } = measure(text);
  if (depth > MAX_DEPTH) throw new DomainError('malformed-json', `The body is nested deeper than ${MAX_DEPTH}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DomainError('malformed-json');
  }
  // JSON.parse keeps the last of two members of one name: then fewer arrive than were sent.
  if (countMembers(value) !== members) throw new DomainError('malformed-json', 'An object names a member twice');
  return value;
}

const [QUOTE, BACKSLASH, COLON] = ['"', '\\', ':'].map((character) => character.charCodeAt(0));
const OPEN = new Set(['{', '['].map((character) => character.charCodeAt(0)));
const CLOSE = new Set(['}', ']'].map((character) => character.charCodeAt(0)));

/** Deepest nesting, and colons outside strings: as many as there are members. */
function measure(text: string): { depth: number; members: number } {
  let [depth, deepest, members] = [0, 0, 0];
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) inString = !inString;
    else if (inString) at += unit === BACKSLASH ? 1 : 0;
    else if (OPEN.has(unit)) deepest = Math.max(deepest, ++depth);
    else if (CLOSE.has(unit)) depth -= 1;
    else if (unit === COLON) members += 1;
  }
  return { depth: deepest, members };
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const values: unknown[] = Object.values(value);
  return values.reduce((sum: number, member) => sum + countMembers(member), Array.isArray(value) ? 0 : values.length);
}
