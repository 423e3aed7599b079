import { unscaled } from '../../domain/units.js';
import { loadAssets } from '../../publish/assets.js';
import { Lines, lineLimit, textStyle, textWidth, wrap, wrapInto, wrappedHeight } from './wrap.js';

const { mono, regular } = loadAssets().fonts;
/** Ten characters of Cousine at ten points are sixty points wide. */
const TEN = textStyle(mono, 10);
const ofTen = (text: string): string[] => wrap(TEN, 60.05, text);

describe('wrap', () => {
  it('breaks after spaces and swallows them', () => {
    expect(ofTen('one two three four')).toEqual(['one two', 'three four']);
    expect(ofTen('one two   three')).toEqual(['one two', 'three']);
  });

  it('breaks after hyphens and keeps them', () => {
    expect(ofTen('LP123-4567 90')).toEqual(['LP123-4567', '90']);
    expect(ofTen('LP123-456789')).toEqual(['LP123-', '456789']);
    expect(ofTen('one-two - three')).toEqual(['one-two -', 'three']);
  });

  it('leaves a letter with the word that it is tied to', () => {
    expect(ofTen('to the e-mail')).toEqual(['to the', 'e-mail']);
    expect(ofTen('e-commerces')).toEqual(['e-commerce', 's']);
  });

  it('splits a word that is longer than a line', () => {
    expect(ofTen('abcdefghijklmnopqrstuvwxyz')).toEqual(['abcdefghij', 'klmnopqrst', 'uvwxyz']);
    expect(ofTen('no abcdefghijklmn')).toEqual(['no', 'abcdefghij', 'klmn']);
  });

  it('never stands still, even where no character fits', () => {
    expect(wrap(TEN, 1, 'abc d')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps line feeds, empty lines and no-break spaces', () => {
    expect(ofTen('one\n\ntwo')).toEqual(['one', '', 'two']);
    expect(ofTen('a one\u00a0two three')).toEqual(['a one\u00a0two', 'three']);
    expect(ofTen('')).toEqual(['']);
  });

  it('loses nothing but the spaces at breaks', () => {
    const text = 'Чехол-книжка для смартфона, модель XR-2000/5G; цвет: «тёмно-синий», 1 шт.  https://example.com/item/100500600700800900';
    for (let width = 5; width < 300; width += 7) {
      const lines = wrap(textStyle(regular, 7), width, text);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) if (line.length > 1) expect(textWidth(textStyle(regular, 7), line)).toBeLessThanOrEqual(width);
    }
  });

  it('refuses a character without a glyph and names it alone', () => {
    expect(() => ofTen('Пётр 手')).toThrow(expect.objectContaining({ code: 'unrenderable-character', detail: 'U+624B' }));
    expect(() => textWidth(textStyle(regular, 7), '😀')).toThrow(expect.objectContaining({ detail: 'U+1F600' }));
  });

  it('appends to lines that grow', () => {
    const lines = new Lines();
    for (let i = 0; i < 100; i += 1) expect(wrapInto(lines, TEN, 60.05, 'one two three four')).toBe(2);
    expect(lines.count).toBe(200);
    expect([lines.starts[199], lines.ends[199]]).toEqual([8, 18].map((index) => 99 * 18 + index));
    expect(String.fromCharCode(...lines.codes.subarray(lines.starts[199], lines.ends[199]))).toBe('three four');
    expect(wrappedHeight(TEN, 60.05, 'one two three four')).toBeCloseTo(2 * TEN.lineHeight);
  });
});

describe('Lines', () => {
  it('puts numbers as they are written elsewhere', () => {
    const random = Array.from({ length: 200 }, (_, i) => (i * 7919 * 104_729) % 10 ** (1 + (i % 11)));
    for (const value of [0, 5, 9, 10, 99, 100, 432, 1000, 2 ** 31 - 1, 2 ** 31, -432, Number.MAX_SAFE_INTEGER, ...random]) {
      for (const scale of [0, 2, 3]) {
        const lines = new Lines();
        lines.begin(regular);
        lines.putDecimal(value, scale);
        expect(String.fromCharCode(...lines.codes.subarray(0, lines.codeCount))).toBe(unscaled(value, scale));
      }
    }
  });

  it('wraps a text put in parts as it wraps the whole', () => {
    const style = textStyle(regular, 8);
    const parts = ['№ ', '4608-12 ', 'от 22.11.2026\nв двух', ' экземплярах'];
    const whole = new Lines();
    wrapInto(whole, style, 50, parts.join(''));
    const lines = new Lines();
    lines.begin(regular);
    for (const part of parts) lines.put(part);
    lines.wrap(lineLimit(style, 50));
    expect(lines.count).toBeGreaterThan(2);
    for (const key of ['starts', 'ends', 'widths'] as const) {
      expect([...lines[key].subarray(0, lines.count)]).toEqual([...whole[key].subarray(0, whole.count)]);
    }
  });
});
