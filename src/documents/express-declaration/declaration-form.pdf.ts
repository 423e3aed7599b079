import type { Assets } from '../kit/assets.js';
import { pageNumber } from '../kit/format.js';
import { mm } from '../kit/page.js';
import { PdfDocument } from '../kit/pdf.js';
import type { Declaration } from '../subjects.js';
import { declarationForm } from './form/declaration-form.js';
import { drawFoot } from './form/foot.pdf.js';
import { formStyles } from './form/form-styles.js';
import { drawHead } from './form/head.pdf.js';
import { HouseRows } from './form/house-rows.pdf.js';
import { Sheets } from './form/sheets.js';

/** Where the small print at the foot of each page stands, in the margin. */
const FOOTER = mm(203);

/**
 * A declaration as its printed form, and how many sheets it takes, which the form and the XML both state.
 *
 * Errors: `unrenderable-character`. Source: formats/forms.md 1-3.
 */
export function declarationPdf(declaration: Declaration, assets: Assets): { bytes: Uint8Array; sheets: number } {
  const pdf = drawnForm(declaration, assets);
  return { bytes: pdf.finish(), sheets: pdf.pages.length };
}

function drawnForm(declaration: Declaration, assets: Assets): PdfDocument {
  const form = declarationForm(declaration.kind, assets);
  const styles = formStyles(assets);
  const pdf = new PdfDocument({
    title: `${form.title} ${declaration.id}`,
    subject: declaration.flightId,
    orientation: 'landscape',
    createdAt: declaration.createdAt,
  });
  const sheets = new Sheets(pdf, form, styles);
  const fillInCount = drawHead(sheets, declaration);
  sheets.beginTable();
  const rows = new HouseRows(sheets, declaration);
  for (const house of declaration.houses) rows.draw(house);
  rows.drawTotal();
  sheets.endTable();
  drawFoot(sheets, declaration);
  const count = pdf.pages.length;
  fillInCount(count);
  for (const [i, page] of pdf.pages.entries()) {
    page.text(styles.footer, sheets.grid.left, FOOTER, declaration.id);
    page.text(styles.footerRight, sheets.grid.right, FOOTER, pageNumber(form.page, i + 1, count));
  }
  return pdf;
}
