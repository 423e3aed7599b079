import { expectedAt } from './expected.js';

describe('what is expected', () => {
  it.each([
    ['/consignments/17/consignee/inn', 'inn_checksum', '123456789047'],
    ['/consignments/3/goods/12/commodityCode', 'format', '3926909709'],
    ['/consignments/3/pieces', 'type', '1'],
    ['/consignments/3/consignee/kpp', 'format', undefined],
    ['/consignments/3/consignee', 'required', undefined],
    ['/consignments/3/houseWaybill', 'duplicate', undefined],
    [undefined, 'format', undefined],
  ] as const)('at %s with %s', (pointer, code, expected) => {
    expect(expectedAt(pointer, code)).toBe(expected);
  });
});
