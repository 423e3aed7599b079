import { readIdempotencyKey } from './idempotency-key.js';

const codeOf = (lines: string[] | undefined) => {
  try {
    return readIdempotencyKey(lines);
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

describe('the idempotency key', () => {
  it.each([
    [['abc'], 'abc'],
    [['"abc"'], 'abc'],
    [['"a\\"b"'], 'a"b'],
    [['abc', '"abc"'], 'abc'],
    [undefined, 'idempotency-key-required'],
    [[''], 'idempotency-key-invalid'],
    [['abc', 'abd'], 'idempotency-key-invalid'],
    [['é'], 'idempotency-key-invalid'],
    [['x'.repeat(255)], 'x'.repeat(255)],
    [['x'.repeat(256)], 'idempotency-key-invalid'],
  ])('%j is %s', (lines, expected) => {
    expect(codeOf(lines)).toBe(expected);
  });
});
