import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text where a PDF draws it: millimetres from the top left corner of the page, `baseline` and `size` upwards of it. */
export interface PlacedText {
  text: string;
  left: number;
  right: number;
  baseline: number;
  size: number;
}

const MM_PER_POINT = 25.4 / 72;

/** The texts of each page with their places, as another program reads them. */
export async function pdfPlaces(bytes: Uint8Array): Promise<PlacedText[][]> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: PlacedText[][] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent({ disableNormalization: true });
    pages.push(
      items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return [];
        const left = item.transform[4] * MM_PER_POINT;
        const baseline = (height - item.transform[5]) * MM_PER_POINT;
        return [{ text: item.str, left, right: left + item.width * MM_PER_POINT, baseline, size: item.height * MM_PER_POINT }];
      }),
    );
  }
  await pdf.destroy();
  return pages;
}
