import { SharedRows } from './shared-rows.js';

describe('rows that share a value', () => {
  it('are named once, in order, whatever they share', () => {
    const rows = new SharedRows();
    for (const [sequence, value] of ['A', 'B', undefined, 'C', 'A', undefined, 'C'].entries()) rows.add(sequence, 0, value);
    for (const sequence of [4, 6]) rows.add(sequence, 1, 'Z');
    rows.add(1, 1, 'A'); // another column's A
    expect(rows.sequences()).toEqual([0, 3, 4, 6]);
  });

  it('are few among many: two values have one hash once in four thousand million pairs', () => {
    const rows = new SharedRows();
    for (let i = 0; i < 20_000; i += 1) rows.add(i, 0, `RB${100_000_000 + i}CN`);
    rows.add(249_999, 0, 'RB100000007CN');
    expect(rows.sequences()).toEqual([7, 249_999]);
  });
});
