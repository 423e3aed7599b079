import { REPERTOIRE } from '../../domain/characters.js';
import { loadAssets } from '../../publish/assets.js';

describe.each(Object.entries(loadAssets().fonts))('the %s font', (_, font) => {
  it('draws every character of the repertoire and no other', () => {
    const within = (code: number): boolean => REPERTOIRE.some(([from, to]) => from <= code && code <= to);
    const wrong = Array.from(font.advances.keys()).filter((code) => font.advances[code] > 0 !== within(code));
    expect(wrong).toEqual([]);
  });

  it('gives each character a glyph of the embedded file', () => {
    for (const [from, to] of REPERTOIRE) {
      for (let code = from; code <= to; code += 1) expect(font.glyphMap[2 * code] * 256 + font.glyphMap[2 * code + 1]).toBeGreaterThan(0);
    }
  });
});

it('is opened once', () => {
  expect(loadAssets().fonts.regular).toBe(loadAssets().fonts.regular);
});
