import { isTagListed, prefersGzip, rangeOf } from './range.js';

describe('rangeOf', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=10-19', { first: 10, last: 19 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=90-1000', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', undefined],
    ['bytes=0-1,4-5', undefined],
    ['bytes=-', undefined],
    ['lines=0-1', undefined],
    ['bytes=a-b', undefined],
    [undefined, undefined],
  ])('%s of 100 bytes', (header, range) => {
    expect(rangeOf(header, 100)).toEqual(range);
  });

  it('finds nothing in an empty document', () => {
    expect(rangeOf('bytes=0-', 0)).toBe('unsatisfiable');
    expect(rangeOf('bytes=-5', 0)).toBe('unsatisfiable');
  });
});

describe('isTagListed', () => {
  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    [undefined, false],
  ])('%s', (header, isListed) => {
    expect(isTagListed(header, '"a"')).toBe(isListed);
  });
});

describe('prefersGzip', () => {
  it.each([
    ['gzip', true],
    ['gzip;q=1.0, identity;q=0.5', true],
    ['gzip, *;q=0', true],
    ['gzip, identity;q=0', true],
    ['gzip, deflate, br', false],
    ['gzip, *', false],
    ['gzip;q=0', false],
    ['identity', false],
    ['', false],
    [undefined, false],
  ])('%s', (header, prefers) => {
    expect(prefersGzip(header)).toBe(prefers);
  });
});
