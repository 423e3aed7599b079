import type { CustomsMark } from '../../domain/customs-mark.js';
import { uuidOf } from '../../domain/ids.js';
import type { DeclaredNumber } from '../../store/customs-reply.store.js';
import { declarationOf, placedMarks } from './match-reply.js';

const FLIGHT = '4B8101-20261122-HGH';
const EARLIER = '4B8101-20261101-HGH';

const mark = (row: number, houseWaybill: string | undefined, waybillId: string): CustomsMark => ({
  row,
  waybillId,
  code: '10',
  decidedAt: '2026-11-22T19:41:00+03:00',
  ...(houseWaybill === undefined ? {} : { houseWaybill }),
});
const own = (row: number, houseWaybill: string, flight = FLIGHT) => mark(row, houseWaybill, uuidOf(flight, houseWaybill));

const declared = (flight: string, slot: string, ...numbers: string[]): DeclaredNumber[] =>
  numbers.map((houseWaybill) => ({
    flightId: `id of ${flight}`,
    flight,
    slot,
    date: `${flight.slice(7, 11)}-${flight.slice(11, 13)}-${flight.slice(13, 15)}`,
    houseWaybill,
  }));

describe('declarationOf', () => {
  const found = (marks: CustomsMark[], all: DeclaredNumber[]) => {
    const place = declarationOf(marks, all);
    return place && `${place.flight} ${place.slot}`;
  };

  it('goes by what most of the marks are about', () => {
    const all = [...declared(FLIGHT, 'SVO-1-P1', 'A'), ...declared(FLIGHT, 'SVO-1-P2', 'B', 'C')];
    expect(found([own(1, 'A'), own(2, 'B'), own(3, 'C')], all)).toBe(`${FLIGHT} SVO-1-P2`);
  });

  it('tells flights of one number apart by the ids, and takes the later one where these are not ours', () => {
    const all = [...declared(FLIGHT, 'SVO-1-P1', 'A', 'B'), ...declared(EARLIER, 'SVO-1-P1', 'A', 'B')];
    expect(found([own(1, 'A', EARLIER)], all)).toBe(`${EARLIER} SVO-1-P1`);
    expect(found([own(1, 'A')], all)).toBe(`${FLIGHT} SVO-1-P1`);
    expect(found([mark(1, 'A', 'X')], all)).toBe(`${FLIGHT} SVO-1-P1`);
  });

  it('finds nothing where nothing is declared', () => expect(found([own(1, 'A')], [])).toBeUndefined());
});

describe('placedMarks', () => {
  const place = { flightId: 'F', flight: FLIGHT, slot: 'SVO-1-P1' };
  const rows = (marks: CustomsMark[]) => {
    const { placed, findings } = placedMarks(marks, place, ['A', 'B']);
    return [
      placed.map(({ row, houseWaybill }) => `${row} ${houseWaybill}`),
      findings.map(({ row, column, code }) => `${row} ${column} ${code}`),
    ];
  };

  it('goes by the id, without one of ours by the number', () => {
    expect(rows([mark(1, undefined, uuidOf(FLIGHT, 'B')), mark(2, 'A', 'X')])).toEqual([['1 B', '2 A'], []]);
  });

  it('leaves out what is not in the declaration, and what has the id of one and the number of another', () => {
    expect(rows([own(1, 'C'), mark(2, undefined, 'X'), mark(3, 'B', uuidOf(FLIGHT, 'A')), own(4, 'A')])).toEqual([
      ['4 A'],
      ['1 IndividualWayBill/WayBillID mismatch', '2 IndividualWayBill/WayBillID mismatch', '3 IndividualWayBill/PrDocumentNumber mismatch'],
    ]);
  });
});
