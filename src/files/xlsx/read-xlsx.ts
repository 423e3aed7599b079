import type { Sentence } from '../../domain/wording/wording.js';
import { say } from '../../domain/wording/wording.js';
import { fileFault } from '../file-fault.js';
import type { UnpackLimits } from '../limits.js';
import type { FileRow, RowForm, RowSource } from '../rows.js';
import { scanned } from '../xml/xml-part.js';
import { ZipPackage } from '../zip/zip-package.js';
import { CellFormats } from './cell-formats.js';
import { SharedStrings } from './shared-strings.js';
import { type CellContext, SheetRows } from './sheet-rows.js';
import { readWorkbook, type SheetPart, type Workbook } from './workbook.js';

/**
 * Rows of the one visible sheet of a spooled workbook that holds any. Only the texts that cells share are kept.
 *
 * Errors: `validation-failed` with `hidden_sheet` for rows on another sheet, `no_rows`, `merged_cells`, `max_items`, `format`, `truncated`;
 * `too-large` for what unpacks to too much.
 */
export function readXlsxRows(path: string, limits?: UnpackLimits): RowSource {
  return new XlsxRows(path, limits);
}

class XlsxRows implements RowSource {
  readonly form: RowForm = { format: 'xlsx' };

  constructor(
    private readonly path: string,
    private readonly limits?: UnpackLimits,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly FileRow[]> {
    const file = await ZipPackage.open(this.path, this.limits);
    try {
      const book = await readWorkbook(file);
      const context: CellContext = {
        strings: await SharedStrings.read(file, book.sharedStrings),
        formats: await CellFormats.read(file, book.styles),
        is1904: book.is1904,
      };
      const sheet = await soleSheet(file, book, context);
      this.form.sheet = sheet.name;
      yield* batchesOf(file, sheet, context);
    } finally {
      await file.close();
    }
  }
}

/** Rows as the sheet is unpacked. */
async function* batchesOf(file: ZipPackage, sheet: SheetPart, context: CellContext): AsyncGenerator<readonly FileRow[]> {
  const reader = new SheetRows(context);
  for await (const _ of scanned(file.bytes(sheet.part), reader)) {
    const rows = reader.take();
    if (rows.length > 0) yield rows;
  }
}

const IN_HIDDEN: Sentence = 'The hidden sheet "{0}" holds rows: remove it, or send it alone';
const IN_SECOND: Sentence = 'A second sheet, "{0}", holds rows: send one sheet in a file';

/** The visible sheet that holds rows. What people do not see, or what would be passed over, is told and not read. */
async function soleSheet(file: ZipPackage, { sheets }: Workbook, context: CellContext): Promise<SheetPart> {
  let sole: SheetPart | undefined;
  for (const sheet of sheets) {
    if (!(await hasRows(file, sheet, context))) continue;
    if (sheet.isHidden || sole !== undefined) throw fileFault('hidden_sheet', say(sheet.isHidden ? IN_HIDDEN : IN_SECOND, sheet.name));
    sole = sheet;
  }
  if (sole === undefined) throw fileFault('no_rows', 'The file holds no rows');
  return sole;
}

async function hasRows(file: ZipPackage, sheet: SheetPart, context: CellContext): Promise<boolean> {
  for await (const _ of batchesOf(file, sheet, context)) return true;
  return false;
}
