import type { Format } from '../src/documents/document-type.js';
import { type PlacedText, pdfPlaces } from './pdf-places.js';

/** A document as people compare it: XML one element a line, a PDF as its words with their places. */
export const readable: Record<Format, (bytes: Uint8Array) => Promise<string>> = {
  txt: async (bytes) => new TextDecoder().decode(bytes),
  xml: async (bytes) => readableXml(new TextDecoder().decode(bytes)),
  pdf: async (bytes) => readablePages(await pdfPlaces(bytes)),
};

/** Elements with children are opened up; texts stay as they stand in the file, with their references. Attributes one a line. */
function readableXml(xml: string): string {
  const lines: string[] = [];
  let depth = 0;
  // An element with a text or nothing in it; a start tag; an end tag; what begins the file.
  for (const [token, leaf] of xml.matchAll(/<([\w:]+)>[^<]*<\/\1>|<[^>]+>|[^<\s][^<]*/g)) {
    const isEnd = token.startsWith('</');
    if (isEnd) depth -= 1;
    const opened = leaf === undefined ? token.replaceAll(/ (?=[\w:]+=")/g, `\n${'  '.repeat(depth + 2)}`) : token;
    lines.push('  '.repeat(depth) + opened);
    if (leaf === undefined && !isEnd && token.startsWith('<') && !/^<\?|\/>$/.test(token)) depth += 1;
  }
  return `${lines.join('\n')}\n`;
}

/** Sheets of a waybill are the same but for a line or two: then only what differs is written. */
const FEW = 6;

function readablePages(pages: readonly PlacedText[][]): string {
  const [first = [], ...others] = pages.map((page) => inLines(page).map(readableText));
  const written = [`page 1 of ${pages.length}`, ...first];
  others.forEach((page, i) => {
    const [missing, added] = [without(first, page), without(page, first)];
    const isLike = page.length > FEW && missing.length + added.length <= FEW;
    written.push('', `page ${i + 2} of ${pages.length}${isLike ? ', as page 1 but for' : ''}`);
    written.push(...(isLike ? [...missing.map((line) => `- ${line}`), ...added.map((line) => `+ ${line}`)] : page));
  });
  return `${written.join('\n')}\n`;
}

const without = (lines: readonly string[], known: readonly string[]): string[] => lines.filter((line) => !known.includes(line));

/** Width of a space of fixed-width type, in its size. */
const SPACE = 0.6;

/** Words of fixed-width type, which come one by one, put together to a line. */
function inLines(texts: readonly PlacedText[]): PlacedText[] {
  const lines: PlacedText[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    const isNext = last !== undefined && last.size === text.size && Math.abs(last.baseline - text.baseline) < 0.01;
    const gap = isNext ? (text.left - last.right) / text.size : -1;
    if (isNext && Math.abs(gap - SPACE) < 0.01) lines[lines.length - 1] = { ...last, text: `${last.text} ${text.text}`, right: text.right };
    else lines.push(text);
  }
  return lines;
}

/** Left edge and baseline from the top left corner and size, all in millimetres; then the text. */
const readableText = ({ left, baseline, size, text }: PlacedText): string =>
  `${[left, baseline].map((figure) => figure.toFixed(1).padStart(6)).join('')} ${size.toFixed(2).padStart(5)}  ${text}`;
