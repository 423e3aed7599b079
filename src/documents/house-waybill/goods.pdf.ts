import { mm } from '../kit/page.js';
import { type TextStyle, wrappedHeight } from '../kit/wrap.js';
import type { Declaration } from '../subjects.js';
import type { HouseWaybill, HouseWaybillLine } from './house-waybill.js';
import { LEFT, type Sheets, WIDTH } from './sheets.js';
import type { HouseWaybillForm } from './waybill-words.js';

/** A goods line is six columns wide. */
const COLUMN = WIDTH / 6;
const PADDING = 2;
const GAP = 5;
const TITLE_GAP = 4;
const SHADE = 0.93;

/** A row of titles and the row of values under it, with their heights in points. */
interface Row {
  titles: readonly { title: string; span: number }[];
  cells: readonly { style: TextStyle; text: string }[];
  titleHeight: number;
  cellHeight: number;
}

/** The goods of a house waybill: a small table of two rows for each line, kept on one sheet. */
export function drawGoods(sheets: Sheets, waybill: HouseWaybill, declaration: Declaration, form: HouseWaybillForm): void {
  const { section } = sheets.styles;
  const lines = waybill.lines.map((line) => rowsOf(sheets, line, declaration, form));
  const titled = section.lineHeight + 2 * TITLE_GAP;
  sheets.need(titled + heightOf(lines[0]));
  sheets.page.text(section, mm(LEFT), sheets.y + TITLE_GAP, form.goods, mm(WIDTH));
  sheets.y += titled;
  for (const rows of lines) drawLine(sheets, rows);
}

function rowsOf({ styles }: Sheets, line: HouseWaybillLine, { settings, waybillNumber }: Declaration, form: HouseWaybillForm): Row[] {
  const { item, packages, dimensions } = line;
  const size = dimensions === undefined ? '' : `${dimensions.length}*${dimensions.width}*${dimensions.height}`;
  const texts = [settings.waybillConsignee.name, waybillNumber, item.description, item.commodityCode, packages ?? ''];
  const figures = [size, line.netWeight ?? '', line.grossWeight, line.value, line.customsValue, ''];
  const values = [texts.map((text) => ({ style: styles.cell, text })), figures.map((text) => ({ style: styles.figure, text }))];
  return form.lines.map((titles, i) => ({
    titles,
    cells: values[i],
    titleHeight: Math.max(...titles.map(({ title, span }) => cellHeightOf(styles.lineTitle, span, title))),
    cellHeight: Math.max(...titles.map(({ span }, at) => cellHeightOf(values[i][at].style, span, values[i][at].text))),
  }));
}

const heightOf = (rows: readonly Row[]): number => rows.reduce((sum, { titleHeight, cellHeight }) => sum + titleHeight + cellHeight, 0);

function drawLine(sheets: Sheets, rows: readonly Row[]): void {
  const { lineTitle } = sheets.styles;
  sheets.need(heightOf(rows));
  for (const { titles, cells, titleHeight, cellHeight } of rows) {
    sheets.page.fill(mm(LEFT), sheets.y, mm(WIDTH), titleHeight, SHADE);
    const named = titles.map(({ title, span }) => ({ style: lineTitle, text: title, span }));
    drawRow(sheets, named, titleHeight);
    const filled = titles.map(({ span }, i) => ({ ...cells[i], span }));
    drawRow(sheets, filled, cellHeight);
  }
  sheets.y += GAP;
}

const cellHeightOf = (style: TextStyle, span: number, text: string): number =>
  wrappedHeight(style, mm(span * COLUMN) - 2 * PADDING, text) + 2 * PADDING;

function drawRow(sheets: Sheets, cells: readonly { style: TextStyle; text: string; span: number }[], height: number): void {
  let x = mm(LEFT);
  for (const { style, text, span } of cells) {
    const width = mm(span * COLUMN);
    sheets.page.frame(x, sheets.y, width, height);
    sheets.page.paragraph(style, x + PADDING, sheets.y + PADDING, width - 2 * PADDING, text);
    x += width;
  }
  sheets.y += height;
}
