import type { Cell } from '../../cell.js';
import { cellXml, textCellXml } from './cell-xml.js';
import { columnName, type Sheet, type SheetColumn } from './sheet.js';
import { HEADING_STYLE } from './style-xml.js';

/** Written at a time. */
const BLOCK = 65_536;

/** Source: ECMA-376 part 1, 18.3.1.73. */
const MAX_ROWS = 1_048_576;

const NARROWEST = 10;
const WIDEST = 60;

const widthOf = ({ heading, width }: SheetColumn): number => width ?? Math.min(Math.max(heading.length + 3, NARROWEST), WIDEST);

function opening({ columns }: Sheet, isFirst: boolean): string {
  const widths = columns.map((column, at) => `<col min="${at + 1}" max="${at + 1}" width="${widthOf(column)}" customWidth="1"/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>',
    `<sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${widths.join('')}</cols><sheetData>`,
    `<row r="1">${columns.map(({ heading }, at) => textCellXml(heading, HEADING_STYLE, `${columnName(at)}1`)).join('')}</row>`,
  ].join('');
}

/**
 * The part of a workbook that holds a sheet, as its rows come.
 *
 * Errors: RangeError for more rows than a sheet holds; what the rows throw.
 */
export async function* sheetXml(sheet: Sheet, isFirst: boolean): AsyncGenerator<Buffer> {
  const names = sheet.columns.map((_, at) => columnName(at));
  const kinds = sheet.columns.map(({ kind = 'text' }) => kind);
  let text = opening(sheet, isFirst);
  let number = 1;
  const rowXml = (row: readonly Cell[]): string => {
    number += 1;
    if (number > MAX_ROWS) throw new RangeError(`a sheet holds ${MAX_ROWS} rows`);
    if (row.length > names.length) throw new RangeError(`${row.length} cells in ${names.length} columns`);
    let cells = '';
    for (let at = 0; at < row.length; at++) cells += cellXml(row[at], kinds[at], names[at] + number);
    return `<row r="${number}">${cells}</row>`;
  };
  for await (const row of sheet.rows) {
    text += rowXml(row);
    if (text.length < BLOCK) continue;
    yield Buffer.from(text);
    text = '';
  }
  const range = `A1:${names[names.length - 1]}${number}`;
  for (const row of sheet.foot?.() ?? []) text += rowXml(row);
  yield Buffer.from(`${text}</sheetData><autoFilter ref="${range}"/></worksheet>`);
}
