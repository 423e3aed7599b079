import { pdfRectangles } from '../../../test/pdf-bars.js';
import { pdfPlaces } from '../../../test/pdf-places.js';
import { readCode128 } from '../../../test/read-code128.js';
import type { Individual } from '../../domain/party.js';
import { loadAssets } from '../../publish/assets.js';
import { PdfDocument } from '../kit/pdf.js';
import { type Addressed, addressLabel } from './address-label.js';
import { type BagLabel, bagLabel, bagLabelDigits } from './bag-label.js';
import type { Label } from './label.js';
import { drawLabel } from './label.pdf.js';
import { labelsOnA4, singleLabel } from './sheet.js';

const assets = loadAssets();

const bag: BagLabel = {
  carrier: '4B',
  waybill: '210-10020032',
  origin: 'HGH',
  destination: 'SVO',
  piece: 17,
  pieces: 450,
  grossWeightG: 20_400,
  house: '4B81011XW00A',
  bag: 'HGHSVO2611220017',
};

const consignee: Individual = {
  kind: 'individual',
  lastName: 'Примерова',
  firstName: 'Анна',
  middleName: 'Сергеевна',
  phone: '+79160000000',
  address: {
    country: 'RU',
    postcode: '101000',
    region: 'Московская область',
    city: 'Химки',
    street: 'ул. Примерная',
    house: '10 к. 2',
    apartment: '5',
  },
};

const addressed: Addressed = { houseWaybill: 'LP00675043231560', bag: 'HGHSVO2611220017', orderNumber: '8141122334455667', consignee };

/** One label a page. */
function pdfOf(labels: readonly Label[]): Uint8Array {
  const pdf = new PdfDocument({ title: 'Labels', orientation: 'portrait', createdAt: '2026-11-22T09:15:00+03:00' });
  for (const label of labels) drawLabel(pdf.page(singleLabel(label).size), label);
  return pdf.finish();
}

const textsOf = async (label: Label): Promise<string[]> => (await pdfPlaces(pdfOf([label])))[0].map(({ text }) => text);

describe('bagLabelDigits', () => {
  it('is prefix, serial, filler and piece number', () => {
    // air-cargo 2.5
    expect(bagLabelDigits({ waybill: '210-10020032', piece: 1 })).toBe('2101002003200001');
    expect(bagLabelDigits({ waybill: '210-10020032', piece: 9_999 })).toBe('2101002003209999');
    for (const piece of [0, 10_000, 1.5]) expect(() => bagLabelDigits({ waybill: '210-10020032', piece })).toThrow(RangeError);
  });
});

describe('bagLabel', () => {
  const label = bagLabel(bag, assets);

  it('says what the label of a piece must say, the chief figures at least 5 mm high', async () => {
    const [places] = await pdfPlaces(pdfOf([label]));
    const texts = places.map(({ text }) => text);
    for (const text of [
      'AVIASTAR-TU',
      '210-10020032',
      'SVO',
      '450',
      'HGH',
      '17',
      '20.400',
      '4B81011XW00A',
      'HGHSVO2611220017',
      '2101002003200017',
    ]) {
      expect(texts).toContain(text);
    }
    const CAPITALS = 0.7; // of the size of Arimo
    for (const text of ['210-10020032', 'SVO', '450']) {
      expect(places.find((place) => place.text === text)?.size).toBeGreaterThan(5 / CAPITALS);
    }
  });

  it('has bars that read as its digits, ten modules clear at either end', async () => {
    const [bars] = await pdfRectangles(pdfOf([label]));
    const { text, module } = readCode128(bars);
    expect(text).toBe('2101002003200017');
    expect(module).toBeGreaterThan(0.5);
    expect(Math.min(...bars.map(({ left }) => left))).toBeGreaterThanOrEqual(10 * module);
    expect(Math.max(...bars.map(({ right }) => right))).toBeLessThanOrEqual(102 - 10 * module);
    expect(bars.every(({ top, bottom }) => bottom - top > 19)).toBe(true);
  });

  it('leaves out what is not known', async () => {
    const texts = await textsOf(bagLabel({ ...bag, grossWeightG: undefined, house: undefined }, assets));
    expect(texts).not.toContain('20.400');
    expect(texts).toContain('Weight of this Piece, kg');
  });

  it('stands six times on A4, each with its own bars', async () => {
    const pieces = [1, 2, 3, 4, 5, 6].map((piece) => bagLabel({ ...bag, piece }, assets));
    const { size, corners } = labelsOnA4(label);
    expect(corners).toHaveLength(6);
    const pdf = new PdfDocument({ title: 'Labels', orientation: 'portrait', createdAt: '2026-11-22T09:15:00+03:00' });
    const page = pdf.page(size);
    for (const [i, { x, y }] of corners.entries()) drawLabel(page, pieces[i], x, y);
    const bytes = pdf.finish();
    const [bars] = await pdfRectangles(bytes);
    const read = corners.map(({ x, y }) => {
      const left = (x * 25.4) / 72;
      const top = (y * 25.4) / 72;
      const isInside = (bar: (typeof bars)[number]) =>
        bar.left >= left && bar.right <= left + 102 && bar.top >= top && bar.bottom <= top + 85;
      return readCode128(bars.filter(isInside)).text;
    });
    expect(read).toEqual([1, 2, 3, 4, 5, 6].map((piece) => `210100200320000${piece}`));
  });
});

describe('addressLabel', () => {
  it('says whom it goes to and by which numbers, and its bars the house waybill', async () => {
    const label = addressLabel(addressed, assets);
    const texts = await textsOf(label);
    for (const text of [
      'Примерова Анна Сергеевна',
      'ул. Примерная, д. 10 к. 2, кв. 5',
      'Химки',
      'Московская область',
      '101000, РОССИЯ',
      '+79160000000',
      'LP00675043231560',
      'HGHSVO2611220017',
      '8141122334455667',
    ]) {
      expect(texts).toContain(text);
    }
    const [bars] = await pdfRectangles(pdfOf([label]));
    expect(readCode128(bars).text).toBe('LP00675043231560');
  });

  it('does without what was not sent', async () => {
    const { phone: _, ...silent } = consignee;
    const texts = await textsOf(addressLabel({ houseWaybill: 'LP1', consignee: silent }, assets));
    expect(texts).toContain('Телефон / Phone');
    expect(texts).not.toContain('+79160000000');
  });

  it('shortens a street with a mark and keeps house and flat', async () => {
    const street = Array.from({ length: 30 }, (_, i) => `Приозёрно-Заречная${i}`).join(' ');
    const address = { ...consignee.address, street, house: '10', apartment: '105' };
    const texts = await textsOf(addressLabel({ ...addressed, consignee: { ...consignee, address } }, assets));
    expect(texts.join(' ')).toMatch(/Приозёрно-Заречная\d+…, д\. 10, кв\. 105/);
  });

  it('takes a firm by its name', async () => {
    const { address } = consignee;
    const firm = { kind: 'company' as const, name: 'ООО «Ромашка»', inn: '7707083893', address };
    expect(await textsOf(addressLabel({ ...addressed, consignee: firm }, assets))).toContain('ООО «Ромашка»');
  });
});

describe('every label', () => {
  const long = 'Щ'.repeat(150);
  const words = 'Превосходительство '.repeat(8).trim();
  const longest: Addressed = {
    houseWaybill: 'W'.repeat(32),
    bag: 'W'.repeat(35),
    orderNumber: 'W'.repeat(50),
    consignee: {
      ...consignee,
      lastName: long,
      firstName: words,
      middleName: long,
      phone: '+123456789012345',
      address: {
        country: 'RU',
        postcode: '101000',
        region: long.slice(30),
        city: long.slice(115),
        street: words,
        house: long.slice(30),
        apartment: words.slice(0, 120),
      },
    },
  };
  const labels: [string, Label][] = [
    ['a bag', bagLabel(bag, assets)],
    [
      'a bag of long names',
      bagLabel(
        {
          ...bag,
          carrier: 'W'.repeat(60),
          house: 'W'.repeat(32),
          bag: 'W'.repeat(35),
          piece: 9_999,
          pieces: 9_999,
          grossWeightG: 99_999_999,
        },
        assets,
      ),
    ],
    ['an address', addressLabel(addressed, assets)],
    ['an address of long names', addressLabel(longest, assets)],
  ];

  it.each(labels)('keeps its texts inside and apart: %s', async (_, label) => {
    const bytes = pdfOf([label]);
    const [places] = await pdfPlaces(bytes);
    const [width, height] = [label.width, label.height].map((points) => (points * 25.4) / 72);
    for (const { left, right, baseline, size } of places) {
      expect(left).toBeGreaterThanOrEqual(2);
      expect(right).toBeLessThanOrEqual(width - 2);
      expect(baseline - size).toBeGreaterThanOrEqual(0);
      expect(baseline + 0.25 * size).toBeLessThanOrEqual(height - 1);
    }
    // No two texts stand on one another: each line is apart from the next, by its capitals.
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) {
        const isBeside = a.right <= b.left || b.right <= a.left;
        const isAbove = a.baseline <= b.baseline - 0.72 * b.size + 0.1 || b.baseline <= a.baseline - 0.72 * a.size + 0.1;
        expect([isBeside || isAbove, a.text, b.text]).toEqual([true, a.text, b.text]);
      }
    }
  });

  it('has a mark where words are left out', async () => {
    expect((await textsOf(labels[3][1])).filter((text) => text.includes('…')).length).toBeGreaterThan(0);
    expect((await textsOf(labels[2][1])).some((text) => text.includes('…'))).toBe(false);
  });

  it('is the same bytes again', () => {
    expect(pdfOf(labels.map(([, label]) => label))).toEqual(pdfOf(labels.map(([, label]) => label)));
  });
});
