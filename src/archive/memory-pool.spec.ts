import { MemoryPool } from './memory-pool.js';

describe('MemoryPool', () => {
  it('hands out again what was given back, and nothing else', () => {
    const pool = new MemoryPool();
    const first = pool.take(100_000);
    expect(first.byteLength).toBe(131_072);
    expect(pool.take(100_000)).not.toBe(first);
    pool.giveBack(first);
    expect(pool.take(200_000)).not.toBe(first);
    expect(pool.take(70_000)).toBe(first);
    expect(pool.take(70_000)).not.toBe(first);
  });

  it('keeps no more than sixteen megabytes', () => {
    const pool = new MemoryPool();
    const pieces = Array.from({ length: 5 }, () => pool.take(4 * 2 ** 20));
    for (const piece of pieces) pool.giveBack(piece);
    const again = Array.from({ length: 5 }, () => pool.take(4 * 2 ** 20));
    expect(again.filter((piece) => pieces.includes(piece))).toHaveLength(4);
  });
});
