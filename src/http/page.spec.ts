import { z } from 'zod';
import { DomainError } from '../domain/problem.js';
import { filter, readCursor, writeCursor } from './page.js';

const place = z.tuple([z.int(), z.string()]);

describe('cursors', () => {
  it('come back as they were given', () => {
    expect(readCursor(writeCursor([5, 'жук']), place)).toEqual([5, 'жук']);
    expect(readCursor(undefined, place)).toBeUndefined();
    expect(readCursor('', place)).toBeUndefined();
  });

  it.each(['nonsense', writeCursor(['5', 'a']), writeCursor([5]), writeCursor([5, 'a', 1]), 'e30'])(
    'that no page gave are refused: %s',
    (cursor) => {
      expect(() => readCursor(cursor, place)).toThrow(DomainError);
    },
  );
});

describe('filter', () => {
  const carrier = filter(/[A-Z]{2}|X/, 'letters');

  it.each([
    ['SU', 'SU'],
    ['X', 'X'],
    ['', undefined],
    [undefined, undefined],
  ])('%p', (value, expected) => {
    expect(carrier.parse(value)).toBe(expected);
  });

  it.each(['S', 'SUX', 'su'])('refuses %p', (value) => {
    expect(carrier.safeParse(value).success).toBe(false);
  });
});
