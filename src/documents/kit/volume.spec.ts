import { cubicMetres } from './volume.js';

describe('cubicMetres', () => {
  it.each([
    [54_600_000, '54.60'],
    [24_999, '0.02'],
    [25_000, '0.03'],
    [1, '0.01'],
    [123_456_789_000, '123456.79'],
  ])('prints %d cm³ as %s m³', (volumeCm3, printed) => {
    expect(cubicMetres(volumeCm3)).toBe(printed);
  });

  it('is left out where no dimensions were reported', () => {
    expect(cubicMetres(0)).toBeUndefined();
  });
});
