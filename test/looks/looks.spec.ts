import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { pagePictures } from '../../scripts/page-pictures.mjs';
import { documentTypes } from '../../src/documents/registry.js';
import { flightFixtures, renderedFlight } from '../fixtures/flights.js';
import { printedForms } from './printed-forms.js';
import { type Box, decoded, type PageLook, pageLooks, symbolsOn } from './read-page.js';
import { speechOf } from './structure.js';

/** As fine as an office printer of years ago, in dots per inch. */
const DPI = 300;
/** Nothing of an A4 page stands nearer to its edge, in points: printers leave as much white, if they leave any. Labels go to their edge. */
const UNPRINTABLE = 8;
const A4_WIDTH = 595;

/** Forms with a bar code. */
const BARRED = ['master-waybill', 'house-waybill', 'bag-label', 'address-label'];
/** Forms whose sheets are no pages of one: an air waybill's say whom each is for, labels stand by themselves. */
const NOT_NUMBERED = ['master-waybill', 'bag-label', 'address-label'];
const NOT_TITLED = ['bag-label', 'address-label'];

const flights = await Promise.all(
  flightFixtures.map(async (fixture) => ({ name: fixture.name, forms: await printedForms(await renderedFlight(fixture)) })),
);
const all = flights.flatMap(({ name: flight, forms }) => forms.map((each) => ({ ...each, flight })));

/** `Лист 2 из 14`, `Page 2 of 14`. */
const NUMBERED = /(?:Лист|Страница|Page) (\d+) (?:из|of) (\d+)/g;

const lettersOf = (text: string): string => text.replaceAll(/[^0-9A-Za-z]/g, '');

/** Numbers in words of their own, and put together of the parts that stand one behind another. */
const isPrinted = (number: string, { texts }: PageLook): boolean => texts.some(({ text }) => lettersOf(text) === lettersOf(number));

function isInside({ left, bottom, right, top }: Box, { width, height }: PageLook): boolean {
  const edge = Math.min(width, height) > A4_WIDTH - 1 ? UNPRINTABLE : 0;
  return left >= edge && bottom >= edge && right <= width - edge && top <= height - edge;
}

describe('the printed forms', () => {
  it('are those of every type that is printed', () => {
    const types = documentTypes.filter(({ formats }) => formats.includes('pdf')).map(({ type }) => type);
    expect(new Set(all.map(({ form }) => form))).toEqual(new Set([...types, 'house-waybill', 'bag-label', 'address-label']));
  });
});

describe.each(all)('$name of $flight', ({ form, bytes }) => {
  let pdf: PDFDocumentProxy;
  let looks: PageLook[];
  beforeAll(async () => {
    pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
    looks = await pageLooks(pdf);
  });
  afterAll(() => pdf.destroy());

  it('has bars that a reader takes for the number printed', async () => {
    // Sheets of a set have the same bars: one is read for all.
    const alike = new Map<string, number[]>();
    looks.forEach((look, i) => {
      const symbols = symbolsOn(look);
      const bars = JSON.stringify(look.fills);
      if (symbols.length > 0) alike.set(bars, [...(alike.get(bars) ?? []), i + 1]);
    });
    const pages = [...alike.values()];
    expect(pages.length > 0).toBe(BARRED.includes(form));
    const pictures = await pagePictures(bytes, DPI, () => pages.map(([first]) => first));
    for (const [i, picture] of pictures.entries()) {
      for (const symbol of symbolsOn(looks[picture.page - 1])) {
        const number = (await decoded(picture, symbol, DPI)) ?? 'nothing';
        for (const page of pages[i]) expect([page, number, isPrinted(number, looks[page - 1])]).toEqual([page, number, true]);
      }
    }
  });

  it('has nothing outside its pages, and no text on another', () => {
    for (const look of looks) {
      expect(look.texts.length).toBeGreaterThan(5);
      expect([...look.texts, ...look.fills, ...look.rules].filter((each) => !isInside(each, look))).toEqual([]);
      expect(overlaps(look)).toEqual([]);
    }
  });

  it('says on every page which of how many it is', () => {
    if (NOT_NUMBERED.includes(form)) return;
    let page = 0;
    let pages = 0;
    for (const { texts } of looks) {
      const said = texts.flatMap(({ text }) => [...text.matchAll(NUMBERED)].map(([, at, of]) => [Number(at), Number(of)]));
      const isNext = page < pages;
      page = isNext ? page + 1 : 1;
      pages = isNext ? pages : (said[0]?.[1] ?? 0);
      expect(said.length).toBeGreaterThan(0);
      for (const each of said) expect(each).toEqual([page, pages]);
    }
    expect(page).toBe(pages);
    if (form !== 'house-waybill') expect(pages).toBe(looks.length);
  });

  it('tells readers that speak its title, language, headings and texts', async () => {
    const { title, language, isMarked, showsTitle, pages, lost } = await speechOf(pdf);
    expect([title, language]).toEqual([expect.stringMatching(/\S{3}/), expect.stringMatching(/^(ru|en)$/)]);
    expect([isMarked, showsTitle, lost]).toEqual([true, true, []]);
    for (const pieces of pages) expect(pieces.map(({ text }) => text)).not.toContain('');
    const roles = pages.map((pieces) => pieces.map(({ role }) => role));
    expect(roles.flat()).toContain('P');
    if (!NOT_TITLED.includes(form)) expect(roles[0][0]).toBe('H1');
  });
});

/** How much texts may touch, in points. */
const TOUCH = 0.3;

function overlaps({ texts }: PageLook): string[][] {
  const sorted = [...texts].sort((a, b) => a.left - b.left);
  return sorted.flatMap((a, i) => {
    const found: string[][] = [];
    for (let j = i + 1; j < sorted.length && sorted[j].left < a.right - TOUCH; j += 1) {
      const b = sorted[j];
      if (b.bottom < a.top - TOUCH && a.bottom < b.top - TOUCH) found.push([a.text, b.text]);
    }
    return found;
  });
}
