/** A page of a PDF as a bitmap in RGBA. */
export interface PagePicture {
  page: number;
  pages: number;
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

export function pagePictures(pdf: Uint8Array, dpi: number, pick?: (pages: number) => readonly number[]): Promise<PagePicture[]>;
