import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { speechOf } from '../../../test/looks/structure.js';
import { pdfTexts } from '../../../test/pdf-texts.js';
import { REPERTOIRE } from '../../domain/characters.js';
import { loadAssets } from '../../publish/assets.js';
import { mm, Page } from './page.js';
import { PdfDocument } from './pdf.js';
import { textStyle } from './wrap.js';

const { regular, bold, mono } = loadAssets().fonts;
const body = textStyle(regular, 8);
const begin = (): PdfDocument =>
  new PdfDocument({ title: 'Декларация (1)', subject: '4B8101', orientation: 'landscape', createdAt: '2026-11-22T12:00:00+03:00' });

function sample(): PdfDocument {
  const pdf = begin();
  const page = pdf.page();
  page.fill(0, 0, 100, 20, 0.9);
  page.frame(mm(10), mm(10), mm(277), mm(20));
  page.rule(mm(10), mm(15), mm(287), mm(15), 3);
  page.text(textStyle(bold, 12, { align: 'center' }), mm(10), mm(10), 'Заголовок №1', mm(277));
  page.paragraph(body, mm(10), mm(40), mm(20), 'Длинный текст, который не помещается в одну строку');
  page.text(textStyle(mono, 8, { align: 'right', colour: 'blue' }), mm(287), mm(60), 'https://example.com/Ш(1)\\');
  page.link(mm(200), mm(60), mm(87), 10, 'https://example.com/Ш(1)\\');
  page.link(0, 0, 1, 1, 'javascript:alert(1)');
  pdf.page('portrait').text(body, 10, 10, 'Вторая');
  for (const [i, each] of pdf.pages.entries()) each.text(body, 20, 500, `страница ${i + 1} из ${pdf.pages.length}`);
  return pdf;
}

describe('PdfDocument', () => {
  it('reads back as it was written', async () => {
    const [first, second] = await pdfTexts(sample().finish());
    expect(first).toBe('Заголовок №1\nДлинный\nтекст, который\nне\nпомещается в\nодну строку\nhttps://example.com/Ш(1)\\\nстраница 1 из 2');
    expect(second).toBe('Вторая\nстраница 2 из 2');
  });

  it('reads back every character of the repertoire in every font', async () => {
    const pdf = begin();
    for (const font of [regular, bold, mono]) {
      const page = pdf.page();
      REPERTOIRE.forEach(([from, to], row) => {
        const codes = Array.from({ length: to - from + 1 }, (_, i) => from + i);
        page.text(textStyle(font, 5), 10, 10 + row * 10, String.fromCharCode(...codes));
      });
    }
    const all = REPERTOIRE.map(([from, to]) => String.fromCharCode(...Array.from({ length: to - from + 1 }, (_, i) => from + i)));
    // The reader breaks its lines at spaces.
    const expected = all.join('').replace(/\s/g, '');
    for (const text of await pdfTexts(pdf.finish())) expect(text.replace(/\s/g, '')).toBe(expected);
  });

  it('tells readers that speak its headings and texts in their order, without what every page repeats', async () => {
    const pdf = begin();
    const foot = textStyle(regular, 6, { tag: 'Artifact' });
    const first = pdf.page();
    first.text(textStyle(bold, 12, { tag: 'H1' }), 10, 10, 'Заголовок');
    first.text(body, 10, 30, 'Начало');
    first.text(textStyle(bold, 8), 10, 40, 'и середина');
    first.text(foot, 10, 500, 'лист 1');
    const second = pdf.page();
    second.text(body, 10, 10, 'Конец');
    second.text(textStyle(bold, 8, { tag: 'H2' }), 10, 30, 'Раздел');
    second.text(foot, 10, 500, 'лист 2');
    const file = await getDocument({ data: new Uint8Array(pdf.finish()), verbosity: 0 }).promise;
    const { pages, lost } = await speechOf(file);
    await file.destroy();
    expect(lost).toEqual([]);
    expect(pages).toEqual([
      [
        { role: 'H1', text: 'Заголовок' },
        { role: 'P', text: 'Начало и середина' },
      ],
      [
        { role: 'P', text: 'Конец' },
        { role: 'H2', text: 'Раздел' },
      ],
    ]);
  });

  it('makes the same bytes of the same calls', () => {
    expect(Buffer.compare(sample().finish(), sample().finish())).toBe(0);
  });

  it('is a whole file with its properties and links', () => {
    const text = Buffer.from(sample().finish()).toString('latin1');
    expect(text).toMatch(/^%PDF-/);
    expect(text).toMatch(/%%EOF\n$/);
    expect(text).toContain('(D:20261122090000Z)');
    expect(text).toContain('/Lang (ru)');
    expect(text).toContain('/URI(https://example.com/%D0%A8\\(1\\)\\\\)');
    expect(text).not.toContain('javascript');
  });

  it('begins a page with what stands on another', () => {
    const heading = textStyle(bold, 9, { tag: 'H2' });
    const drawHeading = (page: Page): void => {
      page.text(heading, 20, 20, 'Раздел');
      page.frame(10, 10, 200, 30);
      page.uprights([50, 90], 10, 40);
      page.rule(10, 40, 210, 40, 2);
    };
    const drawRest = (page: Page): void => {
      page.text(body, 20, 60, 'Строка');
      page.rule(10, 80, 12_345.6, 80, 2);
    };
    const first = new Page('portrait');
    drawHeading(first);
    const beginning = first.beginning();
    drawRest(first);
    const second = new Page('portrait');
    second.beginWith(beginning);
    drawRest(second);
    expect([second.pieces, [...second.fonts]]).toEqual([first.pieces, [...first.fonts]]);
    const content = Buffer.from(first.content()).toString('latin1');
    expect(Buffer.from(second.content()).toString('latin1')).toBe(content);
    expect(content).toContain('m 123456 ');
  });

  it('places links to a hundredth of a point', () => {
    const page = new Page({ width: 300, height: 100 });
    page.link(-1.005, 10.5, 20.255, 9.5, 'https://example.com/1');
    page.link(0, 99.99, 100, 0.01, 'https://example.com/2');
    expect(
      Buffer.from(page.links)
        .toString('latin1')
        .match(/Rect\[[^\]]*\]/g),
    ).toEqual(['Rect[-1 80 19.25 89.5]', 'Rect[0 0 100 0.01]']);
  });

  it('refuses a character that no font can draw', () => {
    expect(() => begin().page().text(body, 0, 0, '手机')).toThrow(expect.objectContaining({ code: 'unrenderable-character' }));
  });
});
