import type { AmendableRow } from '../../../store/amendable-row.js';
import type { CorrectionRow } from '../../../store/correction.store.js';
import { matchOf } from './correction-match.js';
import { underHeadings } from './source-rows.js';

const stored = { headings: ['Parcel', 'Order', 'Name'], groupBy: 'Order' };
const cells = (row: number, ...texts: string[]) => JSON.stringify({ rows: [[row, ...texts]] });

function row(sequence: number, more: Partial<AmendableRow>): AmendableRow {
  return {
    manifestKey: 1,
    sequence,
    manifestId: 'M',
    revision: 1,
    channel: 'express',
    houseWaybill: null,
    orderNumber: null,
    bag: null,
    grossWeightG: null,
    isHeld: true,
    problems: [],
    approvals: [],
    contentHash: '',
    version: 0,
    body: `{"n":${sequence}}`,
    source: null,
    isWhole: true,
    isOwn: true,
    ...more,
  };
}

function correction(more: Partial<CorrectionRow>): CorrectionRow {
  return { index: 0, houseWaybill: null, orderNumber: null, findings: null, body: '{}', source: null, ...more };
}

const match = (one: Partial<CorrectionRow>, rows: AmendableRow[], taken: readonly number[] = []) => {
  const found = matchOf(correction(one), rows, { mended: stored, stored }, ({ sequence }) => taken.includes(sequence));
  return found.row?.sequence ?? found.refusedFor;
};

describe('a correction', () => {
  it('is of the held row that has its number', () => {
    const rows = [
      row(1, { houseWaybill: 'A', isHeld: false }),
      row(2, { houseWaybill: 'A' }),
      row(3, { houseWaybill: 'B', isHeld: false }),
    ];
    expect(match({ houseWaybill: 'A' }, rows)).toBe(2);
    expect(match({ houseWaybill: 'B' }, rows)).toBe('It is not held any more');
    expect(match({ houseWaybill: 'C' }, rows)).toBe('It is not in this manifest');
    expect(match({ houseWaybill: 'A' }, rows, [2])).toBe('It is not held any more');
  });

  it('is of the row that says the same already, before another of its number', () => {
    const rows = [row(1, { houseWaybill: 'A', isHeld: false }), row(2, { houseWaybill: 'A' })];
    expect(match({ houseWaybill: 'A', body: '{ "n": 1 }' }, rows)).toBe(1);
  });

  it('of several held ones is that of its first row, or of none', () => {
    const rows = [
      row(1, { houseWaybill: 'A', source: cells(4, 'A', 'O1', 'x') }),
      row(2, { houseWaybill: 'A', source: cells(7, 'A', 'O2', 'x') }),
    ];
    expect(match({ houseWaybill: 'A' }, rows)).toBe('Several held consignments have this number');
    expect(match({ houseWaybill: 'A', source: cells(7, 'A', 'O2', 'y') }, rows)).toBe(2);
  });

  it('finds a row whose own number was at fault by its order, or by its place in the file', () => {
    const rows = [
      row(1, { orderNumber: 'O1' }),
      row(2, { source: cells(7, 'a!', 'O2', 'x') }),
      row(3, { source: cells(7, 'b!', 'O3', 'x') }),
    ];
    expect(match({ houseWaybill: 'A', orderNumber: 'O1' }, rows)).toBe(1);
    expect(match({ houseWaybill: 'A', source: cells(7, 'A', 'O3', 'x') }, rows)).toBe(3);
    expect(match({ houseWaybill: 'A', source: cells(8, 'A', 'O3', 'x') }, rows)).toBe('It is not in this manifest');
    const duplicate = row(4, {
      houseWaybill: 'OLD',
      orderNumber: 'O4',
      problems: [{ pointer: '/consignments/4/houseWaybill', code: 'duplicate', detail: 'Same value as {0}' }],
    });
    expect(match({ houseWaybill: 'NEW', orderNumber: 'O4' }, [duplicate])).toBe(4);
  });
});

describe('the cells of a mended file', () => {
  it('come under the headings of the first, with its row numbers', () => {
    const mended = { rows: [[3, 'bad number', 'O1', 'A', 'Anna']] };
    const headings = { headings: ['Problem', 'order ', 'Parcel', 'NAME'], groupBy: 'Order' };
    expect(underHeadings(mended, headings, stored, { rows: [[12, 'a', 'O1', 'x']] })).toBe('{"rows":[[12,"A","O1","Anna"]]}');
    expect(underHeadings(mended, headings, stored, undefined)).toBe('{"rows":[[3,"A","O1","Anna"]]}');
    expect(underHeadings(mended, { headings: ['Parcel'], groupBy: undefined }, stored, undefined)).toBeUndefined();
  });
});
