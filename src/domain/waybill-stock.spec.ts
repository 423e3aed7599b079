import { array, assert, constantFrom, property } from 'fast-check';
import {
  byPrefix,
  type Cover,
  countsOf,
  daysOfCover,
  enoughFor,
  gapsOf,
  isLow,
  perDay,
  rangesOf,
  type Stretch,
  serialText,
  stretchesOf,
} from './waybill-stock.js';

const stretch = (state: Stretch['state'], from: number, to: number, reason?: string): Stretch => ({
  carrier: '4B',
  prefix: '210',
  state,
  from,
  to,
  ...(reason === undefined ? {} : { reason }),
});

const stock = [
  stretch('used', 100, 109),
  stretch('void', 110, 111, 'Misprinted'),
  stretch('void', 112, 112, 'Lost'),
  stretch('free', 113, 114),
  stretch('used', 115, 119),
  stretch('free', 120, 199),
  stretch('free', 500, 599),
];

describe('a stock of air waybill numbers', () => {
  it('is made up of ranges without a hole', () => {
    expect(rangesOf(stock)).toEqual([
      { from: 100, to: 199, free: 82, used: 15, void: 3, gaps: 3 },
      { from: 500, to: 599, free: 100, used: 0, void: 0, gaps: 0 },
    ]);
    expect(rangesOf([])).toEqual([]);
  });

  it('is told whole by the last used number of each range and those that are not as their place says', () => {
    const place = { carrier: '4B', prefix: '210' };
    const states = array(array(constantFrom<Stretch['state']>('free', 'free', 'used', 'used', 'void'), { minLength: 1, maxLength: 12 }), {
      maxLength: 4,
    });
    assert(
      property(states, (ranges) => {
        let next = 100;
        const all: Stretch[] = [];
        const told = ranges.map((range) => {
          const from = next;
          const lastUsed = range.lastIndexOf('used');
          const odd = range.flatMap((state, at) =>
            state === 'void' || (state === 'free' && at < lastUsed)
              ? [{ serial: from + at, state, reason: state === 'void' ? 'Lost' : null }]
              : [],
          );
          for (const state of range) all.push(stretch(state, next, next++, state === 'void' ? 'Lost' : undefined));
          return { ...place, from, to: next - 1, lastUsed: lastUsed < 0 ? null : from + lastUsed, odd };
        });
        const stretches = stretchesOf(told);
        const single = stretches.flatMap(({ from, to, ...what }) =>
          Array.from({ length: to - from + 1 }, (_, i) => ({ ...what, from: from + i, to: from + i })),
        );
        expect(single).toEqual(all);
        // None goes on with the one before it.
        expect(stretches.some(({ state }, at) => at > 0 && stretches[at - 1].state === state)).toBe(false);
        expect(countsOf(stretches)).toEqual(countsOf(all));
      }),
    );
  });

  it('is low below so many numbers, however fast they go', () => {
    const limits = { lowCount: 100, lowDays: 7 };
    for (const [recent, days] of [
      [0, 1],
      [3, 14],
      [1000, 14],
      [99, 7],
      [1, 1],
    ]) {
      const enough = enoughFor({ recent, days }, limits);
      const cover = { carrier: '4B', used: recent, void: 0, recent, days };
      expect([isLow({ ...cover, free: enough }, limits), isLow({ ...cover, free: enough - 1 }, limits)]).toEqual([false, true]);
    }
  });

  it('tells void numbers by reason, free ones that were passed over, and what lies between ranges', () => {
    const place = { carrier: '4B', prefix: '210' };
    expect(gapsOf(stock)).toEqual([
      { ...place, from: 110, to: 111, kind: 'void', reason: 'Misprinted' },
      { ...place, from: 112, to: 112, kind: 'void', reason: 'Lost' },
      { ...place, from: 113, to: 114, kind: 'skipped' },
      { ...place, from: 200, to: 499, kind: 'not-in-stock' },
    ]);
  });

  it('knows no gap between two prefixes', () => {
    const other = { ...stretch('free', 900, 999), prefix: '555', carrier: 'SU' };
    expect(gapsOf([...stock, other])).toHaveLength(4);
    expect(byPrefix([...stock, other]).map((group) => group.length)).toEqual([7, 1]);
  });

  it('is low by count or by the days that it lasts, at the pace of late', () => {
    const cover = (more: Partial<Cover>): Cover => ({ carrier: '4B', free: 700, used: 0, void: 0, recent: 0, days: 14, ...more });
    const limits = { lowCount: 100, lowDays: 7 };
    expect([daysOfCover(cover({})), isLow(cover({}), limits)]).toEqual([undefined, false]);
    expect(isLow(cover({ free: 100 }), limits)).toBe(false);
    expect(isLow(cover({ free: 99 }), limits)).toBe(true);
    // 1 400 in 14 days: 700 last a week, one less does not.
    expect([daysOfCover(cover({ recent: 1_400 })), isLow(cover({ recent: 1_400 }), limits)]).toEqual([7, false]);
    expect([daysOfCover(cover({ free: 699, recent: 1_400 })), isLow(cover({ free: 699, recent: 1_400 }), limits)]).toEqual([6, true]);
    expect(daysOfCover(cover({ free: 700, recent: 100, days: 1 }))).toBe(7);
    expect(daysOfCover(cover({ free: 0, recent: 5 }))).toBe(0);
    expect([cover({}), cover({ recent: 245 }), cover({ recent: 1 }), cover({ recent: 139 })].map(perDay)).toEqual([
      '0.0',
      '17.5',
      '0.1',
      '9.9',
    ]);
    expect(serialText(42)).toBe('0000042');
  });
});
