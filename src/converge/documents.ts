import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { DamagedObject } from '../archive/archive.js';
import { CheckFailed } from '../publish/self-check/check-failed.js';
import { PdfFile } from '../publish/self-check/pdf-file.js';
import { Schemas } from '../publish/self-check/schemas.js';
import { type CheckedDocument, documentRows, housesOf } from './document-rows.js';
import type { Breach, ConvergeContext } from './invariant.js';
import { oddPlaces, statedBy } from './stated-figures.js';

/** I8, and of I4, I5 and I7 what is read in the XML. One document in memory at a time. */
export async function* checkDocuments(context: ConvergeContext): AsyncGenerator<Breach> {
  const schemas = new Schemas(context.schemaFolder);
  for await (const document of documentRows(context)) {
    context.count('documents');
    const stored = await storedIn(context, document);
    if (typeof stored !== 'string') yield* await readBack(context, document, stored, schemas);
    // What was rendered again has the very hash that it was published with.
    else if ((await context.repairs?.render(document.id)) !== true) yield { invariant: 'I8', example: `${document.id}: ${stored}` };
  }
}

/** A document's bytes as they are stored; in words what is wrong with them. */
async function storedIn({ archive }: ConvergeContext, { objectKey, objectSize }: CheckedDocument): Promise<Buffer | string> {
  try {
    const stored = await archive.read(objectKey);
    return stored.length === objectSize ? stored : 'size of the object';
  } catch (error) {
    if (error instanceof DamagedObject) return error.fault;
    throw error;
  }
}

async function readBack(context: ConvergeContext, document: CheckedDocument, stored: Buffer, schemas: Schemas): Promise<Breach[]> {
  const { id, format, size, sha256 } = document;
  try {
    const bytes = await bytesOf(document, stored);
    if (bytes.length !== size || createHash('sha256').update(bytes).digest('hex') !== sha256) throw new CheckFailed('hash of the content');
    if (format === 'pdf') openPdf(bytes);
    return format === 'xml' ? await readXml(context, document, bytes, schemas) : [];
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error;
    return [{ invariant: 'I8', example: `${id}: ${error.message}` }];
  }
}

/** Errors: CheckFailed. */
async function bytesOf({ encoding, size }: CheckedDocument, stored: Buffer): Promise<Buffer> {
  if (encoding !== 'deflate') return stored;
  try {
    return await promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw)(stored, { maxOutputLength: Math.max(size, 1) });
  } catch {
    throw new CheckFailed('content cannot be unpacked');
  }
}

/** Every page is found and unpacked. Errors: CheckFailed. */
function openPdf(bytes: Buffer): void {
  const file = new PdfFile(bytes);
  for (let page = 1; page <= file.pageCount; page += 1) file.page(page);
}

/** Errors: CheckFailed if it is no XML, or not as its schema demands. */
async function readXml(context: ConvergeContext, document: CheckedDocument, bytes: Buffer, schemas: Schemas): Promise<Breach[]> {
  const { id, runId, isCurrent, declaration, houseWaybills, waybill } = document;
  const stated = statedBy(document);
  // Loaded with the first document: no other command needs it.
  const { readByLibxml2 } = await import('../publish/self-check/libxml2.js');
  const { reading } = readByLibxml2(bytes, stated.figures, schemas);
  const breaches: Breach[] = oddPlaces(reading, stated).map((place) => ({ invariant: 'I7', example: `${id}: ${place}` }));
  const { waybillAt } = stated;
  if (waybillAt !== undefined && waybill !== null) {
    const isOdd = (reading.texts[waybillAt] ?? []).some((text) => digitsOf(text) !== digitsOf(waybill));
    if (isOdd) breaches.push({ invariant: 'I4', example: `${id}: another air waybill` });
  }
  if (declaration === null || runId === null) return breaches;
  if (reading.numbers.length !== houseWaybills) breaches.push({ invariant: 'I7', example: `${id}: count of house waybills` });
  if (!isCurrent) return breaches;
  const due = await housesOf(context, runId, declaration);
  if (due.some((number, index) => reading.numbers[index] !== number))
    breaches.push({ invariant: 'I5', example: `${id}: other house waybills` });
  return breaches;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');
