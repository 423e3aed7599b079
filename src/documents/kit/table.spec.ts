import { pdfPlaces } from '../../../test/pdf-places.js';
import { loadAssets } from '../../publish/assets.js';
import { PdfDocument } from './pdf.js';
import { Table } from './table.js';
import { textStyle } from './wrap.js';

const { regular, bold } = loadAssets().fonts;
const styles = { head: textStyle(bold, 8), body: textStyle(regular, 8), total: textStyle(bold, 8) };
const columns = [
  { title: 'Number', w: 20 },
  { title: 'Text', w: 40 },
];

/** A table on pages with room for some fifteen lines. */
function table(pageTotal?: () => readonly string[]): { pdf: PdfDocument; list: Table } {
  const pdf = new PdfDocument({ title: 'List', orientation: 'portrait', createdAt: '2026-11-22T12:00:00+03:00' });
  return { pdf, list: new Table(columns, 20, styles, () => ({ page: pdf.page(), top: 20, bottom: 180 }), pageTotal) };
}

const texts = async (pdf: PdfDocument): Promise<string[][]> => (await pdfPlaces(pdf.finish())).map((page) => page.map(({ text }) => text));

const lines = (count: number, word: string): string[] => Array.from({ length: count }, (_, i) => `${word}${i + 1}`);

describe('Table', () => {
  it('repeats its titles and keeps a row on one page', async () => {
    const { pdf, list } = table();
    for (let i = 1; i <= 3; i += 1) list.row([`row ${i}`, lines(7, `${i}-`).join('\n')]);
    list.close();
    const pages = await texts(pdf);
    expect(pages).toEqual([
      ['Number', 'Text', 'row 1', ...lines(7, '1-'), 'row 2', ...lines(7, '2-')],
      ['Number', 'Text', 'row 3', ...lines(7, '3-')],
    ]);
  });

  it('carries a row that is taller than a page over to the next', async () => {
    const { pdf, list } = table();
    list.row(['before', '']);
    list.row(['tall', lines(40, 'line ').join('\n')]);
    list.row(['after', '']);
    list.close();
    const pages = await texts(pdf);
    expect(pages).toHaveLength(4);
    const words = pages.flat().filter((word) => word !== 'Number' && word !== 'Text');
    expect(words).toEqual(['before', 'tall', ...lines(40, 'line '), 'after']);
  });

  it('gives each page its total, and the last one the total of all', async () => {
    let rows = 0;
    const { pdf, list } = table(() => {
      const total = ['page', String(rows)];
      rows = 0;
      return total;
    });
    for (let i = 0; i < 20; i += 1) {
      list.row(['row', '']);
      rows += 1;
    }
    list.close(['all', '20']);
    const pages = await texts(pdf);
    const totals = pages.map((page) => page.slice(page.indexOf('page')));
    expect(totals[0]).toHaveLength(2);
    expect(totals[1].slice(2)).toEqual(['all', '20']);
    expect(Number(totals[0][1]) + Number(totals[1][1])).toBe(20);
  });

  it('has the heading of a group on each page of it, never without a row', async () => {
    const { pdf, list } = table();
    const rows = (count: number, word: string) => {
      for (const line of lines(count, word)) list.row([line, '']);
    };
    list.group('first group');
    rows(14, 'a');
    list.group('second group');
    rows(2, 'b');
    list.group(undefined);
    list.total(['all', '']);
    list.close();
    const pages = await texts(pdf);
    expect(pages[0].slice(0, 4)).toEqual(['Number', 'Text', 'first group', 'a1']);
    expect(pages[0].at(-1)).toMatch(/^a\d+$/);
    expect(pages[1].slice(0, 3)).toEqual(['Number', 'Text', 'first group']);
    expect(pages[1].slice(-4)).toEqual(['second group', 'b1', 'b2', 'all']);
  });

  it('begins a group overleaf where its heading would stand alone at the foot', async () => {
    for (let before = 1; before < 16; before += 1) {
      const { pdf, list } = table();
      for (const line of lines(before, 'a')) list.row([line, '']);
      list.group('group');
      list.row(['b', '']);
      list.close();
      for (const page of await texts(pdf)) expect(page.at(-1)).not.toBe('group');
    }
  });
});
