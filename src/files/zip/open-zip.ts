import { open } from 'node:fs/promises';
import { say } from '../../domain/wording/wording.js';
import { fileFault } from '../file-fault.js';
import type { UnpackLimits } from '../limits.js';
import { SNIFFED, sniff } from '../sniff.js';
import { ZipPackage } from './zip-package.js';

/** A ZIP that holds a workbook, or one file by its name; `bytes` are bounded. */
export type OpenedZip = { kind: 'xlsx' } | { kind: 'file'; name: string; bytes(): AsyncIterable<Uint8Array> };

/**
 * What a spooled ZIP holds. Folders and what systems put in unasked (`__MACOSX`, files that begin with a dot) do not count.
 *
 * Errors: as `ZipPackage`, and `validation-failed` with `format` for what is no ZIP, no XLSX among the office files, or not one file.
 */
export async function openZip(path: string, limits?: UnpackLimits): Promise<OpenedZip> {
  await expectZip(path);
  const zip = await ZipPackage.open(path, limits);
  await zip.close();
  const names = zip.names.filter((name) => !isUnasked(name));
  if (isWorkbook(names)) return { kind: 'xlsx' };
  if (names.some((name) => officeMarks.includes(name))) throw fileFault('format', 'This is no XLSX workbook: save it as .xlsx');
  if (names.length !== 1) throw fileFault('format', say('A ZIP holds exactly one file; this one holds {0}', names.length));
  const [name] = names;
  return { kind: 'file', name, bytes: () => bytesOf(path, name, limits) };
}

async function expectZip(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(SNIFFED), 0, SNIFFED, 0);
    const form = sniff(buffer);
    if (form === 'ole') {
      throw fileFault('format', 'This is an old .xls workbook or one with a password: save it as .xlsx without a password');
    }
    if (form !== 'zip') throw fileFault('format', 'This is no XLSX workbook: save it as .xlsx');
  } finally {
    await file.close();
  }
}

/** Files by which other forms of the office are known: Word, binary XLSX, ODS. */
const officeMarks = ['[Content_Types].xml', 'mimetype'];

const isWorkbook = (names: readonly string[]): boolean =>
  names.some((name) => name.toLowerCase() === '[content_types].xml') && names.some((name) => /(^|\/)workbook\.xml$/i.test(name));

const isUnasked = (name: string): boolean =>
  name.startsWith('__MACOSX/') || /(^|\/)\.[^/]*$/.test(name) || /(^|\/)(Thumbs\.db|desktop\.ini)$/i.test(name);

async function* bytesOf(path: string, name: string, limits?: UnpackLimits): AsyncGenerator<Uint8Array> {
  const zip = await ZipPackage.open(path, limits);
  try {
    yield* zip.bytes(name);
  } finally {
    await zip.close();
  }
}
