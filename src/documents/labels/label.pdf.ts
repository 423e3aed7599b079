import { drawBarcode } from '../kit/barcode.js';
import { mm, Page } from '../kit/page.js';
import { type Label, LINE } from './label.js';
import type { SheetOf } from './sheet.js';

/** Thickness of the edges by which labels of a sheet are cut, in points. */
const CUT = 0.2;

/** Draws a label with its top left corner at a place of a page, in points. */
export function drawLabel(page: Page, { texts, barcode, rules }: Label, x = 0, y = 0): void {
  for (const [x1, y1, x2, y2] of rules) page.rule(x + mm(x1), y + mm(y1), x + mm(x2), y + mm(y2), LINE);
  drawBarcode(page, { ...barcode, x: x + barcode.x, y: y + barcode.y }, barcode.text);
  for (const { style, lines, ...at } of texts) {
    for (const [i, line] of lines.entries()) page.text(style, x + at.x, y + at.y + i * style.lineHeight, line, at.width);
  }
}

/** Labels of one size on pages, each page given out when it is full. */
export async function* labelPages(labels: AsyncIterable<Label>, sheetOf: SheetOf): AsyncGenerator<Page> {
  let page: Page | undefined;
  let drawn = 0;
  for await (const label of labels) {
    const { size, corners, isCut } = sheetOf(label);
    page ??= new Page(size);
    const { x, y } = corners[drawn];
    if (isCut) page.frame(x, y, label.width, label.height, CUT);
    drawLabel(page, label, x, y);
    drawn += 1;
    if (drawn < corners.length) continue;
    yield page;
    page = undefined;
    drawn = 0;
  }
  if (page !== undefined) yield page;
}
