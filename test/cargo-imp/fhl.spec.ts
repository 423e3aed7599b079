import { fhl } from '../../src/documents/cargo-imp/fhl/fhl.js';
import { type FhlVersion, fhlHouse, fhlLists } from '../../src/documents/cargo-imp/fhl/fhl-message.js';
import { messageBytes } from '../../src/documents/cargo-imp/message.js';
import { type ReadFhl, readFhl } from '../../src/documents/cargo-imp/reading/read-fhl.js';
import type { Consolidation } from '../../src/documents/subjects.js';
import { hundredths } from '../../src/domain/units.js';
import { loadAssets } from '../../src/publish/assets.js';
import { consolidationOfHouses, sum } from './subjects.js';

const lists = (consolidation: Consolidation, version: FhlVersion): ReadFhl[] =>
  fhlLists(consolidation, version).map((lines) => readFhl(messageBytes(lines)));

const many = consolidationOfHouses(400);

describe.each([4, 5] as const)('FHL/%i as a list', (version) => {
  it.each([3, 400])('says what %i houses say, and adds up to the master waybill', (count) => {
    const consolidation = consolidationOfHouses(count);
    const { waybill, airlineHouses } = consolidation;
    const messages = lists(consolidation, version);
    const houses = messages.flatMap((message) => message.houses);
    for (const message of messages) {
      expect(message).toMatchObject({ version, number: waybill.number, route: 'HGHSVO', pieces: waybill.pieces });
      expect(message.parties).toBeUndefined();
    }
    expect(houses.map(({ number, route, pieces, slac }) => [number, route, pieces, slac])).toEqual(
      airlineHouses.map(({ number, pieces, consignments }) => [number, 'HGHSVO', pieces, consignments]),
    );
    expect(sum(houses.map(({ pieces }) => pieces))).toBe(waybill.pieces);
    expect(sum(houses.map(({ slac }) => slac))).toBe(waybill.consignments);
    expect(sum(houses.map(({ grossWeightG }) => grossWeightG))).toBe(messages[0].grossWeightG);
    expect(Math.abs(messages[0].grossWeightG - waybill.grossWeightG)).toBeLessThanOrEqual(50);
  });

  it('names the goods that a house has most of, each with its code', () => {
    const [house] = lists(consolidationOfHouses(3), version)[0].houses;
    expect(house).toMatchObject({ goods: 'SILICONE PHONE', texts: ['SILICONE PHONE CASE'], codes: ['392690'] });
    const last = lists(consolidationOfHouses(3), version)[0].houses[2];
    expect(last.texts).toHaveLength(last.codes.length);
    expect(new Set(last.codes).size).toBe(last.codes.length);
  });

  it('fills its messages', () => {
    const messages = fhlLists(many, version).map((lines) => messageBytes(lines).length);
    expect(messages.length).toBeGreaterThan(5);
    for (const length of messages.slice(0, -1)) expect(length).toBeGreaterThan(3_000);
  });
});

describe.each([4, 5] as const)('FHL/%i on one house', (version) => {
  it('has its parties, the broker for consignee, and its value', () => {
    const consolidation = consolidationOfHouses(3);
    const [, { number, houseWaybills, grossWeightG }] = consolidation.airlineHouses;
    const message = readFhl(messageBytes(fhlHouse(consolidation, number, version)));
    expect(message.houses).toHaveLength(1);
    expect(message.houses[0]).toMatchObject({ number, grossWeightG, slac: 2 });
    expect(message.parties).toMatchObject({
      customs: ['RU/CNE/T/INN7700000009', 'RU/CNE/MU/CUSTOMS', 'RU/CNE/MD/EXAMPLE.COM'],
      shipper: {
        name: 'HANGZHOU SAMPLE TRADING CO. LTD',
        address: 'SAMPLE AVENUE 969',
        place: 'HANGZHOU',
        country: 'CN',
        postcode: '311121',
      },
      consignee: { name: 'PRIMER EXPRESS BROKER LLC', address: 'PRIMERNOE SHOSSE 7', place: 'KHIMKI', state: 'MOSCOW', country: 'RU' },
    });
    const own = consolidation.houses.filter(({ consignment }) => houseWaybills.includes(consignment.houseWaybill));
    // Goods in yuan and in euro: the value is that of the declarations.
    expect(message.parties).toMatchObject({ currency: 'RUB', value: sum(own.map(({ valueKopecks }) => valueKopecks)) });
  });

  it('has the value in the currency of the goods where they have one', () => {
    const consolidation = consolidationOfHouses(1);
    const [{ consignment }] = consolidation.houses;
    const { parties } = readFhl(messageBytes(fhlHouse(consolidation, consolidation.airlineHouses[0].number, version)));
    expect(parties).toMatchObject({ currency: 'CNY', value: hundredths(consignment.goods[0].value.amount) });
  });

  it('has the value in whole units where hundredths are too much', () => {
    const consolidation = consolidationOfHouses(1);
    const houses = consolidation.houses.map((each) => ({
      ...each,
      consignment: {
        ...each.consignment,
        goods: each.consignment.goods.map((item) => ({ ...item, value: { amount: '28000000000.50', currency: 'VND' } })),
      },
    }));
    const [{ number }] = consolidation.airlineHouses;
    const lines = fhlHouse({ ...consolidation, houses }, number, version);
    expect(lines.at(-1)).toBe('CVD/VND/PP/NVD/28000000001/XXX');
  });

  it.each(['-', '—', '…'])('takes the %s that stands for no address for none', (mark) => {
    const consolidation = consolidationOfHouses(1);
    const [house] = consolidation.airlineHouses;
    const consignor = { name: 'YIWU SAMPLE', country: 'CN', city: 'YIWU', street: mark };
    const shipperOf = (of: typeof consignor) =>
      readFhl(messageBytes(fhlHouse({ ...consolidation, airlineHouses: [{ ...house, consignor: of }] }, house.number, version))).parties
        ?.shipper;
    expect(shipperOf(consignor)).toMatchObject({ address: 'YIWU', place: 'YIWU' });
    expect(shipperOf({ ...consignor, city: mark })).toMatchObject({ address: 'CN', place: 'CN' });
  });

  it('writes the next larger place where an address is not known', () => {
    const consolidation = consolidationOfHouses(1);
    const [house] = consolidation.airlineHouses;
    const alone = { ...consolidation, airlineHouses: [{ ...house, consignor: { name: 'Щёлково', country: 'CN' } }] };
    const { parties } = readFhl(messageBytes(fhlHouse(alone, house.number, version)));
    expect(parties?.shipper).toEqual({ name: 'SHCHELKOVO', address: 'CN', place: 'CN', country: 'CN' });
  });
});

describe('the document type', () => {
  const assets = loadAssets();

  it('makes one message with parties of a single house, in version 5', () => {
    const made = fhl.render(consolidationOfHouses(1), assets);
    expect(made.map(({ subject }) => subject)).toEqual([undefined]);
    expect(readFhl(made[0].bytes).parties).toBeDefined();
    expect(readFhl(made[0].bytes).version).toBe(5);
  });

  it('makes a list of three houses', () => {
    const made = fhl.render(consolidationOfHouses(3), assets);
    expect(made.map(({ subject }) => subject)).toEqual([undefined]);
    expect(readFhl(made[0].bytes).houses).toHaveLength(3);
  });

  it('numbers the messages of 400 houses', () => {
    const made = fhl.render(many, assets);
    expect(made.map(({ subject }) => subject)).toEqual(made.map((_, index) => `210-10020032-${index + 1}`));
    expect(sum(made.map(({ bytes }) => readFhl(bytes).houses.length))).toBe(400);
  });

  it('makes a message of each house where the setting says so', () => {
    const template = (path: string) => (path === 'fhl/form' ? { form: 'parties' } : assets.template(path));
    const made = fhl.render(consolidationOfHouses(3), Object.assign({ ...assets }, { template }), '4');
    expect(
      made.map(({ bytes }) => readFhl(bytes)).map(({ version, houses, parties }) => [version, houses.length, parties === undefined]),
    ).toEqual(Array.from({ length: 3 }, () => [4, 1, false]));
  });

  it('refuses houses that do not weigh what their waybill does', () => {
    const consolidation = consolidationOfHouses(3);
    const waybill = { ...consolidation.waybill, grossWeightG: consolidation.waybill.grossWeightG + 1 };
    expect(() => fhl.render({ ...consolidation, waybill }, assets)).toThrow(RangeError);
  });
});
