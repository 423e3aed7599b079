import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { attributeXml } from './parts/cell-xml.js';
import type { Sheet } from './parts/sheet.js';
import { sheetXml } from './parts/sheet-xml.js';
import { styleXml } from './parts/style-xml.js';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const MEDIA = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Of a workbook as a file. */
export const XLSX_MEDIA_TYPE = `${MEDIA}.sheet`;

/** One time for all parts, in the archive's own form, which knows no zone: the same sheets give the same bytes everywhere. */
const options = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true, compressionLevel: 3 };

const partOf = (index: number): string => `worksheets/sheet${index + 1}.xml`;

/** The parts around the sheets, by their names. Source: ECMA-376 part 1, 12.3, and part 2. */
function frame(names: readonly string[]): Readonly<Record<string, string>> {
  const sheets = names.map((name, at) => `<sheet name="${attributeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const relations = names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="${partOf(at)}"/>`);
  const types = names.map((_, at) => `<Override PartName="/xl/${partOf(at)}" ContentType="${MEDIA}.worksheet+xml"/>`);
  return {
    '[Content_Types].xml': `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${MEDIA}.sheet.main+xml"/>${types.join('')}<Override PartName="/xl/styles.xml" ContentType="${MEDIA}.styles+xml"/></Types>`,
    '_rels/.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}<Relationship Id="rId${names.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styleXml(),
  };
}

/** Names as spreadsheets take them: at most 31 signs, none of `[]:*?/\`, no apostrophe at an end, no two alike. */
function sheetNames(sheets: readonly Sheet[]): string[] {
  const names: string[] = [];
  for (const { name } of sheets) {
    const plain = name
      .replace(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .replace(/^'|'$/g, ' ');
    const isTaken = names.some((other) => other.toLowerCase() === plain.toLowerCase());
    names.push(isTaken || plain.trim() === '' ? `${plain.slice(0, 27).trim()} ${names.length + 1}`.trim() : plain);
  }
  return names;
}

/**
 * A workbook as bytes; rows are asked for as their bytes are, sheet after sheet. The same sheets give the same bytes.
 *
 * Errors: what the rows throw, after which the bytes so far are no workbook; RangeError for more rows than a sheet holds.
 */
export async function* xlsxBytes(sheets: readonly Sheet[]): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = Readable.from(zip.outputStream, { objectMode: false });
  const inputs: Readable[] = [];
  zip.on('error', (error) => output.destroy(error));
  for (const [name, xml] of Object.entries(frame(sheetNames(sheets)))) zip.addBuffer(Buffer.from(xml), name, options);
  sheets.forEach((sheet, index) => {
    zip.addReadStreamLazy(`xl/${partOf(index)}`, options, (opened) => {
      const input = Readable.from(sheetXml(sheet, index === 0), { objectMode: false });
      // The archive's writer does not listen for it.
      input.on('error', (error) => output.destroy(error));
      inputs.push(input);
      opened(null, input);
    });
  });
  zip.end();
  try {
    yield* output;
  } finally {
    // A reader that leaves early lets go of the rows.
    for (const input of inputs) input.destroy();
  }
}
