import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createInflateRaw, inflateRaw } from 'node:zlib';
import { type Archive, DamagedObject } from '../../archive/archive.js';
import { DomainError } from '../../domain/problem.js';
import type { StoredDocument } from '../../store/document-read.store.js';
import { isTagListed, prefersGzip, rangeOf } from './range.js';

/** What of a request decides which bytes are sent. */
export interface Wanted {
  range?: string | undefined;
  ifRange?: string | undefined;
  ifNoneMatch?: string | undefined;
  acceptEncoding?: string | undefined;
}

export interface Content {
  status: 200 | 206 | 304 | 416;
  headers: Record<string, string>;
  /** None for 304 and 416. */
  body?: { length: number; stream: Readable };
}

/** An object's bytes as they are stored. Errors: `document-integrity` if they are not those that were put there. */
export async function storedBytes(archive: Archive, { objectKey, objectSize }: StoredDocument): Promise<Buffer> {
  try {
    const bytes = await archive.read(objectKey);
    if (bytes.length !== objectSize) throw new DomainError('document-integrity');
    return bytes;
  } catch (error) {
    throw error instanceof DamagedObject ? new DomainError('document-integrity') : error;
  }
}

/**
 * A document as an answer. Its object is held against its hash before the first byte; a deflated one is unpacked on the way, or
 * sent as gzip as it is, with a header and a trailer around it.
 *
 * Errors: `document-integrity`; what the storage throws.
 */
export async function contentOf(archive: Archive, document: StoredDocument, wanted: Wanted): Promise<Content> {
  const stored = await storedBytes(archive, document);
  const asGzip = document.encoding === 'deflate' && wanted.range === undefined && prefersGzip(wanted.acceptEncoding);
  const tag = `"${document.sha256}${asGzip ? '-gzip' : ''}"`;
  const headers = { ...headersOf(document), etag: tag };
  if (isTagListed(wanted.ifNoneMatch, tag)) return { status: 304, headers };
  if (asGzip) return gzip(document, stored, headers);
  const range = wanted.ifRange === undefined || wanted.ifRange === tag ? rangeOf(wanted.range, document.size) : undefined;
  if (range === 'unsatisfiable') return { status: 416, headers: { 'content-range': `bytes */${document.size}` } };
  const digest = { 'repr-digest': digestOf(Buffer.from(document.sha256, 'hex')) };
  if (range === undefined) {
    const stream = document.encoding === 'deflate' ? inflating(stored) : streamOf(stored);
    return { status: 200, headers: { ...headers, ...digest }, body: { length: document.size, stream } };
  }
  const part = (await decoded(document, stored)).subarray(range.first, range.last + 1);
  return {
    status: 206,
    headers: { ...headers, ...digest, 'content-range': `bytes ${range.first}-${range.last}/${document.size}` },
    body: { length: part.length, stream: streamOf(part) },
  };
}

/** Headers of every form of a document. It is read at each download, by those who may, and kept nowhere. Source: reliability R45. */
function headersOf({ mediaType, fileName, createdAt }: StoredDocument): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': attachment(fileName),
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
    'last-modified': createdAt.toUTCString(),
    vary: 'Accept-Encoding, Authorization',
  };
}

/** `Content-Disposition` for a file. Source: RFC 6266; the plain form for clients that know no other. */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\w.-]/g, '_');
  const exact = encodeURIComponent(fileName).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

const digestOf = (hash: Buffer): string => `sha-256=:${hash.toString('base64')}:`;

const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/** The digest is that of the bytes as they travel, coding included. Source: RFC 9530, 3. */
function gzip({ crc32, size }: StoredDocument, stored: Buffer, headers: Record<string, string>): Content {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  const pieces = [GZIP_HEADER, stored, trailer];
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return {
    status: 200,
    headers: { ...headers, 'content-encoding': 'gzip', 'repr-digest': digestOf(hash.digest()) },
    body: { length: pieces.reduce((sum, { length }) => sum + length, 0), stream: Readable.from(pieces, { objectMode: false }) },
  };
}

const streamOf = (bytes: Buffer): Readable => Readable.from([bytes], { objectMode: false });

function inflating(stored: Buffer): Readable {
  const inflate = createInflateRaw();
  inflate.end(stored);
  return inflate;
}

/** A document's own bytes from those stored. Errors: `document-integrity` if they are not as many. */
export async function decoded({ encoding, size }: StoredDocument, stored: Buffer): Promise<Buffer> {
  if (encoding !== 'deflate') return stored;
  const bytes = await promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw)(stored, { maxOutputLength: Math.max(size, 1) });
  if (bytes.length !== size) throw new DomainError('document-integrity');
  return bytes;
}
