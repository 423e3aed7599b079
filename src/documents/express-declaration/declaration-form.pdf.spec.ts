import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { pdfPlaces } from '../../../test/pdf-places.js';
import { pdfTexts } from '../../../test/pdf-texts.js';
import type { Consignment } from '../../domain/consignment.js';
import { money } from '../../domain/units.js';
import { loadAssets } from '../../publish/assets.js';
import { declarationPdf } from './declaration-form.pdf.js';

const assets = loadAssets();
/** All texts with one space at each end of a line. */
const read = async (bytes: Uint8Array): Promise<string> => (await pdfTexts(bytes)).join('\n').replaceAll('\n', ' ');
const HOUSE_TOTAL = /Всего по индивидуальной накладной\s\(общий вес/g;
const words = (count: number, stem: string): string => Array.from({ length: count }, (_, i) => `${stem}${i}.`).join(' ');
const wordsIn = (text: string, stem: string): string[] => text.match(new RegExp(`${stem}\\d+\\.`, 'g')) ?? [];

/** A consignment whose first goods item is described by so many numbered words. */
function described(count: number): Consignment {
  const consignment = sampleConsignment(1);
  const [first, second] = consignment.goods;
  return { ...consignment, goods: [{ ...first, description: words(count, 'слово') }, second] };
}

describe.each(['ptdeg', 'dteg'] as const)('the form of a %s', (kind) => {
  it('holds each house waybill once, every value and the totals', async () => {
    const declaration = sampleDeclaration(40, kind);
    const text = await read(declarationPdf(declaration, assets).bytes);
    for (const { consignment, valueKopecks } of declaration.houses) {
      expect(text.split(consignment.houseWaybill)).toHaveLength(2);
      expect(text).toContain(`${money(valueKopecks)} (RUB)`);
    }
    expect(text.match(HOUSE_TOTAL)).toHaveLength(40);
    expect(text).toContain(` ${money(declaration.valueKopecks)} (RUB) `);
  });

  it('states its true number of sheets, on the first page and at the foot of each', async () => {
    const { bytes, sheets } = declarationPdf(sampleDeclaration(40, kind), assets);
    const pages = await pdfTexts(bytes);
    expect(pages).toHaveLength(sheets);
    expect(pages[0]).toContain(`Кол-во листов ${sheets}\n`);
    for (const [i, page] of pages.entries()) expect(page).toContain(`Лист ${i + 1} из ${sheets}`);
  });

  it('keeps the rows of a consignment on one page and repeats the headings', async () => {
    const declaration = sampleDeclaration(40, kind);
    const pages = (await pdfTexts(declarationPdf(declaration, assets).bytes)).filter((page) => page.includes('LP'));
    for (const page of pages) {
      expect(page).toContain('Общие сведения\nСведения о товарах\nСведения о документах');
      const houses = declaration.houses.filter(({ consignment }) => page.includes(consignment.houseWaybill));
      expect(page.match(HOUSE_TOTAL)).toHaveLength(houses.length);
    }
  });

  it('is the same bytes each time', () => {
    const declaration = sampleDeclaration(40, kind);
    expect(Buffer.compare(declarationPdf(declaration, assets).bytes, declarationPdf(declaration, assets).bytes)).toBe(0);
  });

  it.each([10, 300, 700, 1500, 4000])('loses none of %i words of a description and leaves no page', async (count) => {
    const { bytes } = declarationPdf(declarationOf([sampleConsignment(0), described(count), sampleConsignment(2)], kind), assets);
    expect(wordsIn(await read(bytes), 'слово')).toHaveLength(count);
    for (const page of await pdfPlaces(bytes)) {
      const table = page.filter(({ size }) => size > 2.2); // the small print stands in the margin
      for (const { left, right, baseline } of table) {
        expect(left).toBeGreaterThan(9.9);
        expect(right).toBeLessThan(287);
        expect(baseline).toBeLessThan(200);
      }
    }
  });

  it('goes on overleaf with a party taller than a page', async () => {
    const long = { ...sampleConsignment(1), consignor: { name: words(900, 'имя'), country: 'CN' } };
    const text = await read(declarationPdf(declarationOf([long, sampleConsignment(2)], kind), assets).bytes);
    expect(wordsIn(text, 'имя')).toHaveLength(900);
  });

  it('links the goods', async () => {
    const { bytes } = declarationPdf(sampleDeclaration(3, kind), assets);
    expect(Buffer.from(bytes).toString('latin1')).toContain('/URI(https://shop.example.com/item/1005006.html?sku=12&lang=ru)');
  });

  it('refuses a character that no font can draw', () => {
    const chinese = { ...sampleConsignment(0), consignor: { name: '杭州', country: 'CN' } };
    expect(() => declarationPdf(declarationOf([chinese], kind), assets)).toThrow(
      expect.objectContaining({ code: 'unrenderable-character', detail: 'U+676D' }),
    );
  });
});

describe('the head and foot', () => {
  it('name parties, place and person of a ПТДЭГ', async () => {
    const text = await read(declarationPdf(sampleDeclaration(3, 'ptdeg'), assets).bytes);
    for (const line of [
      'Код: 11 Код ТО: 10005020',
      'Свидетельство № 10005/010126/10999/0',
      'ИМ',
      'ЭД',
      '09034, 0999/00',
      '11004',
      '22.11.2026',
    ]) {
      expect(text).toContain(` ${line} `);
    }
    expect(text).toContain('RU, ПАСРФ, серия 4599 № 000009, 01.07.2016');
    expect(text).toContain('Декларант при ввозе');
  });

  it('name the type of the declaration', async () => {
    const printed = async (isElectronicTrade: boolean) =>
      read(declarationPdf({ ...sampleDeclaration(1), isElectronicTrade }, assets).bytes);
    expect(await printed(false)).toContain(' ПТДЭГ ИМ ЭД ');
    expect(await printed(true)).toContain(' ПТДЭГ ЭТ ЭД ');
  });

  it('print procedure and payments on a ДТЭГ alone', async () => {
    const dteg = await read(declarationPdf(sampleDeclaration(3, 'dteg'), assets).bytes);
    const ptdeg = await read(declarationPdf(sampleDeclaration(3, 'ptdeg'), assets).bytes);
    for (const line of ['40 00', 'B. Исчисление платежей', 'B1. Подробности уплаты (взыскания)']) {
      expect(dteg).toContain(line);
      expect(ptdeg).not.toContain(line);
    }
    expect(dteg).toContain('ДОВЕРЕННОСТЬ № 12/2026 от 12.01.2026, начало 12.01.2026, окончание 31.12.2026, код вида 11004');
  });
});

describe('the payments of a ДТЭГ', () => {
  const declaration = sampleDeclaration(120, 'dteg');

  it('go on over as many pages as they need, each with its headings, none lost', async () => {
    const pages = (await pdfTexts(declarationPdf(declaration, assets).bytes)).filter((page) => page.includes('Исчисление платежей'));
    expect(pages.length).toBeGreaterThan(5);
    for (const page of pages)
      expect(page).toContain('Товар\nВид\nБаза для исчисления\nКод базы для исчисления\nСтавка\nСумма\n1\n2\n3\n4\n5\n6\n');
    const text = pages.join('\n');
    const lines = declaration.houses.flatMap(({ ordinal, consignment }) =>
      consignment.goods.map((_, index) => `\n${ordinal}/${index + 1}\n`),
    );
    for (const line of lines) expect(text.split(line)).toHaveLength(2);
    expect(text.match(/\n5010\n/g)).toHaveLength(lines.length);
    expect(text.match(/Сведения о лице/g)).toHaveLength(1);
    expect(text.match(/B1\. Подробности/g)).toHaveLength(1);
  });

  it('stay within the margins', async () => {
    for (const page of await pdfPlaces(declarationPdf(declaration, assets).bytes)) {
      for (const { baseline } of page.filter(({ size }) => size > 2.2)) expect(baseline).toBeLessThan(200);
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'keep the rows of a line together and the sums with B1 (%i house waybills)',
    async (count) => {
      const pages = (await pdfTexts(declarationPdf(sampleDeclaration(count, 'dteg'), assets).bytes)).filter((page) =>
        page.includes('Товар\n'),
      );
      for (const page of pages) {
        const begun = page.match(/\n\d+\/\d+\n2010\n/g)?.length ?? 0;
        expect(page.match(/\n5010\n/g)?.length ?? 0).toBe(begun);
      }
      const last = pages[pages.length - 1];
      expect(last).toContain('B1. Подробности');
      expect(last).toContain(`\n${count}/1\n`);
      expect(last).toContain('Декларант при ввозе');
    },
  );
});
