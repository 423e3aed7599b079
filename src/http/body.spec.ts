import { DomainError } from '../domain/problem.js';
import { readJson } from './body.js';

const read = (text: string) => readJson(Buffer.from(text));

describe('readJson', () => {
  it.each([
    ['{"a":[1,{"b":"c:d"}],"e":{}}', { a: [1, { b: 'c:d' }], e: {} }],
    ['{"quotes":"\\"{[:,]}\\\\"}', { quotes: '"{[:,]}\\' }],
    ['{"__proto__":1}', JSON.parse('{"__proto__":1}')],
    ['{"a":{"same":1},"b":{"same":1}}', { a: { same: 1 }, b: { same: 1 } }],
    [' "text" ', 'text'],
    [`${'['.repeat(16)}${']'.repeat(16)}`, JSON.parse(`${'['.repeat(16)}${']'.repeat(16)}`)],
  ])('reads %s', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each([
    ['{"a":1,"a":1}'],
    ['{"a":{"b":1,"\\u0062":2}}'],
    ['{"a":1,}'],
    ['{a:1}'],
    ['// no\n{}'],
    ['NaN'],
    ['{} {}'],
    ['\ufeff{}'],
    [`${'['.repeat(17)}${']'.repeat(17)}`],
    ['"\\"'.repeat(1000)],
  ])('refuses %s', (text) => {
    expect(() => read(text)).toThrow(DomainError);
  });

  it('refuses what is not UTF-8', () => {
    expect(() => readJson(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toThrow(DomainError);
  });

  it('takes its time only once over a text without an end', () => {
    const started = performance.now();
    expect(() => read(`{"a":"${'\\"'.repeat(500_000)}`)).toThrow(DomainError);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
