import { declarationOf, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { longestConsignment, longestSettings } from '../../../test/fixtures/limits.js';
import { pdfPlaces } from '../../../test/pdf-places.js';
import { loadAssets } from '../../publish/assets.js';
import type { Declaration } from '../subjects.js';
import { houseWaybillDrawer } from './house-waybill.pdf.js';
import { MergedWaybills } from './merged.pdf.js';

const A4 = { width: 210, height: 297 };

async function sheetsOf(declaration: Declaration) {
  const { flightId, createdAt } = declaration;
  const merged = new MergedWaybills({ title: 'Накладные', flightId, createdAt });
  const draw = houseWaybillDrawer(declaration, loadAssets());
  const parts = declaration.houses.map((house) => merged.add(draw(house)) ?? new Uint8Array());
  return pdfPlaces(Buffer.concat([...parts, merged.finish()]));
}

describe('the form of a house waybill', () => {
  it('is one sheet for each, with its figures under their captions', async () => {
    const declaration = sampleDeclaration(3);
    const sheets = await sheetsOf(declaration);
    expect(sheets).toHaveLength(3);
    sheets.forEach((sheet, i) => {
      const texts = sheet.map(({ text }) => text);
      const { houseWaybill, goods } = declaration.houses[i].consignment;
      expect(texts).toContain('Индивидуальная накладная при экспресс перевозке');
      expect(texts.filter((text) => text === houseWaybill)).toHaveLength(2);
      expect(texts).toContain('Лист 1 из 1');
      expect(texts.filter((text) => text === declaration.waybillNumber)).toHaveLength(goods.length);
      const number = sheet.find(({ text }) => text === houseWaybill);
      const caption = sheet.find(({ text }) => text === 'Номер индивидуальной накладной');
      expect(caption?.baseline).toBeGreaterThan(number?.baseline ?? 0);
      expect((caption?.baseline ?? 0) - (number?.baseline ?? 0)).toBeLessThan(5);
    });
  });

  it.each(['individual', 'company'] as const)('stays on its sheets with every text of an %s at its limit, and cuts none', async (kind) => {
    const consignment = longestConsignment(kind);
    const declaration = { ...declarationOf([consignment], kind === 'company' ? 'dteg' : 'ptdeg'), settings: longestSettings };
    const sheets = await sheetsOf(declaration);
    const foot = `Лист ${sheets.length} из ${sheets.length}`;
    for (const { left, right, baseline, text } of sheets.flat()) {
      expect([text, left >= 0, right <= A4.width, baseline < (text.startsWith('Лист') ? A4.height : 290)]).toEqual([
        text,
        true,
        true,
        true,
      ]);
    }
    expect(sheets.at(-1)?.some(({ text }) => text === foot)).toBe(true);
    const letters = (texts: readonly string[]) => texts.join('').replaceAll(/[^Ж]/g, '').length;
    const drawn = letters(sheets.flat().map(({ text }) => text));
    expect(drawn).toBeGreaterThan(
      letters([consignment.goods[0].description, consignment.consignor.name, consignment.consignee.address.city]),
    );
  });
});
