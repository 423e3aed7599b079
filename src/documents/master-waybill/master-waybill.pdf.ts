import type { Assets } from '../kit/assets.js';
import { drawBarcode } from '../kit/barcode.js';
import { fittingStyle } from '../kit/fit.js';
import type { Page } from '../kit/page.js';
import { PdfDocument } from '../kit/pdf.js';
import type { MasterWaybill } from '../subjects.js';
import { area, drawForm, drawValue, type WaybillForm } from './waybill-form.js';
import { boxValues } from './waybill-values.js';

/**
 * A master waybill as the neutral air waybill of IATA Resolution 600a: eight sheets, the least that a set has, alike but for the
 * caption at the foot. The number stands in three corners and as a Code 128 of its eleven digits.
 *
 * Source: air-cargo 2.1 (sheets), 2.2 (boxes), 2.4 (geometry). Errors: `unrenderable-character`.
 */
export function masterWaybillPdf(waybill: MasterWaybill, assets: Assets): Uint8Array {
  const form = assets.template<WaybillForm>('master-waybill/form');
  const values = boxValues(waybill, form.words);
  const { number, flightId, createdAt } = waybill;
  const pdf = new PdfDocument({ title: `Air Waybill ${number}`, subject: flightId, orientation: 'portrait', createdAt, language: 'en' });
  for (const caption of form.sheets) {
    const page = pdf.page();
    drawForm(page, form, assets);
    for (const box of form.boxes) {
      if (box.id === 'barcode') drawBarcode(page, area(box.at), number.replace('-', ''));
      drawValue(page, box, values[box.id] ?? '', assets);
    }
    drawCaption(page, form, caption, assets);
  }
  return pdf.finish();
}

function drawCaption(page: Page, form: WaybillForm, caption: string, { fonts }: Assets): void {
  const at = area(form.caption.at);
  page.paragraph(fittingStyle(fonts.bold, 10, at, caption, { align: 'center', tag: 'H2' }), at.x, at.y, at.width, caption);
}
