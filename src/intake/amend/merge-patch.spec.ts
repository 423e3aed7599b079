import fc from 'fast-check';
import { isSame, memberChanges, mergePatched, mergePatchOf, valueAt } from './merge-patch.js';

describe('a merge patch', () => {
  // Source: RFC 7396, appendix A, with the cases of which a consignment can be.
  it.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])('over %s of %s makes %s', (target, patch, result) => {
    expect(JSON.stringify(mergePatched(JSON.parse(target), JSON.parse(patch)))).toBe(result);
  });

  it('makes an ordinary member of any name', () => {
    const made = mergePatched({}, JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(JSON.stringify(made)).toBe('{"__proto__":{"polluted":true}}');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('of two values turns the one into the other', () => {
    const value = fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.oneof(fc.integer(), fc.array(fc.integer()), fc.dictionary(fc.constantFrom('x', 'y'), fc.string())),
    );
    fc.assert(fc.property(value, value, (from, to) => isSame(mergePatched(from, mergePatchOf(from, to)), to)));
  });

  it('names the members that changed and no others', () => {
    const from = { a: 1, b: { c: 'x', d: 'y' }, goods: [{ n: 1 }], gone: true };
    const to = { a: 1, b: { c: 'z', d: 'y' }, goods: [{ n: 1 }, { n: 2 }] };
    expect(mergePatchOf(from, to)).toEqual({ b: { c: 'z' }, goods: [{ n: 1 }, { n: 2 }], gone: null });
    expect(memberChanges(from, to)).toEqual([
      { pointer: '/b/c', before: 'x', after: 'z' },
      { pointer: '/goods/1', after: { n: 2 } },
      { pointer: '/gone', before: true },
    ]);
  });
});

describe('a pointer', () => {
  it.each([
    ['', { 'a/b': [{ '~': 1 }] }],
    ['/a~1b', [{ '~': 1 }]],
    ['/a~1b/0/~0', 1],
    ['/a~1b/1', undefined],
    ['/toString', undefined],
  ])('%s leads to its value', (pointer, expected) => {
    expect(valueAt({ 'a/b': [{ '~': 1 }] }, pointer)).toEqual(expected);
  });
});
