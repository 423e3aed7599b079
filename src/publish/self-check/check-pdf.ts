import { createHash } from 'node:crypto';
import type { PrintedFigures } from '../../documents/figures.js';
import type { DocumentCheck } from '../../domain/document-check.js';
import { CheckFailed } from './check-failed.js';
import { sameNumbers } from './compare.js';
import { pageText } from './page-text.js';
import { PdfFile } from './pdf-file.js';

/** A PDF of so few pages is read whole. */
const FEW = 4;

/**
 * Reads a PDF back: whole if it has few pages, else the first page, the last and two between that its number chooses. On these the
 * numbers follow one another as they are due, the first and the last of all at the ends; totals stand on one of them or, if not, on
 * some other.
 *
 * Errors: CheckFailed.
 */
export function checkPdf(bytes: Uint8Array, figures: PrintedFigures, number: string): DocumentCheck {
  const texts = new PageTexts(new PdfFile(bytes));
  const chosen = sample(texts.count, number);
  let pages = chosen;
  let found = pages.map((page) => numbersOn(texts.of(page), figures));
  if (pages.length < texts.count && found.flat().length === 0 && figures.numbers.length > 0) {
    // Rows of one house waybill may go over many pages.
    pages = allPages(texts.count);
    found = pages.map((page) => numbersOn(texts.of(page), figures));
  }
  if (pages.length === texts.count) sameNumbers(found.flat(), figures.numbers);
  else checkRuns(found, figures.numbers);
  for (const text of figures.everywhere) {
    for (const page of chosen) if (!printed(text).test(texts.of(page))) throw new CheckFailed(`page ${page} lacks what every page has`);
  }
  figures.totals.forEach((total, index) => {
    const pattern = printed(total);
    const isOn = (page: number): boolean => pattern.test(texts.of(page));
    if (!pages.some(isOn) && !behindNumbers(texts, figures).some(isOn)) {
      throw new CheckFailed(`total ${index + 1} of ${figures.totals.length} is missing or another`);
    }
  });
  const totals = figures.totals.length + figures.everywhere.length;
  return { parser: 'pdf', numbers: found.flat().length, totals, pages };
}

/** Texts of pages, each read once. */
class PageTexts {
  readonly #read = new Map<number, string>();

  constructor(private readonly file: PdfFile) {}

  get count(): number {
    return this.file.pageCount;
  }

  /** Of a page by its number from 1, with a gap at both ends. */
  of(page: number): string {
    let text = this.#read.get(page);
    if (text === undefined) {
      text = `\t${pageText(this.file.page(page))}\t`;
      this.#read.set(page, text);
    }
    return text;
  }
}

const allPages = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Pages to read, in their order; which ones between is as good as chance, and the same for the same document. */
function sample(count: number, number: string): number[] {
  if (count <= FEW) return allPages(count);
  const hash = createHash('sha256').update(number).digest();
  const between = [hash.readUInt32BE(0), hash.readUInt32BE(4)].map((value) => 2 + (value % (count - 2)));
  return [...new Set([1, ...between, count])].sort((a, b) => a - b);
}

/**
 * All pages, beginning with that of the last number: totals stand behind it. It is sought by halves, because rows come before all
 * else; where they do not, the search is longer.
 */
function behindNumbers(texts: PageTexts, figures: PrintedFigures): number[] {
  let [last, behind] = [1, texts.count + 1];
  while (behind - last > 1) {
    const middle = Math.floor((last + behind) / 2);
    if (numbersOn(texts.of(middle), figures).length > 0) last = middle;
    else behind = middle;
  }
  const pages = allPages(texts.count);
  return [...pages.slice(last - 1), ...pages.slice(0, last - 1).reverse()];
}

function numbersOn(text: string, { pattern }: PrintedFigures): string[] {
  return [...text.matchAll(pattern)].map(([, number]) => number.replaceAll(/\s/g, ''));
}

/** The numbers of each page read are the next ones of the list, from some place on that is behind those of the page before. */
function checkRuns(found: readonly (readonly string[])[], due: readonly string[]): void {
  let next = 0;
  found.forEach((numbers, index) => {
    if (numbers.length === 0) return;
    const isFirst = index === 0;
    const isLast = index === found.length - 1;
    const start = isFirst ? 0 : isLast ? due.length - numbers.length : due.indexOf(numbers[0], next);
    if (start < next || numbers.some((number, i) => number !== due[start + i])) {
      throw new CheckFailed(`the numbers on page ${index + 1} of ${found.length} that were read are others than due`);
    }
    next = start + numbers.length;
  });
}

/** A text as it is printed: a space is any gap, and a text that is too wide for its cell is broken anywhere. Part of no longer figure. */
function printed(text: string): RegExp {
  const letters = [...text].map((letter) => (letter === ' ' ? '\\s' : letter.replace(/[.*+?^${}()|[\]\\]/, '\\$&')));
  return new RegExp(`(?<![\\w.])${letters.join('[\\n\\t]?')}(?![\\w.])`);
}
