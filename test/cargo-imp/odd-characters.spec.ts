import fc from 'fast-check';
import { fhlHouse, fhlLists } from '../../src/documents/cargo-imp/fhl/fhl-message.js';
import { fwbLines } from '../../src/documents/cargo-imp/fwb/fwb-message.js';
import { messageBytes } from '../../src/documents/cargo-imp/message.js';
import { readFhl } from '../../src/documents/cargo-imp/reading/read-fhl.js';
import { readFwb } from '../../src/documents/cargo-imp/reading/read-fwb.js';
import { latinCapitals } from '../../src/documents/kit/transliterate.js';
import type { WaybillWords } from '../../src/documents/master-waybill/waybill-values.js';
import { DomainError } from '../../src/domain/problem.js';
import { sampleSettings } from '../fixtures/declaration.js';
import { sampleWaybill } from '../fixtures/subjects.js';
import { templates } from '../fixtures/templates.js';
import { consolidationOfHouses } from './subjects.js';

const { words } = templates.template<{ words: WaybillWords }>('master-waybill/form');

/** Texts of letters, marks, spaces and signs that no message has, Chinese and control characters among them. */
const character = fc.oneof(
  fc.constantFrom(...'ABZabz019 .-/,;:\'"&_()[]{}«»№@#+*?!%'),
  fc.constantFrom(...'ЩёЮїЪьЭéßØŁ手机壳…—×²€\r\n\t\u0000\u200b😀'),
);
const odd = fc.string({ unit: character, minLength: 1, maxLength: 160 });

/** Whether a text leaves a letter or digit, as the rule for messages demands. */
const isWritable = (text: string): boolean => /[A-Z0-9]/.test(latinCapitals(text));

/** What is read of a text are its own letters and digits from the first on, as many as there was room for. */
function expectBeginning(found: string, text: string): void {
  const tight = (value: string) => value.replaceAll(/[^A-Z0-9]/g, '');
  expect(tight(latinCapitals(text)).startsWith(tight(found))).toBe(true);
  expect(tight(found)).not.toBe('');
}

describe('names with odd characters', () => {
  it.each([16, 17] as const)('make an FWB/%i that can be read, or an error', (version) => {
    fc.assert(
      fc.property(odd, odd, odd, (name, street, city) => {
        const waybillConsignor = { name, address: { country: 'CN', city, street }, phone: '+8657100000001' };
        const waybill = { ...sampleWaybill, settings: { ...sampleSettings, waybillConsignor } };
        const write = () => messageBytes(fwbLines(waybill, words, version));
        if (!isWritable(name)) {
          expect(write).toThrow(DomainError);
          return;
        }
        const { shipper } = readFwb(write());
        const place = isWritable(city) ? city : 'CN';
        expectBeginning(shipper.name, name);
        expectBeginning(shipper.address, isWritable(street) ? street : place);
        expectBeginning(shipper.place, place);
        expect([shipper.country, shipper.phone]).toEqual(['CN', '8657100000001']);
      }),
    );
  });

  it.each([4, 5] as const)('make an FHL/%i that can be read, or an error', (version) => {
    const consolidation = consolidationOfHouses(2);
    fc.assert(
      fc.property(odd, odd, (name, description) => {
        const [house] = consolidation.airlineHouses;
        const airlineHouses = consolidation.airlineHouses.map((each) => ({ ...each, consignor: { ...each.consignor, name } }));
        const houses = consolidation.houses.map((each) => ({
          ...each,
          consignment: {
            ...each.consignment,
            goods: each.consignment.goods.map(({ descriptionEn: _, ...item }) => ({ ...item, description })),
          },
        }));
        const odd = { ...consolidation, airlineHouses, houses };
        const [list] = fhlLists(odd, version).map((lines) => readFhl(messageBytes(lines)));
        // Goods of which nothing can be written go by their code.
        expectBeginning(list.houses[0].texts[0], isWritable(description) ? description : 'HS 392690');
        const write = () => messageBytes(fhlHouse(odd, house.number, version));
        if (!isWritable(name)) expect(write).toThrow(DomainError);
        else expectBeginning(readFhl(write()).parties?.shipper.name ?? '', name);
      }),
    );
  });
});
