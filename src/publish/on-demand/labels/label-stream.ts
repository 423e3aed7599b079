import { setImmediate } from 'node:timers/promises';
import { PdfStream } from '../../../documents/kit/pdf-stream.js';
import type { Label } from '../../../documents/labels/label.js';
import { labelPages } from '../../../documents/labels/label.pdf.js';
import { type Dpi, labelZpl } from '../../../documents/labels/label.zpl.js';
import type { SheetOf } from '../../../documents/labels/sheet.js';

/** Bytes that are sent at once: some fifteen labels, which take two or three milliseconds. Between them others have their turn. */
const BLOCK = 16_384;

/** A PDF of labels, written while they come. `createdAt` is RFC 3339 with a zone. Errors: `unrenderable-character`. */
export async function* labelPdf(
  labels: AsyncIterable<Label>,
  properties: { title: string; createdAt: string; language: string },
  sheetOf: SheetOf,
): AsyncGenerator<Uint8Array> {
  const pdf = new PdfStream({ ...properties, orientation: 'portrait' });
  for await (const page of labelPages(labels, sheetOf)) {
    pdf.add(page);
    if (pdf.pending <= BLOCK) continue;
    yield pdf.take();
    await setImmediate();
  }
  yield pdf.finish();
}

/** Labels in ZPL II, one behind another. */
export async function* labelsInZpl(labels: AsyncIterable<Label>, dpi: Dpi): AsyncGenerator<Uint8Array> {
  let text = '';
  for await (const label of labels) {
    text += labelZpl(label, dpi);
    if (text.length <= BLOCK) continue;
    yield Buffer.from(text);
    text = '';
    await setImmediate();
  }
  yield Buffer.from(text);
}
