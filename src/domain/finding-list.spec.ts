import { FindingList } from './finding-list.js';

const at = (index: number, member = 'bag') => ({ pointer: `/consignments/${index}/${member}`, code: 'format' as const, detail: 'A rule' });

describe('finding list', () => {
  it('lists findings in document order, whenever they were added', () => {
    const list = new FindingList();
    list.add(at(7));
    list.add({ pointer: '/revision', code: 'range', detail: 'A rule' }, Number.POSITIVE_INFINITY);
    list.add(at(2, 'houseWaybill'));
    list.add(at(7, 'pieces'));
    list.add({ pointer: '/flight/date', code: 'date_range', detail: 'A rule' });
    expect(list.list.map(({ pointer }) => pointer)).toEqual([
      '/flight/date',
      '/consignments/2/houseWaybill',
      '/consignments/7/bag',
      '/consignments/7/pieces',
      '/revision',
    ]);
    expect(list.isTruncated).toBe(false);
  });

  it('keeps the first thousand and counts all', () => {
    const list = new FindingList();
    for (let index = 4_999; index >= 0; index--) list.add(at(index));
    for (let index = 5_000; index < 250_000; index++) list.add(at(index));
    list.addAll([at(1), at(1)], 12);
    expect(list.count).toBe(250_012);
    expect(list.list).toHaveLength(1_000);
    expect(list.list[0].pointer).toBe('/consignments/0/bag');
    expect(list.list[3].pointer).toBe('/consignments/1/bag');
    expect(list.list[999].pointer).toBe('/consignments/997/bag');
    expect(list.isTruncated).toBe(true);
  });

  it('lists at most a mebibyte', () => {
    const list = new FindingList();
    for (let index = 0; index < 1_000; index++) list.add(at(index, 'x'.repeat(2_000)));
    expect(JSON.stringify(list.list).length).toBeLessThan(1_048_576);
    expect(list.count).toBe(1_000);
    expect(list.isTruncated).toBe(true);
  });
});
