import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { consolidationOf, sampleConsolidation } from '../../../test/fixtures/subjects.js';
import { type PlacedText, pdfPlaces } from '../../../test/pdf-places.js';
import { loadAssets } from '../../publish/assets.js';
import { parcelRegister } from './parcel-register.js';
import { parcelRegisterPdf } from './parcel-register.pdf.js';

const assets = loadAssets();
const texts = (pages: readonly PlacedText[][]): string[][] => pages.map((page) => page.map(({ text }) => text));

/** Two firms: the first with 100 consignments in five bags, the second with one in a bag of its own. */
const consolidation = consolidationOf(
  declarationOf([
    ...sampleDeclaration(100).houses.map(({ consignment }) => consignment),
    { ...sampleConsignment(100), bag: 'ZBAG', consignor: { name: 'YIWU SAMPLE LTD', country: 'CN' } },
  ]),
);

describe('parcelRegisterPdf', () => {
  it('has every individual waybill once, by bag and number under its house', async () => {
    const words = texts(await pdfPlaces(parcelRegisterPdf(consolidation, assets))).flat();
    const expected = consolidation.airlineHouses.flatMap(({ houseWaybills }) => houseWaybills);
    expect(words.filter((word) => /^LP\d{14}$/.test(word))).toEqual(expected);
    expect([...expected].sort()).toEqual(consolidation.houses.map(({ consignment }) => consignment.houseWaybill));
  });

  it('has the house above its rows, on each page that it goes on, and its sums below if it has several', async () => {
    const pages = texts(await pdfPlaces(parcelRegisterPdf(consolidation, assets)));
    const many = consolidation.airlineHouses.find(({ consignments }) => consignments === 100);
    const withRows = pages.filter((page) => page.some((word) => /HGHSVO/.test(word)));
    expect(withRows.length).toBeGreaterThan(2);
    for (const page of withRows) {
      expect(page).toContain(
        `Домашняя накладная / House Waybill ${many?.number} — мест / pieces: 5 — HANGZHOU SAMPLE TRADING CO., LTD, CN`,
      );
    }
    const words = pages.flat();
    expect(words.filter((word) => word.startsWith('Итого'))).toEqual(['Итого / Subtotal: 100']);
    const subtotal = words.indexOf('Итого / Subtotal: 100');
    expect(words.slice(subtotal, subtotal + 3)).toEqual(['Итого / Subtotal: 100', '100', '135.138']);
  });

  it('ends with the sums of all, by currency', async () => {
    const words = texts(await pdfPlaces(parcelRegisterPdf(consolidation, assets))).flat();
    const total = words.slice(words.indexOf('Всего / Total: 101'));
    expect(total.slice(0, 5)).toEqual(['Всего / Total: 101', '101', '137.888', '12019.00 CNY', '1473.33 EUR']);
  });

  it('is not for the carrier, because it names people', async () => {
    const words = texts(await pdfPlaces(parcelRegisterPdf(consolidation, assets))).flat();
    expect(words.join(' ')).toContain('Примерова Анна Сергеевна, Москва');
    expect(parcelRegister.audience).toBe('customs');
  });

  it('tells nothing else of people: no number, document, telephone or street', async () => {
    const words = texts(await pdfPlaces(parcelRegisterPdf(sampleConsolidation, assets))).flat();
    expect(words.join(' ')).not.toMatch(/770100001107|4599|000101|79000000001|anna@|Примерная/);
  });

  it('names the master waybill, the columns and the page on every page', async () => {
    const pages = texts(await pdfPlaces(parcelRegisterPdf(consolidation, assets)));
    pages.forEach((page, i) => {
      expect(page.join(' ')).toContain('№ 210-10020032');
      expect(page).toContain('Описание товара');
      expect(page.at(-1)).toBe(`Страница ${i + 1} из ${pages.length} / Page ${i + 1} of ${pages.length}`);
    });
  });

  it('keeps long texts in their columns', async () => {
    const consignment = {
      ...sampleConsignment(0),
      houseWaybill: 'CNHGHARUMOWAAUN61122001200123456',
      consignor: { name: 'EXAMPLETRADINGCOMPANYWITHOUTASPACEINITSNAME'.repeat(3), country: 'CN' },
    };
    const [page] = await pdfPlaces(parcelRegisterPdf(consolidationOf(declarationOf([consignment])), assets));
    const row = page.slice(page.findIndex(({ text }) => text.startsWith('Домашняя')) + 1);
    const column = (from: number, to: number) => row.filter(({ left, right }) => left >= from && right <= to).map(({ text }) => text);
    expect(column(21, 56).join('')).toContain(consignment.houseWaybill);
    expect(column(171, 213).join('')).toContain(consignment.consignor.name);
  });

  it('is the same file each time', () => {
    expect(Buffer.compare(parcelRegisterPdf(consolidation, assets), parcelRegisterPdf(consolidation, assets))).toBe(0);
  });
});
