import { mm } from '../../kit/page.js';
import type { Declaration } from '../../subjects.js';
import { directionCode } from '../direction.js';
import { PADDING_X, PADDING_Y } from './cells.js';
import type { DeclarationForm, HeadBox, HeadContent } from './declaration-form.js';
import { box, boxHeight } from './form-styles.js';
import { consignorText, partyText, placeOfGoodsText } from './party-text.js';
import type { Sheets } from './sheets.js';

/** Longest number of sheets that the schema takes; the box is measured with it. */
const MOST_SHEETS = '999';

/**
 * Draws title and head of a declaration. Answers a function that fills in the number of sheets, once it is known.
 * Box A is left to customs.
 */
export function drawHead(sheets: Sheets, declaration: Declaration): (count: number) => void {
  const { form, grid, styles, page } = sheets;
  const titleHeight = boxHeight(styles.title, grid.width, form.title);
  box(page, styles.title, grid.left, sheets.y, grid.width, titleHeight, form.title);
  const texts = headTexts(declaration);
  const direction = directionCode(declaration);
  const textOf = ({ caption, content }: HeadBox): string => {
    const title = caption.replace('{direction}', direction);
    return texts[content] === '' ? title : `${title}\n${texts[content]}`;
  };
  const tops = rowTops(form, sheets.y + titleHeight, (each) =>
    boxHeight(styles.left, mm(each.w), each.content === 'sheets' ? `${each.caption} ${MOST_SHEETS}` : textOf(each)),
  );
  for (const each of form.head) {
    const x = grid.left + mm(each.x);
    if (each.content === 'sheets') page.frame(x, tops[each.row], mm(each.w), tops[each.row + each.rows] - tops[each.row]);
    else box(page, styles.left, x, tops[each.row], mm(each.w), tops[each.row + each.rows] - tops[each.row], textOf(each));
  }
  sheets.y = tops[tops.length - 1];
  return (count) => {
    for (const { x, w, row, caption } of form.head.filter(({ content }) => content === 'sheets')) {
      page.paragraph(styles.left, grid.left + mm(x) + PADDING_X, tops[row] + PADDING_Y, mm(w) - 2 * PADDING_X, `${caption} ${count}`);
    }
  };
}

function headTexts({ settings }: Declaration): Record<HeadContent, string> {
  return {
    consignor: consignorText(settings.waybillConsignor),
    consignee: partyText(settings.waybillConsignee),
    placeOfGoods: placeOfGoodsText(settings.placeOfGoods),
    feature: settings.declarationFeature ?? '',
    sheets: '',
    empty: '',
  };
}

/** Tops of the head's rows and the bottom of the last: each row as high as its boxes need, a box over several rows stretches the last. */
function rowTops({ head }: DeclarationForm, top: number, heightOf: (box: HeadBox) => number): number[] {
  const rows = Math.max(...head.map(({ row, rows: span }) => row + span));
  const heights = new Array<number>(rows).fill(0);
  for (const each of [...head].sort((a, b) => a.rows - b.rows)) {
    const last = each.row + each.rows - 1;
    const before = heights.slice(each.row, last).reduce((sum, height) => sum + height, 0);
    heights[last] = Math.max(heights[last], heightOf(each) - before);
  }
  const tops = [top];
  for (const height of heights) tops.push(tops[tops.length - 1] + height);
  return tops;
}
