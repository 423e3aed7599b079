import { Readable } from 'node:stream';
import type { Archive } from '../../archive/archive.js';
import type { StoredDocument } from '../../store/document-read.store.js';
import { storedBytes } from './content.js';
import { plainMember, type ZipMember, zipBytes, zipSize } from './zip.js';

/**
 * Documents of a flight as one ZIP with an index of them at its beginning. Members are copied as they lie in the archive, one at
 * a time, each held against its hash before its first byte; one that fails breaks the ZIP off, shorter than it said it would be.
 *
 * Errors: `document-integrity` and what the storage throws, if the first document is not to be had.
 */
export async function flightArchive(archive: Archive, documents: readonly StoredDocument[]): Promise<{ length: number; stream: Readable }> {
  if (documents.length > 0) await storedBytes(archive, documents[0]);
  const made = new Date(Math.max(0, ...documents.map(({ createdAt }) => createdAt.getTime())));
  const members = [
    plainMember('index.csv', made, Buffer.from(indexOf(documents))),
    ...documents.map((document) => memberOf(archive, document)),
  ];
  return { length: zipSize(members), stream: Readable.from(zipBytes(members), { objectMode: false }) };
}

function memberOf(archive: Archive, document: StoredDocument): ZipMember {
  return {
    name: document.fileName,
    modified: document.createdAt,
    crc32: document.crc32,
    size: document.size,
    isDeflated: document.encoding === 'deflate',
    storedSize: document.objectSize,
    read: () => storedBytes(archive, document),
  };
}

function indexOf(documents: readonly StoredDocument[]): string {
  const rows = documents.map((d) => indexRow([d.fileName, d.type, d.format, d.subject, d.size, d.sha256, d.status]));
  return [INDEX_HEAD, ...rows].join('');
}

/** A line of an index: CSV as of RFC 4180. Every value is of our own making: names, numbers and hashes. */
export const indexRow = (values: readonly (string | number)[]): string => `${values.map(cell).join(',')}\r\n`;

export const INDEX_HEAD = indexRow(['file', 'type', 'format', 'subject', 'bytes', 'sha256', 'status']);

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
