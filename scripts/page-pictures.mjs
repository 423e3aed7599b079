// Pages of a PDF as bitmaps, drawn by PDFium: what people and bar code readers see of a form.
import { PDFiumLibrary } from '@hyzyla/pdfium';

const POINTS_PER_INCH = 72;

/** Ready once a process: that takes longer than a page. */
let library;

const allOf = (pages) => Array.from({ length: pages }, (_, i) => i + 1);

/** Pages as `{ page, pages, width, height, data }`, `data` in RGBA; `pick` answers which of how many, counted from 1. */
export async function pagePictures(pdf, dpi, pick = allOf) {
  library ??= PDFiumLibrary.init();
  const file = await (await library).loadDocument(pdf);
  const pages = file.getPageCount();
  const pictures = [];
  for (const page of pick(pages)) {
    const { width, height, data } = await file.getPage(page - 1).render({ scale: dpi / POINTS_PER_INCH });
    pictures.push({ page, pages, width, height, data: new Uint8ClampedArray(data) });
  }
  file.destroy();
  return pictures;
}
