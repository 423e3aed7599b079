// The printed declaration by pdfmake, one table a page.
import pdfmake from 'pdfmake';
import { pagesOf } from './declaration-pages.mjs';
import { fontPath, LINK_TYPE, mm, openPrinter, TYPE, widthsOf } from './pdf-output.mjs';

const MARGIN = mm(10);

pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === fontPath);
pdfmake.setFonts({ Arimo: { normal: fontPath } });

async function print(declaration, perPage) {
  const pages = pagesOf(declaration, perPage);
  const widths = widthsOf(declaration).map((width) => width - 3);
  const content = pages.map(({ above, rows, below }, index) => ({
    stack: [...above, ...(rows.length > 0 ? [{ table: { widths, body: bodyOf(rows) }, layout: 'plain' }] : []), ...below],
    ...(index === 0 ? {} : { pageBreak: 'before' }),
  }));
  const definition = {
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN],
    defaultStyle: { font: 'Arimo', fontSize: TYPE },
    content,
    footer: (page) => ({ text: pages[page - 1].sheet.join(' '), margin: [MARGIN, 4, 0, 0] }),
  };
  return pdfmake.createPdf(definition).getBuffer();
}

const layout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  paddingLeft: () => 1,
  paddingRight: () => 1,
  paddingTop: () => 0.5,
  paddingBottom: () => 0.5,
};

pdfmake.setTableLayouts({ plain: layout });

/** Where a cell stretches, the library wants empty objects in the places that it covers. */
function bodyOf(rows) {
  /** Rows that a column is still covered for. */
  let covered = [];
  return rows.map((row) => {
    const cells = [];
    const next = [];
    const pending = [...row];
    for (let column = 0; pending.length > 0 || (covered[column] ?? 0) > 0; ) {
      if ((covered[column] ?? 0) > 0) {
        cells.push({});
        next[column] = covered[column] - 1;
        column += 1;
        continue;
      }
      const { text, colSpan = 1, rowSpan = 1, isLink = false } = pending.shift();
      cells.push(
        isLink
          ? { text, link: text, color: 'blue', fontSize: LINK_TYPE, wordBreak: 'break-all' }
          : { text, colSpan, rowSpan, alignment: 'center' },
      );
      for (let i = 1; i < colSpan; i += 1) cells.push({});
      for (let i = 0; i < colSpan; i += 1) next[column + i] = rowSpan - 1;
      column += colSpan;
    }
    covered = next;
    return cells;
  });
}

export const openPdfmake = (given) => openPrinter(given, print);
