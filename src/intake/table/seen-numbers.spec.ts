import { SeenNumbers } from './seen-numbers.js';

describe('numbers seen', () => {
  it('are known again with the row they began in, and none is taken for another', () => {
    const seen = new SeenNumbers();
    const known = Array.from({ length: 100_000 }, (_, index) => seen.add(`LP${String(index).padStart(9, '0')}CN`, index + 2, index));
    expect(known.every((place) => place === undefined)).toBe(true);
    expect(seen.add('LP000000000CN', 9, 9)).toEqual({ row: 2, index: 0 });
    expect(seen.add('LP000099999CN', 9, 9)).toEqual({ row: 100_001, index: 99_999 });
    expect(seen.add('LP000100000CN', 9, 9)).toBeUndefined();
  });
});
