import { chargeableHalfKg } from './chargeable-weight.js';

describe('chargeable weight, air-cargo 2.3', () => {
  it.each([
    ['30x45x65 cm against 14 kg is 15.0', 14_000, 30 * 45 * 65, 30],
    ['41x51x61 cm is 21.5', 0, 41 * 51 * 61, 43],
    ['54.60 m³ is 9100.0 exactly', 9_000_000, 54_600_000, 18_200],
    ['100.0 kg exceed the 83.5 kg of 0.5 m³', 100_000, 500_000, 200],
    ['83.5 kg of 0.5 m³', 0, 500_000, 167],
    ['a gram above half a kilogram is a whole one', 501, 0, 2],
    ['half a kilogram stays', 500, 0, 1],
  ])('%s', (_name, grossWeightG, volumeCm3, expected) => {
    expect(chargeableHalfKg(grossWeightG, volumeCm3, 6_000)).toBe(expected);
  });
});
