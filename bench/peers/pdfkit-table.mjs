// The printed declaration by pdfkit's own `table()`, one table a page.
import PDFDocument from 'pdfkit';
import { pagesOf } from './declaration-pages.mjs';
import { fontPath, LINK_TYPE, mm, openPrinter, TYPE, widthsOf } from './pdf-output.mjs';

const MARGIN = mm(10);

async function print(declaration, perPage) {
  const doc = new PDFDocument({ size: 'A4', layout: 'landscape', margin: MARGIN, autoFirstPage: false });
  const chunks = [];
  doc.on('data', (chunk) => chunks.push(chunk));
  const ended = new Promise((done) => doc.on('end', done));
  const columnStyles = widthsOf(declaration).map((width) => ({ width, align: 'center' }));
  for (const { above, rows, below, sheet } of pagesOf(declaration, perPage)) {
    doc.addPage().font(fontPath).fontSize(TYPE);
    for (const text of above) doc.text(text);
    if (rows.length > 0) {
      const data = rows.map((row) => row.map((cell) => styled(cell)));
      doc.table({ columnStyles, defaultStyle: { padding: 1, border: 0.5 }, data });
    }
    doc.x = MARGIN;
    for (const text of below) doc.text(text);
    doc.page.margins.bottom = 0;
    doc.text(sheet.join(' '), MARGIN, mm(203), { lineBreak: false });
  }
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

function styled({ text, colSpan = 1, rowSpan = 1, isLink = false }) {
  const cell = { text, colSpan, rowSpan };
  // The font by its path, here and above: given as bytes or by a name of its own, the library would parse it anew for every cell.
  return isLink ? { ...cell, font: { src: fontPath, size: LINK_TYPE }, textColor: 'blue', textOptions: { link: text } } : cell;
}

export const openPdfkitTable = (given) => openPrinter(given, print);
