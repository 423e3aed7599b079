import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { OPS, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { PagePicture } from '../../scripts/page-pictures.mjs';

/** A rectangle in points from the bottom left corner of its page. */
export interface Box {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

export interface PageLook {
  width: number;
  height: number;
  texts: readonly (Box & { text: string })[];
  /** Filled rectangles, and what rules and frames cover with their thickness. */
  fills: readonly Box[];
  rules: readonly Box[];
}

/** A capital's height and what hangs below the line, in the size of the font. */
const ABOVE = 0.72;
const BELOW = 0.21;

/** What a PDF draws on each page and where, as another program reads its operators. */
export async function pageLooks(pdf: PDFDocumentProxy): Promise<PageLook[]> {
  const looks: PageLook[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent({ disableNormalization: true });
    const texts = items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , , left, baseline] = item.transform;
      const size = item.height;
      return [{ text: item.str, left, right: left + item.width, bottom: baseline - BELOW * size, top: baseline + ABOVE * size }];
    });
    looks.push({ width, height, texts, ...drawn(await page.getOperatorList()) });
  }
  return looks;
}

/** Paths with their place on the page: the pages scale their coordinates, and nothing but that. */
function drawn({ fnArray, argsArray }: Awaited<ReturnType<PDFPageProxy['getOperatorList']>>): { fills: Box[]; rules: Box[] } {
  const [fills, rules]: [Box[], Box[]] = [[], []];
  let scale = 1;
  let thickness = 0;
  fnArray.forEach((operator, i) => {
    const args = argsArray[i];
    if (operator === OPS.transform) scale *= Number(args[0]);
    if (operator === OPS.setLineWidth) thickness = Number(args[0]);
    if (operator !== OPS.constructPath) return;
    const isFill = args[0] === OPS.fill;
    const [left, bottom, right, top] = Array.from<number>(args[2]).map((place) => place * scale);
    const half = isFill ? 0 : (thickness * scale) / 2;
    (isFill ? fills : rules).push({ left: left - half, bottom: bottom - half, right: right + half, top: top + half });
  });
  return { fills, rules };
}

/** Bars that stand in one row make a symbol; one beside it stands behind the clear space of both. */
const FEWEST_BARS = 15;
const CLEAR = 14;

/** Where the symbols of bars are on a page. */
export function symbolsOn({ fills }: PageLook): Box[] {
  const rows = new Map<string, Box[]>();
  for (const fill of fills) {
    const row = [fill.top, fill.bottom].map((place) => place.toFixed(1)).join(' ');
    rows.set(row, [...(rows.get(row) ?? []), fill]);
  }
  return [...rows.values()].flatMap((row) => {
    const bars = row.sort((a, b) => a.left - b.left);
    const ends = [...bars.keys()].filter((i) => i === bars.length - 1 || bars[i + 1].left - bars[i].right > CLEAR);
    return ends.flatMap((end, i) => {
      const first = (ends[i - 1] ?? -1) + 1;
      return end - first < FEWEST_BARS ? [] : [{ ...bars[first], right: bars[end].right }];
    });
  });
}

const POINTS_PER_INCH = 72;

// Given from disk: the reader would else fetch it from the network.
const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

/** What a reader of bar codes takes a symbol for that it is held to, with what stands beside it; undefined if it finds none. */
export async function decoded(picture: PagePicture, symbol: Box, dpi: number): Promise<string | undefined> {
  const { left, right, top, bottom } = symbol;
  const pixels = (points: number): number => Math.round((points * dpi) / POINTS_PER_INCH);
  const x = Math.max(0, pixels(left - CLEAR));
  const width = Math.min(picture.width, pixels(right + CLEAR)) - x;
  const y = picture.height - pixels(top);
  const height = pixels(top) - pixels(bottom);
  const data = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < height; row += 1) {
    const start = 4 * ((y + row) * picture.width + x);
    data.set(picture.data.subarray(start, start + 4 * width), 4 * row * width);
  }
  const [found] = await readBarcodes({ data, width, height, colorSpace: 'srgb' }, { formats: ['Code128'], maxNumberOfSymbols: 1 });
  return found?.text;
}
