import type { ColumnMapping } from '../domain/column-mapping.js';
import { DomainError } from '../domain/problem.js';
import { readCsvRows } from '../files/csv/read-csv.js';
import type { RowSource } from '../files/rows.js';
import { spool } from '../files/spool.js';
import { readXlsxRows } from '../files/xlsx/read-xlsx.js';
import { openZip } from '../files/zip/open-zip.js';

/** Forms that a manifest comes in. A `zip` holds one file of another form, which its name tells. */
export type BodyForm = 'json' | 'ndjson' | 'csv' | 'xlsx' | 'zip';

/** What is known of a body before its first byte. */
export interface BodyDescription {
  form: BodyForm;
  charset?: 'utf-8' | 'windows-1251';
  delimiter?: string;
  /** Name of the mapping of a file of rows; else the headings choose it. */
  mapping?: string;
  /** A mapping to be known beside those that are built in or saved: that of the manifest which a file mends. */
  own?: ColumnMapping;
  /** Manifest and flight members of a file of rows, as `headFromQuery` gives them. */
  head?: unknown;
}

/** A body unpacked: rows of a file, or bytes of JSON. */
type Content = { rows: RowSource } | { form: 'json' | 'ndjson'; bytes: AsyncIterable<Uint8Array> };

/** What was found in a body, and how to let go of what it needed meanwhile. */
interface Unpacked {
  content: Content;
  close(): Promise<void>;
}

const nothing = async (): Promise<void> => {};

/**
 * Finds the rows or the JSON in a body. A workbook and an archive are read from their ends, so they are spooled to `folder` first.
 *
 * Errors: `validation-failed` for a file that is not what it says, `unsupported-media` for an archive of something else, `too-large`.
 */
export async function unpack(bytes: AsyncIterable<Uint8Array>, body: BodyDescription, folder: string): Promise<Unpacked> {
  const { form } = body;
  if (form === 'json' || form === 'ndjson') return { content: { form, bytes }, close: nothing };
  if (form === 'csv') return { content: { rows: readCsvRows(bytes, body) }, close: nothing };
  const file = await spool(bytes, folder);
  const close = (): Promise<void> => file.remove();
  try {
    const zip = await openZip(file.path);
    if (zip.kind === 'xlsx') return { content: { rows: readXlsxRows(file.path) }, close };
    const member = formOfName(zip.name);
    if (form === 'xlsx' || member === undefined || member === 'xlsx' || member === 'zip') {
      throw new DomainError('unsupported-media', 'The archive holds one workbook, or one CSV, JSON or NDJSON file');
    }
    const content = member === 'csv' ? { rows: readCsvRows(zip.bytes(), body) } : { form: member, bytes: zip.bytes() };
    return { content, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const formsOfEndings: Record<string, BodyForm> = {
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  xlsx: 'xlsx',
  zip: 'zip',
};

/** What a file is, by the end of its name. */
export function formOfName(name: string): BodyForm | undefined {
  const end = /\.(\w+)$/.exec(name)?.[1].toLowerCase();
  return end === undefined ? undefined : formsOfEndings[end];
}
