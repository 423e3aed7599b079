import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { consolidationOf } from '../../../test/fixtures/subjects.js';
import { type PlacedText, pdfPlaces } from '../../../test/pdf-places.js';
import { loadAssets } from '../../publish/assets.js';
import { houseManifestPdf } from './house-manifest.pdf.js';

const assets = loadAssets();
const texts = (pages: readonly PlacedText[][]): string[][] => pages.map((page) => page.map(({ text }) => text));

describe('houseManifestPdf', () => {
  const consolidation = consolidationOf(sampleDeclaration(130));

  it('has a row for every house waybill, once', async () => {
    const words = texts(await pdfPlaces(houseManifestPdf(consolidation, assets))).flat();
    const numbers = consolidation.houses.map(({ consignment }) => consignment.houseWaybill);
    expect(words.filter((word) => /^LP\d{14}$/.test(word))).toEqual(numbers);
  });

  it('ends with totals that are those of the master waybill', async () => {
    const pages = texts(await pdfPlaces(houseManifestPdf(consolidation, assets)));
    const last = pages[pages.length - 1];
    const total = last.slice(last.indexOf('Total: 130'));
    expect(total.slice(0, 3)).toEqual(['Total: 130', '130', '175.958']);
    const { grossWeightG, pieces } = consolidation.waybill;
    expect(grossWeightG).toBe(175_958);
    expect(pages[0]).toEqual(expect.arrayContaining(['175.958', String(pieces)]));
  });

  it('names the master waybill, the columns and the page on every page', async () => {
    const pages = texts(await pdfPlaces(houseManifestPdf(consolidation, assets)));
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((page, i) => {
      expect(page.join(' ')).toContain('№ 210-10020032');
      expect(page).toContain('Nature of Goods');
      expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
    });
  });

  it('keeps long texts in their columns', async () => {
    const consignment = {
      ...sampleConsignment(0),
      houseWaybill: 'CNHGHARUMOWAAUN61122001200123456789',
      consignor: { name: 'EXAMPLETRADINGCOMPANYWITHOUTASPACEINITSNAME'.repeat(3), country: 'CN' },
    };
    const pages = await pdfPlaces(houseManifestPdf(consolidationOf(declarationOf([consignment])), assets));
    const row = pages[0].slice(pages[0].findIndex(({ text }) => text === 'Value') + 1);
    const column = (from: number, to: number) =>
      row
        .filter(({ left, right }) => left >= from && right <= to)
        .map(({ text }) => text)
        .join('');
    expect(column(20, 52)).toContain(consignment.houseWaybill);
    expect(column(168, 210)).toContain(consignment.consignor.name);
  });

  it('is the same file each time', () => {
    expect(Buffer.compare(houseManifestPdf(consolidation, assets), houseManifestPdf(consolidation, assets))).toBe(0);
  });
});
