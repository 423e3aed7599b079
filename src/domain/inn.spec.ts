import { isInn } from './inn.js';

describe('tax number', () => {
  it.each([
    ['I1', '7707083893', true],
    ['I2', '1234567894', true],
    ['I2', '1234567890', false],
    ['I3', '500100732259', true],
    ['I4', '123456789047', true],
    ['I4', '123456789012', false],
    ['I5', '000000000000', false],
    ['C3, one digit', '7777777777', false],
    ['C3, region 00', '0012345678', false],
    ['length', '50010073225', false],
    ['letters', '50010073225A', false],
    ['second check digit', '500100732258', false],
    ['first check digit', '500100732269', false],
  ])('%s: %s is %s', (_vector, inn, valid) => expect(isInn(inn)).toBe(valid));
});
