import { mm, type PageSize } from '../kit/page.js';

/** How labels stand on the pages of a PDF: where each one's top left corner is, in points. */
interface Sheet {
  size: PageSize;
  corners: readonly { x: number; y: number }[];
  /** Whether the edges of the labels are drawn, for scissors. */
  isCut: boolean;
}

export type SheetOf = (label: PageSize) => Sheet;

/** A4 in points, ISO 216. */
const A4: PageSize = { width: mm(210), height: mm(297) };

/** One label a page of its own size, for a label printer. */
export const singleLabel = ({ width, height }: PageSize): Sheet => ({ size: { width, height }, corners: [{ x: 0, y: 0 }], isCut: false });

/** As many labels as an A4 sheet takes in rows and columns, in its middle: six of 102 x 85 mm. */
export function labelsOnA4({ width, height }: PageSize): Sheet {
  const columns = Math.floor(A4.width / width);
  const rows = Math.floor(A4.height / height);
  const left = (A4.width - columns * width) / 2;
  const top = (A4.height - rows * height) / 2;
  const corners = Array.from({ length: columns * rows }, (_, i) => ({
    x: left + (i % columns) * width,
    y: top + Math.floor(i / columns) * height,
  }));
  return { size: A4, corners, isCut: true };
}
