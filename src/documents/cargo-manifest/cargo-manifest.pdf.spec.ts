import { sampleCargoManifest, sampleWaybill } from '../../../test/fixtures/subjects.js';
import { pdfPlaces } from '../../../test/pdf-places.js';
import { loadAssets } from '../../publish/assets.js';
import type { CargoManifest } from '../subjects.js';
import { cargoManifestPdf } from './cargo-manifest.pdf.js';

const assets = loadAssets();

const pagesOf = async (manifest: CargoManifest): Promise<string[][]> =>
  (await pdfPlaces(cargoManifestPdf(manifest, assets))).map((page) => page.map(({ text }) => text));

describe('cargoManifestPdf', () => {
  it('names what Annex 9 asks for, in English and Russian', async () => {
    const [page] = await pagesOf(sampleCargoManifest);
    const named = ['CARGO MANIFEST', 'ГРУЗОВАЯ ВЕДОМОСТЬ', 'AVIASTAR-TU, 4B', 'RA-64999', '4B8101', '22.11.2026 / 14:30:00'];
    expect(page).toEqual(expect.arrayContaining([...named, 'Hangzhou Xiaoshan, HGH', 'Moscow Sheremetyevo, SVO', 'NO / нет']));
  });

  it('has a row for every master waybill, and totals', async () => {
    const [page] = await pagesOf(sampleCargoManifest);
    expect(page).toEqual(expect.arrayContaining(['210-10020032', '210-10020043', 'SLAC 5960', 'VOL 54.60 MC']));
    const total = page.slice(page.indexOf('Итого по ведомости') + 1);
    expect(total.slice(0, 3)).toEqual(['462', 'AWB 2', '18000.000']);
  });

  it('sums up each page and the whole', async () => {
    const waybills = Array.from({ length: 60 }, (_, i) => ({ ...sampleWaybill, number: `210-${10_020_032 + 11 * i}`, pieces: i + 1 }));
    const pages = await pagesOf({ ...sampleCargoManifest, waybills });
    const after = (page: string[], title: string) => Number(page[page.indexOf(title) + 1]);
    expect(pages.length).toBeGreaterThan(1);
    const sums = pages.map((page) => after(page, 'Итого на странице'));
    expect(sums.reduce((sum, each) => sum + each, 0)).toBe(1830);
    expect(after(pages[pages.length - 1], 'Итого по ведомости')).toBe(1830);
    expect(pages.map((page) => page.at(-1))).toEqual(
      pages.map((_, i) => `Page ${i + 1} of ${pages.length} / Страница ${i + 1} из ${pages.length}`),
    );
  });

  it('is marked NIL where nothing is unloaded', async () => {
    const [page] = await pagesOf({ ...sampleCargoManifest, waybills: [] });
    expect(page).toContain('YES / да');
  });

  it('is the same file each time', () => {
    expect(Buffer.compare(cargoManifestPdf(sampleCargoManifest, assets), cargoManifestPdf(sampleCargoManifest, assets))).toBe(0);
  });
});
