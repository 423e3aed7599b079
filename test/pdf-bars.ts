import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A filled rectangle of a page: millimetres from its top left corner. */
interface FilledRectangle {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const MM_PER_POINT = 25.4 / 72;

/** The filled rectangles of each page, as another program reads its operators. */
export async function pdfRectangles(bytes: Uint8Array): Promise<FilledRectangle[][]> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: FilledRectangle[][] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { height } = page.getViewport({ scale: 1 });
    const { fnArray, argsArray } = await page.getOperatorList();
    pages.push(
      fnArray.flatMap((operator, i) => {
        if (operator !== OPS.constructPath || argsArray[i][0] !== OPS.fill) return [];
        const [left, bottom, right, top] = Array.from<number>(argsArray[i][2]);
        return [
          {
            left: left * MM_PER_POINT,
            right: right * MM_PER_POINT,
            top: (height - top) * MM_PER_POINT,
            bottom: (height - bottom) * MM_PER_POINT,
          },
        ];
      }),
    );
  }
  await pdf.destroy();
  return pages;
}
