import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { consolidationOf } from '../../../test/fixtures/subjects.js';
import { type PlacedText, pdfPlaces } from '../../../test/pdf-places.js';
import { loadAssets } from '../../publish/assets.js';
import { houseManifestPdf } from './house-manifest.pdf.js';

const assets = loadAssets();
const texts = (pages: readonly PlacedText[][]): string[][] => pages.map((page) => page.map(({ text }) => text));

/** Five firms with a bag each, and one bag that two of them share. */
const consolidation = consolidationOf(
  declarationOf(
    Array.from({ length: 60 }, (_, i) => ({
      ...sampleConsignment(i),
      bag: `BAG${Math.floor(i / 10)}`,
      consignor: { name: `FIRM ${Math.floor(i / 10) + (i === 55 ? 1 : 0)}`, country: 'CN', city: 'YIWU' },
    })),
  ),
);

describe('houseManifestPdf', () => {
  it('has a row for every house of the airline, once', async () => {
    const words = texts(await pdfPlaces(houseManifestPdf(consolidation, assets))).flat();
    expect(words.filter((word) => /^H[0-9A-Z]{11}$/.test(word))).toEqual(consolidation.airlineHouses.map(({ number }) => number));
    expect(consolidation.airlineHouses).toHaveLength(6);
  });

  it('ends with totals that are those of the master waybill', async () => {
    const [page] = texts(await pdfPlaces(houseManifestPdf(consolidation, assets)));
    const total = page.slice(page.indexOf('Total / Всего: 6'));
    expect(total.slice(1, 4)).toEqual(['6', '81.640', '60']);
    const { pieces, grossWeightG, consignments } = consolidation.waybill;
    expect([pieces, grossWeightG, consignments]).toEqual([6, 81_640, 60]);
  });

  it('names the goods and nobody who ordered them', async () => {
    const words = texts(await pdfPlaces(houseManifestPdf(consolidation, assets)))
      .flat()
      .join(' ');
    expect(words).not.toMatch(/Примеров|Образцов|Тестова|Екатеринбург|LP\d+/i);
    expect(words).toContain('LED DESK LAMP AND SILICONE PHONE CASE');
  });

  it('names the master waybill, the columns and the page on every page', async () => {
    const long = consolidationOf(sampleDeclaration(130), 'each');
    const pages = texts(await pdfPlaces(houseManifestPdf(long, assets)));
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((page, i) => {
      expect(page.join(' ')).toContain('№ 210-10020032');
      expect(page).toContain('Nature of Goods');
      expect(page).toContain(`Page ${i + 1} of ${pages.length} / Страница ${i + 1} из ${pages.length}`);
    });
  });

  it('keeps long names in their column', async () => {
    const name = 'EXAMPLETRADINGCOMPANYWITHOUTASPACEINITSNAME'.repeat(3);
    const long = consolidationOf(declarationOf([{ ...sampleConsignment(0), consignor: { name, country: 'CN' } }]));
    const [page] = await pdfPlaces(houseManifestPdf(long, assets));
    const column = page.filter(({ left, right, size }) => left >= 169 && right <= 219 && size > 2.42).map(({ text }) => text);
    expect(column.join('')).toContain(name);
  });

  it('is the same file each time', () => {
    expect(Buffer.compare(houseManifestPdf(consolidation, assets), houseManifestPdf(consolidation, assets))).toBe(0);
  });
});
