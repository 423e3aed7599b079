import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createInflateRaw, inflateRaw } from 'node:zlib';
import { type Archive, type Around, DamagedObject } from '../../archive/archive.js';
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
  body?: { length: number; bytes: Buffer | Readable };
  /** To be called when all of the body has been taken, and never before: its memory is used for others then. */
  release(): void;
}

/** An object's bytes as they are stored. Errors: `document-integrity` if they are not those that were put there. */
export async function storedBytes(archive: Archive, { objectKey, objectSize }: StoredDocument): Promise<Buffer> {
  const bytes = await orIntegrity(archive.read(objectKey));
  if (bytes.length !== objectSize) throw new DomainError('document-integrity');
  return bytes;
}

/** What is read of the archive. Errors: `document-integrity` if it is not what was put there. */
export async function orIntegrity<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
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
  const asGzip = document.encoding === 'deflate' && wanted.range === undefined && prefersGzip(wanted.acceptEncoding);
  const { whole, sha256, release } = await orIntegrity(
    archive.hold(document.objectKey, document.objectSize, asGzip ? gzipAround(document) : {}),
  );
  const tag = `"${document.sha256}${asGzip ? '-gzip' : ''}"`;
  const headers = { ...headersOf(document), etag: tag };
  if (isTagListed(wanted.ifNoneMatch, tag)) return { status: 304, headers, release };
  if (sha256 !== undefined) {
    // The digest is that of the bytes as they travel, coding included. Source: RFC 9530, 3.
    const coded = { ...headers, 'content-encoding': 'gzip', 'repr-digest': digestOf(sha256) };
    return { status: 200, headers: coded, body: { length: whole.length, bytes: whole }, release };
  }
  const range = wanted.ifRange === undefined || wanted.ifRange === tag ? rangeOf(wanted.range, document.size) : undefined;
  if (range === 'unsatisfiable') return { status: 416, headers: { 'content-range': `bytes */${document.size}` }, release };
  const digest = { 'repr-digest': digestOf(Buffer.from(document.sha256, 'hex').toString('base64')) };
  if (range === undefined) {
    const bytes = document.encoding === 'deflate' ? inflating(whole) : whole;
    return { status: 200, headers: { ...headers, ...digest }, body: { length: document.size, bytes }, release };
  }
  const part = (await decoded(document, whole)).subarray(range.first, range.last + 1);
  return {
    status: 206,
    headers: { ...headers, ...digest, 'content-range': `bytes ${range.first}-${range.last}/${document.size}` },
    body: { length: part.length, bytes: part },
    release,
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

/** `Repr-Digest` of a hash in base64. */
const digestOf = (sha256: string): string => `sha-256=:${sha256}:`;

const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/** What makes gzip of bytes that are stored deflated. Source: RFC 1952, 2.3. */
function gzipAround({ crc32, size }: StoredDocument): Around {
  const after = Buffer.alloc(8);
  after.writeUInt32LE(crc32, 0);
  after.writeUInt32LE(size % 2 ** 32, 4);
  return { before: GZIP_HEADER, after, isHashed: true };
}

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
