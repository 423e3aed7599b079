import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { speechOf } from '../../../test/looks/structure.js';
import { pdfTexts } from '../../../test/pdf-texts.js';
import { loadAssets } from '../../publish/assets.js';
import { Page } from './page.js';
import { PdfStream } from './pdf-stream.js';
import { textStyle } from './wrap.js';

const { fonts } = loadAssets();
const style = textStyle(fonts.regular, 10);

/** Pages with a number each, taken in pieces as a reader would. */
function made(count: number, every = 7): Buffer {
  const pdf = new PdfStream({ title: 'Накладные (1)', orientation: 'portrait', createdAt: '2026-11-22T09:15:00+03:00' });
  const parts: Uint8Array[] = [];
  for (let i = 1; i <= count; i += 1) {
    const page = new Page('portrait');
    page.text(i % 2 === 0 ? textStyle(fonts.bold, 9) : style, 20, 20, `лист ${i}`);
    if (i === 1) page.link(20, 20, 40, 10, 'https://shop.example.com/a(b)');
    pdf.add(page);
    if (i % every === 0) parts.push(pdf.take());
  }
  parts.push(pdf.finish());
  return Buffer.concat(parts);
}

describe('PdfStream', () => {
  it('keeps every page in its place, over several nodes of the page tree', async () => {
    const texts = await pdfTexts(made(600));
    expect(texts).toEqual(Array.from({ length: 600 }, (_, i) => `лист ${i + 1}`));
  });

  it('tells readers that speak what each page says, over several nodes of its trees', async () => {
    const pdf = await getDocument({ data: new Uint8Array(made(300)), verbosity: 0 }).promise;
    const { pages, lost } = await speechOf(pdf);
    await pdf.destroy();
    expect(lost).toEqual([]);
    expect(pages).toEqual(Array.from({ length: 300 }, (_, i) => [{ role: 'P', text: `лист ${i + 1}` }]));
  });

  it('tells where each object begins', () => {
    const bytes = made(5);
    const text = bytes.toString('latin1');
    const at = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    const [, size = '', table = ''] = /^xref\n0 (\d+)\n([\s\S]*?)trailer/.exec(text.slice(at)) ?? [];
    const entries = table.match(/.{20}/gs) ?? [];
    expect(entries).toHaveLength(Number(size));
    entries.slice(1).forEach((entry, i) => {
      expect(text.slice(Number(entry.slice(0, 10)))).toMatch(new RegExp(`^${i + 1} 0 obj\n`));
    });
  });

  it('makes the same bytes however they are taken', () => {
    expect(made(20, 1)).toEqual(made(20, 100));
  });

  it('names title, language and day', () => {
    const text = made(1).toString('latin1');
    expect(text).toContain('/Title <feff041d0430043a043b04300434043d044b043500200028');
    expect(text).toContain('/Lang(ru)');
    expect(text).toContain('/CreationDate(D:20261122061500Z)');
    expect(text).toContain('/URI(https://shop.example.com/a\\(b\\))');
  });
});
