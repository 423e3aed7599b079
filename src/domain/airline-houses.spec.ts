import fc from 'fast-check';
import { sampleConsignment, sampleSettings } from '../../test/fixtures/declaration.js';
import { HOUSE_LIMITS } from './airline-house-groups.js';
import { airlineHousesOf } from './airline-houses.js';
import type { Consignment } from './consignment.js';
import { grams } from './units.js';

const consolidator = sampleSettings.waybillConsignor;
const terms = { waybillNumber: '210-10020032', consolidator };
const each = { ...terms, mode: 'each' as const };

const from = (name: string, index: number, more: Partial<Consignment> = {}): Consignment => ({
  ...sampleConsignment(index),
  consignor: { name, country: 'CN' },
  ...more,
});
const inOrder = (consignments: readonly Consignment[]): Consignment[] =>
  [...consignments].sort((a, b) => {
    const [x, y] = [a, b].map(({ bag = '', houseWaybill }) => `${bag} ${houseWaybill}`);
    return x < y ? -1 : 1;
  });
const bySender = (consignments: readonly Consignment[]) =>
  Object.fromEntries(airlineHousesOf(terms, inOrder(consignments)).map((house) => [house.consignor.name, house]));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Some hundred consignments of six firms in twelve bags or none. */
const waybills = fc
  .array(
    fc.record({
      bag: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
      firm: fc.nat(5),
      pieces: fc.integer({ min: 1, max: 9 }),
    }),
    {
      minLength: 1,
      maxLength: 120,
    },
  )
  .map((drawn) =>
    drawn.map(({ bag, firm, pieces }, i) => from(`FIRM ${firm}`, i, { bag: bag === undefined ? undefined : `BAG${bag}`, pieces })),
  );

describe('airlineHousesOf', () => {
  it('makes a house of what one consignor sends, however its name is typed', () => {
    const houses = airlineHousesOf(terms, [
      from('Yiwu Example Co., Ltd', 1, { bag: 'A' }),
      from('YIWU EXAMPLE CO LTD', 2, { bag: 'A' }),
      from('YIWU EXAMPLE CO LTD', 3, { bag: 'B' }),
      from('HANGZHOU SAMPLE', 4, { bag: 'C' }),
    ]);
    expect(houses.map(({ consignor, pieces, consignments }) => [consignor.name, pieces, consignments]).sort()).toEqual([
      ['HANGZHOU SAMPLE', 1, 1],
      ['YIWU EXAMPLE CO LTD', 2, 3],
    ]);
  });

  it('tells firms of one name in two countries apart', () => {
    const abroad = from('SAMPLE', 2, { bag: 'B', consignor: { name: 'SAMPLE', country: 'HK' } });
    expect(airlineHousesOf(terms, [from('SAMPLE', 1, { bag: 'A' }), abroad])).toHaveLength(2);
  });

  it('gives a bag of several consignors to the consolidator, whole, with what it sends itself', () => {
    const houses = bySender([
      from('FIRST', 1, { bag: 'A' }),
      from('FIRST', 2, { bag: 'MIXED' }),
      from('SECOND', 3, { bag: 'MIXED' }),
      from('FIRST', 4, { bag: 'MIXED' }),
      from(consolidator.name, 5, { bag: 'Z' }),
    ]);
    const own = consolidator.nameEn ?? consolidator.name;
    expect(Object.keys(houses).sort()).toEqual(['FIRST', own].sort());
    expect(houses[own]).toMatchObject({ pieces: 2, consignments: 4, consignor: { country: consolidator.address.country } });
    expect(houses.FIRST.houseWaybills).toEqual([sampleConsignment(1).houseWaybill]);
  });

  it.each(['***', '…', '手机壳'])('gives what %s sends to the consolidator, for a message cannot name it', (name) => {
    const houses = bySender([from('FIRST', 1, { bag: 'A' }), from(name, 2, { bag: 'B' })]);
    expect(Object.keys(houses).sort()).toEqual(['FIRST', consolidator.nameEn ?? consolidator.name].sort());
  });

  it('counts the pieces of what flies in no bag', () => {
    const houses = bySender([from('FIRST', 1, { bag: undefined, pieces: 3 }), from('FIRST', 2, { bag: undefined }), from('FIRST', 3)]);
    expect(houses.FIRST).toMatchObject({ pieces: 5, consignments: 3 });
  });

  it('puts every consignment under one house, no bag under two, and adds up', () => {
    fc.assert(
      fc.property(waybills, (drawn) => {
        const consignments = inOrder(drawn);
        const houses = airlineHousesOf(terms, consignments);
        expect(houses.flatMap(({ houseWaybills }) => houseWaybills).sort()).toEqual(consignments.map((one) => one.houseWaybill).sort());
        const bags = new Set(consignments.flatMap(({ bag }) => bag ?? []));
        const loose = consignments.filter(({ bag }) => bag === undefined);
        expect(sum(houses.map(({ pieces }) => pieces))).toBe(bags.size + sum(loose.map(({ pieces }) => pieces)));
        expect(sum(houses.map((house) => house.consignments))).toBe(consignments.length);
        expect(sum(houses.map(({ grossWeightG }) => grossWeightG))).toBe(sum(consignments.map((one) => grams(one.grossWeightKg))));
        expect(sum(houses.map(({ volumeCm3 }) => volumeCm3))).toBe(consignments.length * 24 * 16 * 6);
        for (const bag of bags) {
          const inBag = consignments.filter((one) => one.bag === bag).map((one) => one.houseWaybill);
          expect(houses.filter(({ houseWaybills }) => inBag.some((number) => houseWaybills.includes(number)))).toHaveLength(1);
        }
      }),
    );
  });

  it('makes numbers of twelve, each once, and the same again', () => {
    fc.assert(
      fc.property(waybills, (drawn) => {
        const numbers = airlineHousesOf(terms, inOrder(drawn)).map(({ number }) => number);
        for (const number of numbers) expect(number).toMatch(/^H[0-9A-HJKMNP-TV-Z]{11}$/);
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(airlineHousesOf(terms, inOrder(drawn.toReversed())).map(({ number }) => number)).toEqual(numbers);
      }),
    );
  });

  it('leaves a house its number when others come, go or grow', () => {
    const before = [from('FIRST', 1, { bag: 'A' }), from('SECOND', 2, { bag: 'B' }), from('THIRD', 3, { bag: 'C' })];
    const after = [
      from('FIRST', 1, { bag: 'A' }),
      from('FIRST', 0, { bag: '0' }),
      from('THIRD', 3, { bag: 'C' }),
      from('A NEW ONE', 4, { bag: 'D' }),
    ];
    const [old, amended] = [bySender(before), bySender(after)];
    expect([amended.FIRST.number, amended.THIRD.number]).toEqual([old.FIRST.number, old.THIRD.number]);
    expect(amended.FIRST.consignments).toBe(2);
  });

  it('gives other numbers under another waybill', () => {
    const consignments = [from('FIRST', 1)];
    const [here] = airlineHousesOf(terms, consignments);
    const [there] = airlineHousesOf({ ...terms, waybillNumber: '210-10020043' }, consignments);
    expect(here.number).not.toBe(there.number);
  });

  it('names a consignor as most of its consignments do', () => {
    const [house] = airlineHousesOf(terms, [
      from('FIRST', 1, { consignor: { name: 'FIRST', country: 'CN', city: 'A SLIP' } }),
      from('FIRST', 2, { consignor: { name: 'FIRST', country: 'CN', city: 'YIWU' } }),
      from('FIRST', 3, { consignor: { name: 'FIRST', country: 'CN', city: 'YIWU' } }),
    ]);
    expect(house.consignor.city).toBe('YIWU');
  });

  it('goes on under another house above 9 999 pieces', () => {
    const many = Array.from({ length: 10_050 }, (_, i) => from('FIRST', i, { bag: `BAG${String(i).padStart(5, '0')}` }));
    const houses = airlineHousesOf(terms, many);
    expect(houses.map(({ pieces }) => pieces).sort()).toEqual([51, HOUSE_LIMITS.pieces]);
    const fewer = airlineHousesOf(terms, many.slice(0, 20));
    expect(houses.map(({ number }) => number)).toContain(fewer[0].number);
  });

  it('goes on under another house above 99 999 consignments, between bags', () => {
    const model = from('FIRST', 1);
    const many = Array.from({ length: 100_100 }, (_, i) => ({ ...model, houseWaybill: `N${i}`, bag: `BAG${Math.floor(i / 1_000) + 100}` }));
    expect(
      airlineHousesOf(terms, many)
        .map(({ consignments }) => consignments)
        .sort((a, b) => a - b),
    ).toEqual([1_100, 99_000]);
  });

  describe('where every consignment is a house', () => {
    const consignments = [
      from('FIRST', 1, { houseWaybill: 'HBKK26040533', pieces: 2 }),
      from('SECOND', 2, { houseWaybill: 'NUSH2381471' }),
      from('FIRST', 3, { houseWaybill: 'AB-12' }),
      from('FIRST', 4, { houseWaybill: 'LP00654100000001' }),
    ];

    it('keeps numbers that a message can take, and makes the others', () => {
      const numbers = Object.fromEntries(airlineHousesOf(each, consignments).map((house) => [house.houseWaybills[0], house.number]));
      expect([numbers.HBKK26040533, numbers.NUSH2381471]).toEqual(['HBKK26040533', 'NUSH2381471']);
      for (const known of ['AB-12', 'LP00654100000001']) expect(numbers[known]).toMatch(/^H[0-9A-Z]{11}$/);
    });

    it('names its own consignor, and counts a bag once', () => {
      const loose = from('FIRST', 5, { bag: undefined, houseWaybill: 'LOOSE', pieces: 3 });
      const houses = Object.fromEntries(airlineHousesOf(each, [loose, ...consignments]).map((house) => [house.houseWaybills[0], house]));
      expect(houses.HBKK26040533).toMatchObject({ pieces: 1, consignments: 1, consignor: { name: 'FIRST' } });
      expect(consignments.map(({ houseWaybill }) => houses[houseWaybill].pieces)).toEqual([1, 0, 0, 0]);
      expect(houses.LOOSE.pieces).toBe(3);
    });

    it('adds up to the pieces of the waybill', () => {
      fc.assert(
        fc.property(waybills, (drawn) => {
          const consignments = inOrder(drawn);
          const pieces = (mode: 'each' | 'consolidated') => airlineHousesOf({ ...terms, mode }, consignments).map((house) => house.pieces);
          expect(sum(pieces('each'))).toBe(sum(pieces('consolidated')));
        }),
      );
    });

    it('has the consolidator in the place of a consignor whom a message cannot name', () => {
      const [house] = airlineHousesOf(each, [from('***', 1)]);
      expect(house.consignor.name).toBe(consolidator.nameEn ?? consolidator.name);
    });

    it('takes another number where a consignment has the one that would be made', () => {
      const [, made] = airlineHousesOf(each, [from('FIRST', 1, { houseWaybill: 'A' }), from('FIRST', 2)]);
      const numbers = airlineHousesOf(each, [from('FIRST', 1, { houseWaybill: made.number }), from('FIRST', 2)]).map(
        ({ number }) => number,
      );
      expect(numbers).toContain(made.number);
      expect(new Set(numbers).size).toBe(2);
    });

    it('numbers five thousand of a waybill, and the others as before without one of them', () => {
      const many = Array.from({ length: 5_000 }, (_, i) => from('FIRST', i));
      const numbers = airlineHousesOf(each, many).map(({ number }) => number);
      expect(new Set(numbers).size).toBe(5_000);
      const others = airlineHousesOf(each, many.slice(1)).map(({ number }) => number);
      expect(others.every((number) => numbers.includes(number))).toBe(true);
    });
  });
});
